package codex.stack.javalin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a database differs from what its document says, because it held rows when the document changed. Each migration but
 * the first tells all of it in comments, a fact a line, so that the next one can be written from the newest alone.
 *
 * @param tables that the specification no longer has, with all columns but {@code version} and the two times
 * @param columns likewise, of tables that it has, by table
 * @param open columns that the specification requires and that may be empty all the same, as {@code table.column}
 * @param sequences where the numbers of a table come from, if not from the sequence that is called after it
 */
record Kept(
        Map<String, List<ColumnShape>> tables,
        Map<String, List<ColumnShape>> columns,
        Set<String> open,
        Map<String, String> sequences) {
    static final Kept NOTHING = new Kept(Map.of(), Map.of(), Set.of(), Map.of());

    private static final String GONE = " is no longer part of the specification";
    private static final Pattern TABLE = Pattern.compile("-- kept: ([a-z0-9_]+)" + GONE);
    private static final Pattern COLUMN =
            Pattern.compile("-- kept: ([a-z0-9_]+)\\.([a-z0-9_]+)" + GONE + ", ([a-z]+) as ([a-z0-9 (),]+)");
    private static final Pattern OPEN = Pattern.compile("-- may be empty: ([a-z0-9_]+\\.[a-z0-9_]+), .*");
    private static final Pattern SEQUENCE = Pattern.compile("-- numbers: ([a-z0-9_]+) counts with ([a-z0-9_]+)");

    /** Reads a migration's comments; a line that is none of these says nothing. */
    static Kept in(String migration) {
        var tables = new TreeMap<String, List<ColumnShape>>();
        var columns = new TreeMap<String, List<ColumnShape>>();
        var open = new TreeSet<String>();
        var sequences = new TreeMap<String, String>();
        migration.lines().forEach(line -> {
            var table = TABLE.matcher(line);
            var column = COLUMN.matcher(line);
            var empty = OPEN.matcher(line);
            var sequence = SEQUENCE.matcher(line);
            if (table.matches()) {
                tables.put(table.group(1), new ArrayList<>());
            } else if (column.matches()) {
                kind(column.group(3))
                        .ifPresent(kind -> columns.computeIfAbsent(column.group(1), any -> new ArrayList<>())
                                .add(ColumnShape.kept(column.group(2), kind, column.group(4))));
            } else if (empty.matches()) {
                open.add(empty.group(1));
            } else if (sequence.matches()) {
                sequences.put(sequence.group(1), sequence.group(2));
            }
        });
        tables.replaceAll(
                (table, none) -> Optional.ofNullable(columns.remove(table)).orElse(none));
        return new Kept(tables, columns, open, sequences);
    }

    /** The comments that {@link #in} reads. */
    Stream<String> lines() {
        return Stream.of(
                        tables.keySet().stream()
                                .flatMap(table ->
                                        Stream.concat(Stream.of("-- kept: " + table + GONE), lines(table, tables))),
                        columns.keySet().stream().flatMap(table -> lines(table, columns)),
                        open.stream()
                                .map(column -> "-- may be empty: %s, since rows from before have no value for it"
                                        .formatted(column)),
                        sequences.entrySet().stream()
                                .map(each -> "-- numbers: %s counts with %s".formatted(each.getKey(), each.getValue())))
                .flatMap(lines -> lines);
    }

    /** Where the numbers of a table come from that was there before. */
    String sequence(String table) {
        return sequences.getOrDefault(table, Past.sequence(table));
    }

    private static Stream<String> lines(String table, Map<String, List<ColumnShape>> of) {
        return of.getOrDefault(table, List.of()).stream()
                .map(column -> "-- kept: %s.%s%s, %s as %s"
                        .formatted(table, column.name(), GONE, column.kind().word(), column.type()));
    }

    private static Optional<Kind> kind(String word) {
        return Stream.of(Kind.values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
