package codex.engine.builtin;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a description was understood to name, as figures are taken of it; drafting goes on from the same understanding. */
public final class Understood {
    /** Two of the things, by name. */
    public record Related(String one, String other) {}

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
        var read = DescriptionReader.read("", description);
        return Relations.of(Backlog.stories(read), classes, Backlog.abbreviations(read)).stream()
                .map(pair -> new Related(pair.one(), pair.other()))
                .toList();
    }
}
