package codex;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The answers to one set of user stories, and how given ones are scored against them (BUILTIN-ENGINE.md, section 9).
 *
 * @param synonyms class, then other names accepted for it, in the order of the file
 * @param unpunished class, then kinds of it that cost nothing when the class is named beside them
 */
record ModelAnswers(
        List<String> classes,
        List<String> silverClasses,
        Map<String, List<String>> synonyms,
        Map<String, List<String>> unpunished,
        Set<Pair> associations,
        Set<Pair> silverAssociations) {
    private static final Set<String> STAYING = Set.of("class", "process", "progress", "address", "status", "business");
    private static final Map<String, String> IRREGULAR = Map.ofEntries(
            Map.entry("children", "child"),
            Map.entry("people", "person"),
            Map.entry("men", "man"),
            Map.entry("women", "woman"),
            Map.entry("feet", "foot"),
            Map.entry("teeth", "tooth"),
            Map.entry("mice", "mouse"),
            Map.entry("geese", "goose"),
            Map.entry("criteria", "criterion"),
            Map.entry("analyses", "analysis"),
            Map.entry("diagnoses", "diagnosis"),
            Map.entry("crises", "crisis"),
            Map.entry("quizzes", "quiz"),
            Map.entry("movies", "movie"));
    private static final Set<String> VES = Set.of("shel", "hal", "kni", "li", "wi", "cal", "lea");

    /** Two names, in the order of the alphabet. */
    record Pair(String one, String other) {
        static Pair of(String one, String other) {
            return one.compareTo(other) <= 0 ? new Pair(one, other) : new Pair(other, one);
        }
    }

    /** Reads the answers to {@code set} out of the file for all sets. */
    static ModelAnswers read(JsonNode gold, String set) {
        var synonyms = lists(gold.path("SYNONYM_DICT_CLASS").path(set));
        var answers = new ModelAnswers(
                texts(gold.path("GOLD_STANDARD_CLASS").path(set)),
                texts(gold.path("SILVER_STANDARD_CLASS").path(set)),
                synonyms,
                lists(gold.path("NON_PUNISH_CLASS").path(set)),
                Set.of(),
                Set.of());
        return new ModelAnswers(
                answers.classes,
                answers.silverClasses,
                synonyms,
                answers.unpunished,
                answers.canonical(pairs(gold.path("GOLD_STANDARD_ASSOCIATION").path(set))),
                answers.canonical(pairs(gold.path("SILVER_STANDARD_ASSOCIATION").path(set))));
    }

    /** Scores the names of classes, best first. */
    Score classes(List<String> given) {
        var gold = new TreeSet<String>();
        classes.forEach(name -> gold.add(normal(name)));
        var silver = new TreeSet<String>();
        silverClasses.forEach(name -> silver.add(normal(name)));
        var predicted = new LinkedHashSet<String>();
        given.forEach(name -> predicted.add(normal(name)));

        var matched = new LinkedHashSet<String>();
        for (var name : predicted) {
            if (gold.remove(name) || silver.remove(name)) {
                matched.add(name);
            }
        }
        for (var name : predicted) {
            if (!matched.contains(name)) {
                var meant = alsoCalled(name);
                meant.removeIf(other -> !gold.contains(other) && !silver.contains(other));
                if (!meant.isEmpty()) {
                    gold.remove(meant.getFirst());
                    silver.remove(meant.getFirst());
                    matched.add(name);
                }
            }
        }
        var wrong = predicted.stream()
                .filter(name -> !matched.contains(name) && !costsNothing(name, matched))
                .count();
        return new Score(matched.size(), (int) wrong, gold.size());
    }

    private TreeSet<String> alsoCalled(String name) {
        var names = new TreeSet<>(Set.of(name));
        synonyms.forEach((meant, others) -> {
            for (var other : others) {
                for (var each : List.copyOf(names)) {
                    if (each.contains(other)) {
                        names.add(each.replace(other, meant).strip());
                    }
                }
            }
        });
        return names;
    }

    private boolean costsNothing(String name, Collection<String> matched) {
        return unpunished.entrySet().stream()
                .anyMatch(family -> family.getValue().contains(name)
                        && (matched.contains(family.getKey())
                                || family.getValue().stream().anyMatch(matched::contains)));
    }

    /** Scores pairs of classes; a right silver pair is neither right nor wrong. */
    Score associations(Collection<Pair> given) {
        var predicted = canonical(given);
        var right = new HashSet<>(predicted);
        right.retainAll(associations);
        var wrong = new HashSet<>(predicted);
        wrong.removeAll(associations);
        wrong.removeAll(silverAssociations);
        return new Score(right.size(), wrong.size(), associations.size() - right.size());
    }

    private Set<Pair> canonical(Collection<Pair> pairs) {
        var meant = new HashMap<String, String>();
        synonyms.forEach((name, others) -> others.forEach(other -> meant.putIfAbsent(normal(other), normal(name))));
        var result = new LinkedHashSet<Pair>();
        for (var pair : pairs) {
            var one = meant.getOrDefault(normal(pair.one()), normal(pair.one()));
            var other = meant.getOrDefault(normal(pair.other()), normal(pair.other()));
            if (!one.equals(other)) {
                result.add(Pair.of(one, other));
            }
        }
        return result;
    }

    /** In lower case, its last word in the singular. */
    static String normal(String name) {
        var lower = name.toLowerCase(Locale.ROOT).strip();
        var last = lower.lastIndexOf(' ') + 1;
        return lower.substring(0, last) + singular(lower.substring(last));
    }

    /** The singular as the measure defines it, which is simpler than English. */
    static String singular(String word) {
        if (IRREGULAR.containsKey(word)) {
            return IRREGULAR.get(word);
        }
        if (word.length() <= 3 || STAYING.contains(word) || word.matches(".*(ss|us|is|ics)")) {
            return word;
        }
        if (word.endsWith("ies") && word.length() > 4) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.matches(".*(ches|shes|sses|xes|zes|oes)")) {
            return word.substring(0, word.length() - 2);
        }
        if (word.endsWith("ves") && VES.contains(word.substring(0, word.length() - 3))) {
            return word.substring(0, word.length() - 3) + "f";
        }
        return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Map<String, List<String>> lists(JsonNode object) {
        var lists = new LinkedHashMap<String, List<String>>();
        object.properties().forEach(member -> lists.put(member.getKey(), texts(member.getValue())));
        return lists;
    }

    private static List<Pair> pairs(JsonNode array) {
        var pairs = new ArrayList<Pair>();
        array.forEach(
                pair -> pairs.add(Pair.of(pair.path(0).asText(), pair.path(1).asText())));
        return pairs;
    }
}
