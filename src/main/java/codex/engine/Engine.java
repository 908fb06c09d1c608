package codex.engine;

/** The one door to intelligence: rules or a model answer the same typed questions. */
public interface Engine {
    /** {@code builtin} or {@code llm}. */
    String name();

    <A> Answer<A> answer(Question<A> question, Asker asker);
}
