package codex.engine.builtin;

import codex.engine.builtin.Mention.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Weighs the nouns of a backlog: which of them it is about (BUILTIN-ENGINE.md, section 3). */
final class Candidates {
    private static final Set<String> DATA_VERBS = WordLists.words("words/data-verbs.txt");
    private static final Set<String> BARE = WordLists.words("words/bare.txt");
    private static final Set<String> TYPES = Set.of("type", "kind", "category", "sort");

    private static final double BENEFIT = 0.8;
    private static final double WISH = 2;
    private static final double OBJECT = 1.5;
    private static final double BEHIND_PREPOSITION = 0.8;
    // "payment details" speak of payments nearly as much as payments do, "camp groups" half as much of camps.
    private static final double BEFORE_POOR_HEAD = 0.8;
    private static final double BEFORE_HEAD = 0.5;
    private static final double SHARE_OF_HEAD = 0.6;
    private static final int FEW = 2;

    /**
     * How much must speak for a noun.
     *
     * @param unknown for one that no list has
     * @param bare for a form, a group and the like with a noun before it
     * @param known for one of the lexicon
     * @param role for a role, said of it by others
     * @param owned so many things that a role calls its own make it one as well
     */
    record Bars(double unknown, double bare, double known, double role, int owned) {
        /** Chosen on other sets than those they are measured on; see {@code ./run bench words}. */
        static final Bars STANDARD = new Bars(10, 6, 3, 1.6, 3);
    }

    /**
     * What a backlog is about.
     *
     * @param name as it is said most often, in the singular
     * @param role whether somebody speaks as one
     */
    record Candidate(String name, double score, Set<Integer> sentences, boolean role) {
        Candidate {
            sentences = Set.copyOf(sentences);
        }

        Candidate and(Candidate other) {
            var all = new TreeSet<>(sentences);
            all.addAll(other.sentences);
            var more = score >= other.score ? this : other;
            return new Candidate(more.name, score + other.score, all, role || other.role);
        }
    }

    private final Bars bars;
    private final Predicate<String> known;
    private final Map<String, String> abbreviations;
    private final Map<String, Double> scores = new TreeMap<>();
    private final Map<String, Set<Integer>> sentences = new HashMap<>();
    private final Map<String, Set<String>> compounds = new HashMap<>();
    private final Map<String, Set<Integer>> speaking = new TreeMap<>();
    private final Set<String> common = new HashSet<>();
    private final Map<String, List<String>> owned = new HashMap<>();

    private Candidates(Bars bars, Predicate<String> known, Map<String, String> abbreviations) {
        this.bars = bars;
        this.known = known;
        this.abbreviations = abbreviations;
    }

    /** The nouns that enough speaks for, best first; {@code known} says which ones need not be said often. */
    static List<Candidate> of(
            List<Story> stories, Bars bars, Predicate<String> known, Map<String, String> abbreviations) {
        var candidates = new Candidates(bars, known, abbreviations);
        stories.forEach(candidates::read);
        return candidates.accepted();
    }

    /** Whether the lexicon has it. */
    static boolean inLexicon(String name) {
        return Lexicon.STANDARD.find(name).isPresent();
    }

    private void read(Story story) {
        var role = story.role();
        if (!role.isEmpty()) {
            speaking.computeIfAbsent(role, name -> new TreeSet<>()).add(story.number());
        }
        var before = "";
        for (var mention : story.mentions()) {
            if (!mention.proper()) {
                common.addAll(List.of(mention.name(), mention.head(), mention.modifier()));
            }
            var weight = weight(mention);
            count(mention.name(), weight, mention.sentence());
            if (mention.compound()) {
                compound(mention, weight);
            }
            if (TYPES.contains(before) && mention.preposition().equals("of")) {
                count(mention.name() + " type", weight, mention.sentence());
            }
            if (mention.own() && !role.isEmpty()) {
                owned.computeIfAbsent(role, name -> new ArrayList<>()).add(mention.name());
            }
            before = mention.head();
        }
    }

    private static double weight(Mention mention) {
        var weight = mention.part() == Part.BENEFIT ? BENEFIT : WISH;
        if (!mention.preposition().isEmpty()) {
            return weight * BEHIND_PREPOSITION;
        }
        return DATA_VERBS.contains(mention.verb()) ? weight * OBJECT : weight;
    }

    private void compound(Mention mention, double weight) {
        var head = mention.head();
        count(head, weight, mention.sentence());
        compounds.computeIfAbsent(head, name -> new TreeSet<>()).add(mention.name());
        count(mention.modifier(), weight * (poor(head) ? BEFORE_POOR_HEAD : BEFORE_HEAD), mention.sentence());
    }

    private void count(String said, double weight, int sentence) {
        var name = abbreviations.getOrDefault(said, said);
        scores.merge(name, weight, Double::sum);
        sentences.computeIfAbsent(name, key -> new TreeSet<>()).add(sentence);
    }

    private List<Candidate> accepted() {
        var names = new TreeSet<String>();
        for (var name : scores.keySet()) {
            if (!speaking.containsKey(name) && thing(name)) {
                names.add(name);
            }
        }
        var people =
                speaking.keySet().stream().filter(name -> counts(name, names)).toList();
        names.addAll(people);

        var merged = new TreeMap<String, Candidate>();
        for (var name : names) {
            var candidate = new Candidate(
                    name,
                    scores.getOrDefault(name, 0.0),
                    sentences.getOrDefault(name, speaking.getOrDefault(name, Set.of())),
                    speaking.containsKey(name));
            merged.merge(Synonyms.one(name), candidate, Candidate::and);
        }
        return merged.values().stream()
                .sorted(Comparator.comparingDouble((Candidate candidate) -> -candidate.score())
                        .thenComparing(Candidate::name))
                .toList();
    }

    // A role that nothing hangs on is no more than a role.
    private boolean counts(String role, Set<String> things) {
        var score = scores.getOrDefault(role, 0.0);
        if (speaking.getOrDefault(role, Set.of()).size() < FEW) {
            return score >= bars.known();
        }
        var possessions = owned.getOrDefault(role, List.of()).stream()
                .filter(name -> things.contains(name) || speaking.containsKey(name))
                .count();
        return score >= bars.role() || possessions >= bars.owned();
    }

    private boolean thing(String name) {
        if (name.indexOf(' ') > 0) {
            return compound(name);
        }
        if (poor(name) || compounds.getOrDefault(name, Set.of()).stream().anyMatch(longer -> isRather(longer, name))) {
            return false;
        }
        if (known.test(name) || Vocabulary.PEOPLE.contains(name)) {
            return score(name) >= bars.known();
        }
        return score(name) >= bars.unknown() && often(name);
    }

    private boolean isRather(String longer, String name) {
        return score(longer) >= SHARE_OF_HEAD * score(name) && thing(longer);
    }

    private boolean compound(String name) {
        var head = name.substring(name.lastIndexOf(' ') + 1);
        var modifier = name.substring(0, name.lastIndexOf(' '));
        if (TYPES.contains(head)) {
            return score(name) >= bars.known() && !poor(modifier);
        }
        if (Vocabulary.SURFACE.contains(head)) {
            return false;
        }
        if (known.test(name)) {
            return score(name) >= bars.known();
        }
        if (BARE.contains(head)) {
            return score(name) >= bars.bare() && often(name) && !poor(modifier);
        }
        return !poor(head)
                && score(name) >= bars.unknown()
                && score(name) >= SHARE_OF_HEAD * score(head)
                && often(name);
    }

    // It names a part of the screen, a column, everything or nothing, or always goes by itself in capitals:
    // a product's name.
    private boolean poor(String name) {
        var proper = scores.containsKey(name)
                && !common.contains(name)
                && !abbreviations.containsValue(name)
                && name.indexOf(' ') < 0
                && !known.test(name);
        return proper
                || Vocabulary.SURFACE.contains(name)
                || Vocabulary.USERS.contains(name)
                || (!known.test(name) && (Vocabulary.GENERIC.contains(name) || Vocabulary.ATTRIBUTES.contains(name)));
    }

    private double score(String name) {
        return scores.getOrDefault(name, 0.0);
    }

    private boolean often(String name) {
        return sentences.getOrDefault(name, Set.of()).size() >= FEW;
    }
}
