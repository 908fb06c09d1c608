package codex.engine.builtin;

import java.util.List;

/**
 * A person's words, read: what the rules and the recipes look at.
 *
 * @param name the application's name, often the shortest description of it
 * @param sentences in order; their numbers count from 1
 * @param leftOut what was not read, each with the reason
 */
public record Description(String name, List<Sentence> sentences, List<String> leftOut) {
    public Description {
        sentences = List.copyOf(sentences);
        leftOut = List.copyOf(leftOut);
    }

    /** The sentences as they were written, for {@link codex.specification.Document#sentences}. */
    List<String> texts() {
        return sentences.stream().map(Sentence::text).toList();
    }
}
