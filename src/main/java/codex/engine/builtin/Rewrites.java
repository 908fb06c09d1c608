package codex.engine.builtin;

import java.util.List;
import java.util.regex.Pattern;

/** Says the same in the words that the patterns know. */
record Rewrites(List<Rewrite> rewrites) {
    static final Rewrites STANDARD = new Rewrites(WordLists.lines("words/rewrites.txt").stream()
            .map(line -> line.split(" => ?", 2))
            .map(part -> new Rewrite(Pattern.compile(part[0], Pattern.CASE_INSENSITIVE), part[1]))
            .toList());

    /** One way of speaking, and another. */
    record Rewrite(Pattern pattern, String instead) {}

    String apply(String sentence) {
        var text = sentence;
        for (var rewrite : rewrites) {
            text = rewrite.pattern().matcher(text).replaceAll(rewrite.instead());
        }
        return text.strip();
    }
}
