package codex.specification;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way back from an element to the words it came from.
 *
 * @param sentences numbers of the sentences in {@link Document#sentences}, from 1; kept when a person
 *     edits what came from a sentence
 * @param detail the answer's question, the editor's name, or the rule that assumed it
 * @param confidence from 0 to 1; below {@link #DOUBTFUL} the element is shown as an assumption
 */
public record Source(
        Origin origin, List<Integer> sentences, @Nullable String detail, double confidence) {
    public static final double DOUBTFUL = 0.7;

    public Source {
        sentences = List.copyOf(sentences);
        if (confidence < 0 || confidence > 1) {
            throw new IllegalArgumentException("a confidence lies between 0 and 1, not " + confidence);
        }
    }

    public static Source sentence(int number, double confidence) {
        return new Source(Origin.SENTENCE, List.of(number), null, confidence);
    }

    public static Source edit(String editor) {
        return new Source(Origin.EDIT, List.of(), editor, 1);
    }

    public static Source assumption(String rule, double confidence) {
        return new Source(Origin.ASSUMPTION, List.of(), rule, confidence);
    }

    /** Whether a person should look at it before relying on it. */
    public boolean doubtful() {
        return origin == Origin.ASSUMPTION || confidence < DOUBTFUL;
    }
}
