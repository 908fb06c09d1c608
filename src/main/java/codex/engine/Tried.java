package codex.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one small question to a model came to, so that a person can tell whether its settings are right.
 *
 * @param asked the model that was asked
 * @param why what stands against an answer, in a sentence without the key; empty for one
 * @param answered what the answer calls the model; null without an answer
 */
public record Tried(
        String asked,
        CallOutcome outcome,
        String why,
        @Nullable String answered,
        Duration took) {
    public boolean answer() {
        return outcome == CallOutcome.ANSWER;
    }
}
