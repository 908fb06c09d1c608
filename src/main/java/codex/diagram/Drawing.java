package codex.diagram;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture in which everything has its place. Lengths are CSS pixels, from the upper left corner.
 *
 * @param description what the picture shows, in a sentence with its counts
 */
public record Drawing(String title, String description, int width, int height, List<Box> boxes, List<Line> lines) {
    public Drawing {
        boxes = List.copyOf(boxes);
        lines = List.copyOf(lines);
    }

    /** Whether there is nothing to draw. */
    public boolean empty() {
        return boxes.isEmpty();
    }

    /**
     * A box with a title and rows.
     *
     * @param element id of the element it stands for; null for what is in no document, such as the table of accounts
     * @param label what it is called aloud
     */
    public record Box(
            @Nullable String element, String title, String label, int x, int y, int width, int height, List<Row> rows) {
        public Box {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One row of a box, its text at {@code y}, the base line.
     *
     * @param element id of the element that the row alone stands for; null when it belongs to its box
     * @param mark a short word in front: {@code GET}, {@code FK}; may be empty
     * @param note what stands at the end of the row; may be empty
     */
    public record Row(@Nullable String element, String mark, String text, String note, String label, int y) {}

    /**
     * A line with its ends.
     *
     * @param path as SVG writes one
     * @param words what the line says, as a sentence
     */
    public record Line(String path, End start, End end, boolean quiet, String words) {}

    /** How a line ends, in the signs of entity-relationship diagrams. */
    public enum End {
        PLAIN,
        ONE,
        MAYBE_ONE,
        MANY,
        ARROW
    }
}
