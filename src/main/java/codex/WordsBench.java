package codex;

import codex.ModelAnswers.Pair;
import codex.StoryAnswers.Part;
import codex.engine.builtin.Story;
import codex.engine.builtin.Understood;
import codex.engine.builtin.Understood.RelationBars;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Measures what the built-in engine understands of user stories: the classes and associations of six sets whose models are
 * known, and the parts of stories that were annotated by hand (BUILTIN-ENGINE.md, sections 9 and 10).
 */
final class WordsBench {
    static final List<String> SETS = List.of("camperplus", "grocery", "planningpoker", "recycling", "school", "ticket");
    static final List<String> BACKLOGS = List.of(
            "g03-loudoun",
            "g10-scrumalliance",
            "g17-cask",
            "g19-alfred",
            "g22-rdadmp",
            "g23-archivesspace",
            "g24-unibath",
            "g25-duraspace");
    private static final String PLACE = "/bench/words/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final double[] BARS = {6, 8, 10, 12, 14};
    private static final List<RelationBars> RELATION_BARS = Stream.of(0.3, 0.4, 0.5)
            .flatMap(common -> Stream.of(0.5, 1.0, 1.5, 2.0, 3.0)
                    .flatMap(least -> Stream.of(0.8, 1.0, 1.2, 1.5, 2.0)
                            .map(perThing -> new RelationBars(least, perThing, common))))
            .toList();

    private boolean met = true;

    private WordsBench() {}

    /** Runs it and answers with the exit code: 1 when a gate is missed. */
    static int run(Config config) {
        var bench = new WordsBench();
        bench.models();
        bench.stories();
        var paragraphs = new ParagraphsBench(config);
        bench.met &= paragraphs.descriptions();
        bench.met &= paragraphs.shuffled();
        return bench.met ? 0 : 1;
    }

    private void models() {
        System.out.printf(
                "%-14s %25s %25s   %-41s  %s%n",
                "set",
                "classes: P     R    F1",
                "associations: P     R    F1",
                "class F1 left out",
                "association F1 left out");
        var classes = new ArrayList<Score>();
        var speakers = new ArrayList<Score>();
        var associations = new ArrayList<Score>();
        var leftOut = new ArrayList<LeftOut>();
        var unrelated = new ArrayList<LeftOut>();
        for (var set : SETS) {
            var text = text("models/" + set + ".txt");
            var answers = answers(set);
            var given = Understood.classes(text);
            classes.add(answers.classes(given));
            speakers.add(answers.classes(withSpeakers(given, text)));
            associations.add(answers.associations(related(text, answers)));
            leftOut.add(LeftOut.ofClasses(set));
            unrelated.add(LeftOut.ofAssociations(set));
            System.out.printf(
                    Locale.ROOT,
                    "%-14s %25s %25s   %s  %s%n",
                    set,
                    figures(classes.getLast()),
                    figures(associations.getLast()),
                    leftOut.getLast(),
                    unrelated.getLast());
        }
        System.out.printf(
                Locale.ROOT,
                "%-14s %25s %25s   %s  %s%n",
                "macro",
                macros(classes),
                macros(associations),
                LeftOut.mean(leftOut),
                LeftOut.mean(unrelated));
        System.out.printf("%-14s %25s%n", "every speaker a class", macros(speakers));
        gate("classes, macro F1", macro(classes, 1), 0.66);
        gate("classes left out, macro F1", LeftOut.mean(leftOut).withFewerWords(), 0.66);
        gate("associations, macro F1", macro(associations, 1), 0.65);
        gate("associations left out, macro F1", LeftOut.mean(unrelated).withFewerWords(), 0.65);
    }

    /**
     * What a set scores without what could have been chosen for it.
     *
     * @param bars the ones that are best for the other sets
     * @param withBars its F1 with them
     * @param withFewerWords its F1 with them and without what the lexicon tells of words that no other set has
     */
    private record LeftOut(String bars, double withBars, double withFewerWords) {
        static LeftOut ofClasses(String set) {
            var best = BARS[0];
            for (var bar : BARS) {
                best = classes(others(set), bar) > classes(others(set), best) ? bar : best;
            }
            return new LeftOut(
                    String.format(Locale.ROOT, "%.0f", best),
                    classes(set, best, LeftOut::any),
                    classes(set, best, elsewhere(set)));
        }

        static LeftOut ofAssociations(String set) {
            var best = RELATION_BARS.stream()
                    .max(Comparator.comparingDouble(bars -> others(set).stream()
                            .mapToDouble(other -> associations(other, bars, LeftOut::any))
                            .average()
                            .orElse(0)))
                    .orElseThrow();
            return new LeftOut(
                    String.format(Locale.ROOT, "%.1f/%.1f/%.1f", best.least(), best.perThing(), best.commonness()),
                    associations(set, best, LeftOut::any),
                    associations(set, best, elsewhere(set)));
        }

        static LeftOut mean(List<LeftOut> each) {
            return new LeftOut(
                    "",
                    each.stream().mapToDouble(LeftOut::withBars).average().orElse(0),
                    each.stream().mapToDouble(LeftOut::withFewerWords).average().orElse(0));
        }

        private static boolean any(String word) {
            return !word.isEmpty();
        }

        private static List<String> others(String set) {
            return SETS.stream().filter(other -> !other.equals(set)).toList();
        }

        private static Predicate<String> elsewhere(String set) {
            var texts = others(set).stream()
                    .map(other -> text("models/" + other + ".txt").toLowerCase(Locale.ROOT))
                    .toList();
            return word -> texts.stream().anyMatch(text -> text.contains(word));
        }

        private static double classes(List<String> sets, double bar) {
            return sets.stream()
                    .mapToDouble(set -> classes(set, bar, LeftOut::any))
                    .average()
                    .orElse(0);
        }

        private static double classes(String set, double bar, Predicate<String> known) {
            return answers(set)
                    .classes(Understood.classes(text("models/" + set + ".txt"), bar, known))
                    .f1();
        }

        private static double associations(String set, RelationBars bars, Predicate<String> known) {
            var answers = answers(set);
            return answers.associations(
                            Understood.associations(text("models/" + set + ".txt"), answers.classes(), bars, known)
                                    .stream()
                                    .map(related -> Pair.of(related.one(), related.other()))
                                    .toList())
                    .f1();
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "bar %11s: %.3f, fewer words: %.3f", bars, withBars, withFewerWords);
        }
    }

    // A role that nothing hangs on is drafted as a role and counted as no class; this counts it all the same.
    private static List<String> withSpeakers(List<String> classes, String text) {
        return Stream.concat(classes.stream(), text.lines().flatMap(line -> Story.of(line).personas().stream()))
                .toList();
    }

    private static List<Pair> related(String text, ModelAnswers answers) {
        return Understood.associations(text, answers.classes()).stream()
                .map(related -> Pair.of(related.one(), related.other()))
                .toList();
    }

    private void stories() {
        var strict = new EnumMap<Part, Score>(Part.class);
        var relaxed = new EnumMap<Part, Score>(Part.class);
        for (var answers : annotated()) {
            var story = Story.of(answers.text());
            for (var part : Part.values()) {
                strict.merge(part, answers.strict(part, story), Score::plus);
                relaxed.merge(part, answers.relaxed(part, story), Score::plus);
            }
        }
        System.out.printf(
                "%n%-16s %22s   %22s%n",
                annotated().size() + " stories", "strict: P     R    F1", "relaxed: P     R    F1");
        strict.forEach((part, score) -> System.out.printf(
                "%-16s %22s   %22s%n", part.label(), figures(score), figures(relaxed.getOrDefault(part, Score.NONE))));
        gate("persona F1", strict.getOrDefault(Part.PERSONA, Score.NONE).f1(), 0.99);
        gate("entity strict F1", strict.getOrDefault(Part.ENTITY, Score.NONE).f1(), 0.75);
    }

    private void gate(String what, double value, double bar) {
        met &= value >= bar;
        System.out.printf(Locale.ROOT, "%-32s %.3f of %.2f  %s%n", what, value, bar, value >= bar ? "met" : "MISSED");
    }

    private static String figures(Score score) {
        return figures(score.precision(), score.recall(), score.f1());
    }

    private static String figures(double precision, double recall, double f1) {
        return String.format(Locale.ROOT, "%.3f %.3f %.3f", precision, recall, f1);
    }

    private static String macros(List<Score> scores) {
        return figures(
                scores.stream().mapToDouble(Score::precision).average().orElse(0),
                scores.stream().mapToDouble(Score::recall).average().orElse(0),
                macro(scores, 1));
    }

    private static double macro(List<Score> scores, double beta) {
        return scores.stream().mapToDouble(score -> score.f(beta)).average().orElse(0);
    }

    /** The stories of a set, one a line. */
    static String text(String file) {
        try (var stream = WordsBench.class.getResourceAsStream(PLACE + file)) {
            if (stream == null) {
                throw new IllegalStateException("the file " + PLACE + file + " is missing from the program");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\uFEFF", "");
        } catch (IOException broken) {
            throw new UncheckedIOException("the file " + PLACE + file + " cannot be read", broken);
        }
    }

    static ModelAnswers answers(String set) {
        return ModelAnswers.read(json(text("models/gold.json")), set);
    }

    static List<StoryAnswers> annotated() {
        return BACKLOGS.stream()
                .flatMap(backlog -> text("stories/" + backlog + ".jsonl").lines())
                .map(line -> StoryAnswers.read(json(line)))
                .toList();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException("an answer of the bench is no JSON", broken);
        }
    }
}
