package codex.engine.builtin;

import codex.engine.builtin.Mention.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which of some things belong together, by how user stories speak of them (BUILTIN-ENGINE.md, section 5). */
final class Relations {
    private static final double POSSESSION = 1;
    private static final double COMPOUND = 1;
    private static final double PREPOSITION = 1.5;
    private static final double NEIGHBOURS = 1;
    private static final double SAME_PART = 0.5;
    private static final double SAME_STORY = 0.4;
    private static final double ROLE_AND_OBJECT = 0.5;
    private static final double ROLE_AND_OTHER = 0.3;
    private static final double ROLE_AND_BENEFIT = 0.2;
    private static final double KNOWN = 2;
    private static final double IN_BENEFIT = 0.5;

    private static final double LEAST_OF_THE_BEST = 0.5;

    /**
     * How much must speak for a pair, and how many pairs there may be for each thing.
     *
     * @param least the evidence
     * @param perThing so many pairs
     * @param commonness what is said of most things says little: the evidence is divided by how often both are named, to
     *     this power
     */
    record Bars(double least, double perThing, double commonness) {
        static final Bars STANDARD = new Bars(1.5, 1.2, 0.4);
    }

    /** Two things, in the order of the alphabet. */
    record Pair(String one, String other) {
        static Pair of(String one, String other) {
            return one.compareTo(other) <= 0 ? new Pair(one, other) : new Pair(other, one);
        }
    }

    private final List<String> names;
    private final Map<String, String> abbreviations;
    private final Bars bars;
    private final Predicate<String> known;
    private final Map<String, Optional<String>> meanings = new HashMap<>();
    private final Map<String, Integer> named = new HashMap<>();
    private final Set<String> people = new HashSet<>();
    private final Map<Pair, Double> evidence =
            new TreeMap<>(Comparator.comparing(Pair::one).thenComparing(Pair::other));

    private Relations(List<String> names, Map<String, String> abbreviations, Bars bars, Predicate<String> known) {
        this.names = names;
        this.abbreviations = abbreviations;
        this.bars = bars;
        this.known = known;
    }

    /** The pairs that most speaks for, best first: not many more than there are names, and the best one of each name. */
    static List<Pair> of(List<Story> stories, List<String> names, Map<String, String> abbreviations) {
        return of(stories, names, abbreviations, Bars.STANDARD, word -> true);
    }

    /** The same with other bars, and with what the lexicon tells of {@code known} words only. */
    static List<Pair> of(
            List<Story> stories,
            List<String> names,
            Map<String, String> abbreviations,
            Bars bars,
            Predicate<String> known) {
        var relations = new Relations(
                names.stream()
                        .map(name ->
                                Nouns.singular(name.toLowerCase(Locale.ROOT).strip()))
                        .distinct()
                        .toList(),
                abbreviations,
                bars,
                known);
        relations.findPeople(stories);
        stories.forEach(relations::read);
        relations.addKnown();
        return relations.best();
    }

    private void findPeople(List<Story> stories) {
        for (var story : stories) {
            meant(story.role()).ifPresent(role -> {
                people.add(role);
                named.merge(role, 1, Integer::sum);
            });
        }
        names.stream()
                .filter(name -> Vocabulary.PEOPLE.contains(name)
                        || Lexicon.STANDARD
                                .find(name)
                                .map(Lexicon.Entry::person)
                                .orElse(false))
                .forEach(people::add);
    }

    /** A thing where it is named. */
    private record Seen(String name, Part part) {}

    private void read(Story story) {
        var role = meant(story.role()).orElse("");
        var seen = new ArrayList<Seen>();
        for (var mention : story.mentions()) {
            var name = meant(mention).orElse("");
            if (!name.isEmpty()) {
                named.merge(name, 1, Integer::sum);
                meant(mention.possessor()).ifPresent(owner -> add(owner, name, POSSESSION));
                if (mention.own() && mention.part() != Part.BENEFIT) {
                    add(role, name, POSSESSION);
                } else {
                    together(role, name, ofRole(mention));
                }
                for (var index = 0; index < seen.size(); index++) {
                    var before = seen.get(index);
                    together(before.name(), name, weight(before, mention, index == seen.size() - 1));
                }
                seen.add(new Seen(name, mention.part()));
            }
        }
    }

    private static double ofRole(Mention mention) {
        if (mention.part() == Part.BENEFIT) {
            return ROLE_AND_BENEFIT;
        }
        return mention.preposition().isEmpty() ? ROLE_AND_OBJECT : ROLE_AND_OTHER;
    }

    private static double weight(Seen before, Mention mention, boolean adjacent) {
        if (before.part() != mention.part()) {
            return SAME_STORY;
        }
        var near = mention.preposition().isEmpty() ? NEIGHBOURS : PREPOSITION;
        return (adjacent ? near : SAME_PART) * (mention.part() == Part.BENEFIT ? IN_BENEFIT : 1);
    }

    // "camp groups" are of a camp; where the last noun is none of the things, the one before it is what is meant.
    private Optional<String> meant(Mention mention) {
        var whole = meant(mention.name());
        if (!mention.compound()) {
            return whole;
        }
        var modifier = meant(mention.modifier());
        if (whole.isPresent() && modifier.isPresent()) {
            add(modifier.get(), whole.get(), COMPOUND);
        }
        return whole.or(() -> modifier);
    }

    private Optional<String> meant(String said) {
        return said.isEmpty() ? Optional.empty() : meanings.computeIfAbsent(said, this::find);
    }

    private Optional<String> find(String said) {
        var name = abbreviations.getOrDefault(said, said);
        if (names.contains(name)) {
            return Optional.of(name);
        }
        var same = Synonyms.one(name);
        var head = name.substring(name.lastIndexOf(' ') + 1);
        return Stream.<Predicate<String>>of(
                        other -> Synonyms.one(other).equals(same),
                        other -> other.indexOf(' ') > 0
                                && Synonyms.one(head(other)).equals(same),
                        other -> name.endsWith(" " + other),
                        other -> other.endsWith(" " + name),
                        other -> Synonyms.one(other).equals(Synonyms.one(head)))
                .flatMap(test -> names.stream().filter(test).limit(1))
                .findFirst();
    }

    private static String head(String name) {
        return name.substring(name.lastIndexOf(' ') + 1);
    }

    // Two people in one story are two people only.
    private void together(String one, String other, double weight) {
        if (!people.contains(one) || !people.contains(other)) {
            add(one, other, weight);
        }
    }

    private void add(String one, String other, double weight) {
        if (!one.isEmpty() && !one.equals(other)) {
            evidence.merge(Pair.of(one, other), weight, Double::sum);
        }
    }

    private void addKnown() {
        for (var one : names) {
            for (var other : names) {
                if (known.test(one) && known.test(other) && belongs(one, other)) {
                    evidence.merge(Pair.of(one, other), KNOWN, Math::max);
                }
            }
        }
    }

    private static boolean belongs(String one, String other) {
        return one.compareTo(other) != 0
                && Stream.of(one, head(one), Synonyms.one(one), Synonyms.one(head(one)))
                        .flatMap(name -> Lexicon.STANDARD.find(name).stream())
                        .flatMap(entry -> entry.of().stream())
                        .anyMatch(of -> Stream.of(other, head(other))
                                .anyMatch(name -> Synonyms.one(name).equals(Synonyms.one(of.entity()))));
    }

    private List<Pair> best() {
        var ranked = evidence.keySet().stream()
                .sorted(Comparator.comparingDouble((Pair pair) -> -strength(pair)))
                .toList();
        var pairs = new ArrayList<Pair>();
        var placed = new HashSet<String>();
        for (var pair : ranked) {
            var weight = evidence.getOrDefault(pair, 0.0);
            var first = !placed.containsAll(List.of(pair.one(), pair.other()));
            placed.addAll(List.of(pair.one(), pair.other()));
            if ((weight >= bars.least() && pairs.size() < bars.perThing() * names.size())
                    || (first && weight >= LEAST_OF_THE_BEST)) {
                pairs.add(pair);
            }
        }
        return pairs;
    }

    private double strength(Pair pair) {
        var common = (double) named.getOrDefault(pair.one(), 1) * named.getOrDefault(pair.other(), 1);
        return evidence.getOrDefault(pair, 0.0) / Math.pow(common, bars.commonness());
    }
}
