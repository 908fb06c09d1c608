package codex.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one small question to a model came to, so that a person can tell whether its settings are right.
 *
 * @param asked the model that was asked
 * @param outcome a word of RELIABILITY.md, C6
 * @param why what happened, in a sentence; never with the key
 * @param answered what the answer calls the model; null without an answer
 */
public record Tried(
        String asked, String outcome, String why, @Nullable String answered, Duration took) {
    public boolean answer() {
        return outcome.equals("Answer");
    }
}
