package codex.stack.javalin;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a column of a demo row may say, by the names of column and table: {@code stack/javalin/demo/words.txt}. */
final class DemoWords {
    private record Line(List<String> columns, List<String> tables, List<String> values) {
        static Line of(String written) {
            var parts = written.split(":", 2);
            var names = parts[0].split("@", 2);
            return new Line(
                    split(names[0], ","), names.length > 1 ? split(names[1], ",") : List.of(), split(parts[1], "\\|"));
        }

        boolean about(String table, String column) {
            return ends(column, columns) && (tables.isEmpty() || ends(table, tables));
        }

        private static boolean ends(String name, List<String> words) {
            return words.stream().anyMatch(word -> name.equals(word) || name.endsWith("_" + word));
        }

        private static List<String> split(String text, String at) {
            return Arrays.stream(text.split(at)).map(String::strip).toList();
        }
    }

    private static final List<Line> LINES = RootFiles.resource("/stack/javalin/demo/words.txt")
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(Line::of)
            .toList();

    private DemoWords() {}

    static Optional<List<String>> of(String table, String column) {
        return LINES.stream()
                .filter(line -> line.about(table, column))
                .map(Line::values)
                .findFirst();
    }

    /** Texts of a format of the specification; empty for a password, which no row may have in clear. */
    static Optional<List<String>> ofFormat(String format) {
        return of("", "format " + format);
    }

    /** The name of a person. */
    static String person(int number) {
        var names = of("person", "name").orElseThrow();
        return names.get(number % names.size());
    }
}
