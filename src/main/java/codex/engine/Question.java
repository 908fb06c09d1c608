package codex.engine;

import java.util.List;
import java.util.Optional;

/**
 * Something an agent asks. A record with the question's values; its simple name in kebab case is the prompt's file
 * ({@code WriteFunction}: {@code write-function.md}), its record components are the prompt's variables.
 *
 * @param <A> the record that answers it
 */
public interface Question<A> {
    Class<A> answerType();

    /** The agent that asks: {@code developer}. It names the folder of the prompt. */
    String agent();

    /** A value of this question as its prompt shows it: a text as it is, anything else as JSON. */
    default Object shown(Object value) {
        return value;
    }

    /** The same question with less to read, when it does not fit into a model; empty when nothing can be left out. */
    default Optional<? extends Question<A>> shorter() {
        return Optional.empty();
    }

    /** What is wrong with an answer that fits the record; each a sentence for whoever answers again. Empty: nothing. */
    default List<String> faults(A answer) {
        return List.of();
    }
}
