package codex.engine.builtin;

import java.util.List;
import java.util.regex.Pattern;

/** Says the same in the words that the patterns know. */
record Rewrites(List<Rewrite> rewrites) {
    static final Rewrites STANDARD = load("words/rewrites.txt");
    static final Rewrites IDIOMS = load("words/idioms.txt");

    /** One way of speaking, and another. */
    record Rewrite(Pattern pattern, String instead) {}

    String apply(String sentence) {
        var text = sentence;
        for (var rewrite : rewrites) {
            text = rewrite.pattern().matcher(text).replaceAll(rewrite.instead());
        }
        return text.strip();
    }

    private static Rewrites load(String file) {
        return new Rewrites(WordLists.lines(file).stream()
                .map(line -> line.split(" => ?", 2))
                .map(part -> new Rewrite(Pattern.compile(part[0], Pattern.CASE_INSENSITIVE), part[1]))
                .toList());
    }
}
