package codex.diagram;

import codex.specification.Column;
import codex.specification.Document;
import codex.specification.Enumeration;
import codex.specification.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The entity-relationship diagram: tables with their columns, their states, and what they point to. */
final class TablesSketch {
    private static final int ROW = 20;
    private static final int LONGEST_LINE = 34;

    /** With more columns pointing to accounts than this, lines to them would hide all others. */
    private static final int ACCOUNT_LINES = 6;

    private final Document document;
    private final boolean keysOnly;
    private final boolean accounts;
    private final Map<String, Enumeration> enums;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<Sketch.Box> boxes = new ArrayList<>();
    private final List<Sketch.Line> lines = new ArrayList<>();

    private TablesSketch(Document document, boolean keysOnly) {
        this.document = document;
        this.keysOnly = keysOnly;
        this.enums = document.enums().stream()
                .collect(Collectors.toMap(Enumeration::name, each -> each, (first, second) -> first));
        var owners = document.tables().stream()
                .flatMap(table -> table.columns().stream())
                .filter(column -> Table.ACCOUNT.equals(column.references()))
                .count();
        this.accounts = owners > 0 && owners <= ACCOUNT_LINES;
    }

    static Sketch of(Document document, boolean keysOnly) {
        return new TablesSketch(document, keysOnly).sketch();
    }

    private Sketch sketch() {
        for (var table : document.tables()) {
            places.put(table.name(), places.size());
        }
        document.tables().forEach(this::table);
        if (accounts) {
            boxes.add(new Sketch.Box(
                    null, Table.ACCOUNT, "Table account, which every application with accounts has", List.of()));
        }
        var description =
                "%s with %s and %s between them. Lines run from the row that is pointed to, to the rows that point."
                        .formatted(
                                count(document.tables().size(), "table"),
                                count(
                                        document.tables().stream()
                                                .mapToInt(
                                                        table -> table.columns().size())
                                                .sum(),
                                        "column"),
                                count(lines.size(), "relation"));
        return new Sketch("Tables of " + document.name(), description, boxes, lines, ROW);
    }

    private void table(Table table) {
        var box = boxes.size();
        var rows = new ArrayList<Sketch.Row>();
        for (var column : table.columns()) {
            var key = column.references() != null || column.unique();
            if (keysOnly && !key) {
                continue;
            }
            relation(table, column, new Sketch.Place(box, rows.size(), end(column)));
            rows.add(row(table, column));
            rows.addAll(states(column));
        }
        boxes.add(new Sketch.Box(table.id(), table.name(), label(table), rows));
    }

    private void relation(Table table, Column column, Sketch.Place to) {
        var target = column.references();
        if (target == null || (target.equals(Table.ACCOUNT) && !accounts)) {
            return;
        }
        var place = places.get(target);
        if (place == null && !target.equals(Table.ACCOUNT)) {
            return;
        }
        var from = new Sketch.Place(
                place == null ? document.tables().size() : place,
                Sketch.TITLE,
                column.required() ? Drawing.End.ONE : Drawing.End.MAYBE_ONE);
        lines.add(new Sketch.Line(from, to, target.equals(Table.ACCOUNT), words(table, column, target)));
    }

    private static String words(Table table, Column column, String target) {
        return "A %s has %s %s (%s); a %s has %s %s."
                .formatted(
                        table.name(),
                        column.required() ? "one" : "at most one",
                        target,
                        column.name(),
                        target,
                        column.unique() ? "at most one" : "any number of",
                        table.name());
    }

    private static Drawing.End end(Column column) {
        return column.unique() ? Drawing.End.ONE : Drawing.End.MANY;
    }

    private Sketch.Row row(Table table, Column column) {
        var mark = column.references() != null ? "FK" : column.unique() ? "UQ" : "";
        var type = column.references() == null
                ? column.type()
                : "→ " + column.references() + (column.name().equals(table.owner()) ? ", owner" : "");
        var text = column.name() + (column.required() ? "" : "?");
        return new Sketch.Row(null, mark.isEmpty() ? "  " : mark, text, "  " + type, text + " " + type);
    }

    private List<Sketch.Row> states(Column column) {
        var values = enums.get(column.type());
        if (values == null || keysOnly) {
            return List.of();
        }
        var words = String.join(" · ", values.values());
        var shown = words.length() <= LONGEST_LINE ? words : words.substring(0, LONGEST_LINE - 1) + "…";
        return List.of(new Sketch.Row(null, "  ", "", shown, String.join(", ", values.values())));
    }

    private static String label(Table table) {
        return "Table " + table.name() + ", " + count(table.columns().size(), "column");
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
