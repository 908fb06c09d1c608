package codex.engine.builtin;

import codex.engine.builtin.Word.Form;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The closed word classes and the verbs in all their forms. Loaded once; never changes. */
final class Vocabulary {
    static final Set<String> DETERMINERS = WordLists.words("words/determiners.txt");
    static final Set<String> PREPOSITIONS = WordLists.words("words/prepositions.txt");
    static final Set<String> PRONOUNS = WordLists.words("words/pronouns.txt");
    static final Set<String> CONJUNCTIONS = WordLists.words("words/conjunctions.txt");
    static final Set<String> AUXILIARIES = WordLists.words("words/auxiliaries.txt");
    static final Set<String> ADVERBS = WordLists.words("words/adverbs.txt");
    static final Set<String> ADJECTIVES = WordLists.words("words/adjectives.txt");
    static final Set<String> GENERIC = WordLists.words("words/generic.txt");
    static final Set<String> ATTRIBUTES = WordLists.words("words/attributes.txt");
    static final Set<String> PEOPLE = WordLists.words("words/people.txt");
    static final Set<String> USERS = WordLists.words("words/users.txt");
    static final Set<String> SURFACE = WordLists.words("words/surface.txt");
    static final Set<String> ORGANISATIONS = WordLists.words("words/organisations.txt");
    /** What stands for the whole, and is never kept in it. */
    static final Set<String> APPLICATIONS = WordLists.words("words/applications.txt");
    /** Parts of a thing that say nothing alone: an order's lines. */
    static final Set<String> LINES = Set.of("line", "entry", "item", "row", "position", "part", "section");

    static final Set<String> PUBLIC = WordLists.words("words/public.txt");

    /** Verbs whose participle is as their base: {@code put}, {@code come}. */
    static final Set<String> UNCHANGED = WordLists.lines("words/irregular-verbs.txt").stream()
            .map(line -> line.strip().split("\\s+", -1))
            .filter(forms -> forms[0].equals(forms[2]))
            .map(forms -> forms[0])
            .collect(java.util.stream.Collectors.toUnmodifiableSet());

    private static final Map<String, VerbForm> VERBS = verbs();

    /** A form of a verb. */
    record VerbForm(String base, Form form) {}

    private Vocabulary() {}

    static Optional<VerbForm> verb(String word) {
        return Optional.ofNullable(VERBS.get(word));
    }

    /** Whether a word belongs to one of the closed classes: what English is made of. */
    static boolean closed(String word) {
        return DETERMINERS.contains(word)
                || PREPOSITIONS.contains(word)
                || PRONOUNS.contains(word)
                || CONJUNCTIONS.contains(word)
                || AUXILIARIES.contains(word)
                || ADVERBS.contains(word)
                || word.equals("to");
    }

    private static Map<String, VerbForm> verbs() {
        var irregular = new HashMap<String, String[]>();
        for (var line : WordLists.lines("words/irregular-verbs.txt")) {
            var forms = line.strip().split("\\s+", -1);
            irregular.put(forms[0], forms);
        }
        var bases = new HashSet<>(WordLists.words("words/verbs.txt"));
        bases.addAll(VerbMap.STANDARD.verbs());
        bases.addAll(irregular.keySet());

        var forms = new HashMap<String, VerbForm>();
        for (var base : bases) {
            regular(forms, base);
        }
        for (var entry : irregular.values()) {
            forms.put(entry[1], new VerbForm(entry[0], Form.PAST));
            forms.put(entry[2], new VerbForm(entry[0], Form.PAST));
        }
        keepBases(forms, bases);
        forms.put("has", new VerbForm("have", Form.THIRD));
        forms.put("goes", new VerbForm("go", Form.THIRD));
        return Map.copyOf(forms);
    }

    private static void regular(Map<String, VerbForm> forms, String base) {
        var ending = base.charAt(base.length() - 1);
        var consonantY = ending == 'y' && "aeou".indexOf(base.charAt(base.length() - 2)) < 0;
        var stem = ending == 'e' ? base.substring(0, base.length() - 1) : base;
        forms.put(third(base, consonantY), new VerbForm(base, Form.THIRD));
        var past = consonantY ? base.substring(0, base.length() - 1) + "ied" : stem + "ed";
        forms.put(past, new VerbForm(base, Form.PAST));
        forms.put((base.endsWith("ee") ? base : stem) + "ing", new VerbForm(base, Form.GERUND));
        // Not all of these are words, but none of them is another word: "planned", "submitting".
        if ("bdgklmnprt".indexOf(ending) >= 0) {
            forms.put(base + ending + "ed", new VerbForm(base, Form.PAST));
            forms.put(base + ending + "ing", new VerbForm(base, Form.GERUND));
        }
    }

    private static String third(String base, boolean consonantY) {
        if (consonantY) {
            return base.substring(0, base.length() - 1) + "ies";
        }
        return base.endsWith("s")
                        || base.endsWith("x")
                        || base.endsWith("z")
                        || base.endsWith("ch")
                        || base.endsWith("sh")
                ? base + "es"
                : base + "s";
    }

    // "read" and "set" are their own past: the base is what matters.
    private static void keepBases(Map<String, VerbForm> forms, Collection<String> bases) {
        for (var base : bases) {
            forms.put(base, new VerbForm(base, Form.BASE));
        }
    }
}
