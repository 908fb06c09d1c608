package codex.engine.builtin;

import codex.specification.Names;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Singular and plural of English nouns (BUILTIN-ENGINE.md, 9, "Singular S(w)", with a list of exceptions). */
final class Nouns {
    private static final Set<String> VES = Set.of("shelves", "halves", "knives", "lives", "wives", "calves", "leaves");
    private static final Map<String, String> PLURALS = new HashMap<>();
    private static final Map<String, String> SINGULARS = new HashMap<>();

    static {
        for (var line : WordLists.lines("words/irregular-plurals.txt")) {
            var pair = line.strip().split("\\s+", -1);
            PLURALS.put(pair[0], pair[1]);
            SINGULARS.put(pair[1], pair[0]);
        }
    }

    private Nouns() {}

    /** {@code books} becomes {@code book}; of several words the last one changes. */
    static String singular(String noun) {
        var space = noun.lastIndexOf(' ');
        if (space >= 0) {
            return noun.substring(0, space + 1) + singular(noun.substring(space + 1));
        }
        if (PLURALS.containsKey(noun)) {
            return noun;
        }
        var known = SINGULARS.get(noun);
        if (known != null) {
            return known;
        }
        // "number_of_seats" is the name of a column already.
        if (noun.length() <= 3
                || noun.contains("_of_")
                || noun.endsWith("ss")
                || noun.endsWith("us")
                || noun.endsWith("is")
                || noun.endsWith("ics")
                || !noun.endsWith("s")) {
            return noun;
        }
        if (noun.endsWith("ies") && noun.length() > 4) {
            return noun.substring(0, noun.length() - 3) + "y";
        }
        if (VES.contains(noun)) {
            return noun.substring(0, noun.length() - 3) + "f";
        }
        for (var ending : new String[] {"ches", "shes", "sses", "xes", "zes", "oes"}) {
            if (noun.endsWith(ending)) {
                return noun.substring(0, noun.length() - 2);
            }
        }
        return noun.substring(0, noun.length() - 1);
    }

    /** {@code book} becomes {@code books}; of several words the last one changes. */
    static String plural(String noun) {
        return Names.plural(noun);
    }

    /** Whether it is written as several: {@code books}, but not {@code address}. */
    static boolean isPlural(String noun) {
        return !singular(noun).equals(noun);
    }

    /** Whether one and several are written alike: {@code equipment}. */
    static boolean uncounted(String noun) {
        return !isPlural(noun) && plural(noun).equals(noun);
    }
}
