package codex.engine.builtin;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What verbs do to the records that are their objects. */
record VerbMap(Map<String, Operation> operations, Map<String, Change> changes, Map<String, String> marks) {
    static final VerbMap STANDARD = load();

    /** What may be done to the rows of a table; {@code MANAGE} is all of create, list, read, change and delete. */
    enum Operation {
        LIST,
        CREATE,
        READ,
        CHANGE,
        REPLACE,
        DELETE,
        MANAGE
    }

    /** A state change that a verb makes; {@code from} is empty for every other state. */
    record Change(String verb, String to, List<String> from) {}

    Optional<Operation> operation(String verb) {
        return Optional.ofNullable(operations.get(verb));
    }

    Optional<Change> change(String verb) {
        return Optional.ofNullable(changes.get(verb));
    }

    /** The change that "mark as {@code word}" makes: a listed one, or one into that state. */
    Change marked(String word) {
        return Optional.ofNullable(marks.get(word))
                .flatMap(this::change)
                .orElseGet(() -> new Change("mark as " + word, word, List.of()));
    }

    Set<String> verbs() {
        var verbs = new TreeSet<>(operations.keySet());
        verbs.addAll(changes.keySet());
        return verbs;
    }

    private static VerbMap load() {
        var operations = new HashMap<String, Operation>();
        var changes = new HashMap<String, Change>();
        var marks = new HashMap<String, String>();
        for (var line : WordLists.lines("words/verb-map.txt")) {
            var kind = line.substring(0, line.indexOf(':'));
            var words = line.substring(line.indexOf(':') + 1).strip().split("\\s+", -1);
            switch (kind) {
                case "transition" -> {
                    var from = words[2].equals("-") ? List.<String>of() : List.of(words[2].split(",", -1));
                    changes.put(words[0], new Change(words[0], words[1], from));
                }
                case "mark" -> marks.put(words[0], words[1]);
                default -> {
                    for (var verb : words) {
                        operations.put(verb, Operation.valueOf(kind.toUpperCase(Locale.ROOT)));
                    }
                }
            }
        }
        return new VerbMap(Map.copyOf(operations), Map.copyOf(changes), Map.copyOf(marks));
    }
}
