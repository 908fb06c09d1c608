package codex.web;

import org.jspecify.annotations.Nullable;

/**
 * Who answers an application's questions, said wherever something is about to be asked.
 *
 * @param engine {@code builtin} or {@code llm}
 * @param model the language model that could answer; null when none is set up
 */
public record Answering(String engine, @Nullable String model) {
    public boolean byModel() {
        return engine.equals("llm");
    }

    /** Whether an application may have it otherwise. */
    public boolean choice() {
        return model != null;
    }

    /** "built-in engine", or "language model" with its name. */
    public String words() {
        return byModel() && model != null ? Phrase.engine(engine) + " " + model : Phrase.engine(engine);
    }
}
