package codex.diagram;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a picture shows, before it has places. Boxes are known by their position in the list. */
record Sketch(String title, String description, List<Box> boxes, List<Line> lines, int rowHeight) {
    /** A row's number that means the title of its box. */
    static final int TITLE = -1;

    Sketch {
        boxes = List.copyOf(boxes);
        lines = List.copyOf(lines);
    }

    record Box(@Nullable String element, String title, String label, List<Row> rows) {
        Box {
            rows = List.copyOf(rows);
        }
    }

    record Row(@Nullable String element, String mark, String text, String note, String label) {}

    /** Where a line begins or ends: a row of a box, or its title. */
    record Place(int box, int row, Drawing.End end) {}

    /** From the right edge of one row to the left edge of another. */
    record Line(Place from, Place to, boolean quiet, String words) {}
}
