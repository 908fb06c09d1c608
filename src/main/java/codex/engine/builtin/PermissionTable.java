package codex.engine.builtin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table of who may do what: roles down the side, things across the top, operations in the cells. Each row is said as a
 * sentence would say it.
 *
 * @param things the heads of its columns but the first
 */
record PermissionTable(List<String> things) {
    private static final Pattern SEPARATOR = Pattern.compile("\\s*(?:,|/|;|\\+|&|\\band\\b)\\s*");
    private static final Pattern LETTERS = Pattern.compile("(?i)c?r?u?d?");
    private static final Map<String, String> OPERATIONS = Map.ofEntries(
            Map.entry("c", "create"),
            Map.entry("create", "create"),
            Map.entry("add", "create"),
            Map.entry("write", "create"),
            Map.entry("r", "view"),
            Map.entry("read", "view"),
            Map.entry("view", "view"),
            Map.entry("see", "view"),
            Map.entry("list", "view"),
            Map.entry("u", "change"),
            Map.entry("update", "change"),
            Map.entry("edit", "change"),
            Map.entry("change", "change"),
            Map.entry("d", "delete"),
            Map.entry("delete", "delete"),
            Map.entry("remove", "delete"),
            Map.entry("all", "manage"),
            Map.entry("full", "manage"),
            Map.entry("manage", "manage"),
            Map.entry("everything", "manage"));
    private static final List<String> NOTHING = List.of("", "-", "none", "no", "nothing", "x");

    static PermissionTable under(List<String> header) {
        return new PermissionTable(List.copyOf(header.subList(1, header.size())));
    }

    static List<String> cells(String row) {
        return Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
    }

    /** What the row says; empty when it is no row of permissions. */
    Optional<String> sentence(List<String> cells) {
        if (cells.size() != things.size() + 1
                || cells.size() < 2
                || cells.getFirst().isEmpty()) {
            return Optional.empty();
        }
        var said = new ArrayList<String>();
        for (var index = 0; index < things.size(); index++) {
            var operations = operations(cells.get(index + 1));
            if (operations.isEmpty()) {
                return Optional.empty();
            }
            var many = Nouns.plural(Nouns.singular(things.get(index).toLowerCase(Locale.ROOT)));
            operations.get().stream()
                    .map(operation ->
                            "A " + cells.getFirst().toLowerCase(Locale.ROOT) + " can " + operation + " " + many)
                    .forEach(said::add);
        }
        return said.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", said));
    }

    // None for an empty cell; empty for a cell that tells of something else.
    private static Optional<List<String>> operations(String cell) {
        var lower = cell.toLowerCase(Locale.ROOT);
        if (NOTHING.contains(lower)) {
            return Optional.of(List.of());
        }
        var words = LETTERS.matcher(lower).matches()
                ? lower.chars()
                        .mapToObj(letter -> String.valueOf((char) letter))
                        .toList()
                : Arrays.asList(SEPARATOR.split(lower));
        return words.stream().allMatch(OPERATIONS::containsKey)
                ? Optional.of(words.stream()
                        .map(word -> OPERATIONS.getOrDefault(word, word))
                        .distinct()
                        .collect(Collectors.toList()))
                : Optional.empty();
    }
}
