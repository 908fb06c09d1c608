package codex.engine.builtin;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a description was understood to name, as figures are taken of it; drafting goes on from the same understanding. */
public final class Understood {
    /** Two of the things, by name. */
    public record Related(String one, String other) {}

    /** How much must speak for a pair, how many pairs there may be for each thing, and how little common things count. */
    public record RelationBars(double least, double perThing, double commonness) {}

    private Understood() {}

    /** The things and roles that a draft of the description has and that its sentences name, best first. */
    public static List<String> classes(String description) {
        return List.copyOf(Interpreter.understand(DescriptionReader.read("", description), Set.of()).named);
    }

    /**
     * The same with another bar for nouns that no list has, and with a smaller lexicon: what a choice of either is worth
     * on text that it was not chosen for.
     */
    public static List<String> classes(String description, double bar, Predicate<String> known) {
        var standard = Candidates.Bars.STANDARD;
        var bars = new Candidates.Bars(bar, standard.bare(), standard.known(), standard.role(), standard.owned());
        return Backlog.of(DescriptionReader.read("", description), bars, known.and(Candidates::inLexicon))
                .map(Backlog::names)
                .orElse(List.of());
    }

    /** The pairs among {@code classes} that the description relates, best first. */
    public static List<Related> associations(String description, List<String> classes) {
        return associations(description, classes, Relations.Bars.STANDARD, word -> true);
    }

    /**
     * The same with other bars, and with what the lexicon tells of the {@code known} words only: the relations' part of
     * what was chosen.
     */
    public static List<Related> associations(
            String description, List<String> classes, RelationBars bars, Predicate<String> known) {
        return associations(
                description, classes, new Relations.Bars(bars.least(), bars.perThing(), bars.commonness()), known);
    }

    private static List<Related> associations(
            String description, List<String> classes, Relations.Bars bars, Predicate<String> known) {
        var read = DescriptionReader.read("", description);
        return Relations.of(Backlog.stories(read), classes, Backlog.abbreviations(read), bars, known).stream()
                .map(pair -> new Related(pair.one(), pair.other()))
                .toList();
    }
}
