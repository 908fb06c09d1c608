package codex.engine.builtin;

import codex.specification.Limits;
import codex.specification.Names;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a column of a certain name usually holds. */
record FieldTypes(List<Kind> kinds, Map<String, List<String>> groups, Set<String> reserved) {
    static final FieldTypes STANDARD = load();
    private static final Set<String> CLASSES = WordLists.words("words/reserved-classes.txt");

    /** The kind of a column: its type, limits and a value that could stand there. */
    record Kind(Pattern name, String type, Limits limits, String example) {}

    Kind kind(String column) {
        return kinds.stream()
                .filter(kind -> kind.name().matcher(column).matches())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("field-types.txt has no line that matches all names"));
    }

    /** A kind for a type that the words gave. */
    Kind typed(String column, String type) {
        var byName = kind(column);
        return byName.type().equals(type) ? byName : ofType(type);
    }

    /** The columns that the words of a phrase stand for: {@code due date} is {@code due_on}. */
    List<String> columns(String phrase) {
        var group = groups.get(phrase);
        return group == null ? List.of(column(phrase)) : group;
    }

    /** The column of an amount that is said in the plural: "the hours"; empty for anything else. */
    Optional<String> counted(String noun, boolean plural) {
        var many = Names.snake(Nouns.plural(noun));
        var numbers = Set.of("integer", "decimal");
        return plural
                        && !numbers.contains(kind(Names.snake(noun)).type())
                        && numbers.contains(kind(many).type())
                ? Optional.of(many)
                : Optional.empty();
    }

    private String column(String phrase) {
        var name = Names.snake(phrase);
        if (name.equals("date") || name.equals("day")) {
            return "held_on";
        }
        if (name.equals("time")) {
            return "at_time";
        }
        if (name.equals("year")) {
            return "in_year";
        }
        if (name.matches("(?:start|begin|beginning)(?:_time)?")) {
            return "starts_at";
        }
        if (name.matches("end(?:_time)?")) {
            return "ends_at";
        }
        if (name.matches("(?:start|end)_date")) {
            return name.replace("_date", "s_on");
        }
        if (name.endsWith("_date") && !name.startsWith("date_")) {
            return name.substring(0, name.length() - "_date".length()) + "_on";
        }
        if (name.endsWith("_time") && !name.equals("travel_time")) {
            return name.equals("start_time") ? "starts_at" : name.equals("end_time") ? "ends_at" : name;
        }
        return safe(name, "_text");
    }

    /** The name, with {@code ending} where SQL or Java has it already. */
    String safe(String name, String ending) {
        var cut = name.length() > 40 ? name.substring(0, 40) : name;
        var clean = cut.replaceAll("[^a-z0-9_]", "").replaceAll("^[^a-z]+|_+$", "");
        if (clean.isEmpty()) {
            return "value" + ending;
        }
        return reserved.contains(clean) ? clean + ending : clean;
    }

    /** The name of the table of a thing that the lexicon does not know. */
    String table(String noun) {
        var name = safe(noun.replaceAll("[ -]", "_"), "_entry");
        return CLASSES.contains(name) ? name + "_entry" : name;
    }

    private static Kind ofType(String type) {
        var any = Pattern.compile(".*");
        return switch (type) {
            case "integer" -> new Kind(any, type, Limits.range(0, 1_000_000), "3");
            case "decimal" -> new Kind(any, type, Limits.NONE, "12.50");
            case "boolean" -> new Kind(any, type, Limits.NONE, "true");
            case "date" -> new Kind(any, type, Limits.NONE, "2026-03-02");
            case "datetime" -> new Kind(any, type, Limits.NONE, "2026-03-02T09:00:00Z");
            case "text" -> new Kind(any, type, Limits.length(1, 2000), "Some text");
            default -> new Kind(any, type, Limits.length(1, 120), "example");
        };
    }

    private static FieldTypes load() {
        var kinds = WordLists.lines("words/field-types.txt").stream()
                .map(line -> line.split(" \\| ", -1))
                .map(part -> new Kind(
                        Pattern.compile(part[0].strip()), part[1].strip(), limits(part[1], part[2]), part[3].strip()))
                .toList();
        var groups = new HashMap<String, List<String>>();
        for (var line : WordLists.lines("words/groups.txt")) {
            var words = List.of(line.strip().split(" +", -1));
            groups.put(words.getFirst(), words.subList(1, words.size()));
        }
        return new FieldTypes(kinds, Map.copyOf(groups), WordLists.words("words/reserved.txt"));
    }

    private static Limits limits(String type, String written) {
        var text = written.strip();
        if (text.equals("-")) {
            return Limits.NONE;
        }
        if (!text.contains("..")) {
            return new Limits(null, null, null, text.equals("email") ? 254 : null, null, text);
        }
        var least = text.substring(0, text.indexOf(".."));
        var most = text.substring(text.indexOf("..") + 2);
        return type.strip().equals("string") || type.strip().equals("text")
                ? Limits.length(Integer.parseInt(least), Integer.parseInt(most))
                : new Limits(new BigDecimal(least), new BigDecimal(most), null, null, null, null);
    }
}
