package codex.engine.builtin;

import codex.engine.builtin.Sentence.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sentences that ask for nothing an application could do: greetings, money, deadlines, looks, questions, other languages. */
final class Asides {
    private static final List<Aside> KNOWN = WordLists.lines("words/asides.txt").stream()
            .map(line -> line.split(" => ", 2))
            .map(part -> new Aside(Pattern.compile(part[0], Pattern.CASE_INSENSITIVE), part[1]))
            .toList();
    private static final int ENOUGH_WORDS = 4;

    /** A way of speaking, and why nothing comes of it. */
    private record Aside(Pattern pattern, String why) {}

    private Asides() {}

    /** Why nothing comes of the sentence; empty when something may. */
    static Optional<String> why(Sentence sentence) {
        if (sentence.kind() == Kind.HEADING) {
            return Optional.empty();
        }
        var known = KNOWN.stream()
                .filter(aside -> aside.pattern().matcher(sentence.text()).find())
                .map(Aside::why)
                .findFirst();
        return known.isPresent() ? known : foreign(sentence);
    }

    // One sentence of another language in an English text: its words would all be taken for nouns.
    private static Optional<String> foreign(Sentence sentence) {
        var words = sentence.words().stream()
                .filter(word -> Character.isLetter(word.lower().charAt(0)))
                .toList();
        return words.size() >= ENOUGH_WORDS && words.stream().noneMatch(Drafting::english)
                ? Optional.of("the rules read English, and know no word of it")
                : Optional.empty();
    }
}
