package codex.engine;

import java.util.Optional;

/** The one door to intelligence: rules or a model answer the same typed questions. */
public interface Engine {
    /** {@code builtin} or {@code llm}. */
    String name();

    /** Whether it can be asked as things stand; a model cannot before somebody said where it is. */
    default boolean ready() {
        return true;
    }

    <A> Answer<A> answer(Question<A> question, Asker asker);

    /** What tells which texts are alike; empty where nothing does. */
    default Optional<Embedder> embedder() {
        return Optional.empty();
    }
}
