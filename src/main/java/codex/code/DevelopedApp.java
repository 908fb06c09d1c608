package codex.code;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A complete project that was made from one version of a specification.
 *
 * @param engine who answered the agents' questions: {@code builtin} or {@code llm}
 * @param jobId the job that makes it
 * @param cost in US dollars
 * @param summary one sentence on the outcome; empty while building
 */
public record DevelopedApp(
        long id,
        long applicationId,
        long specificationId,
        @Nullable Long jobId,
        String engine,
        State state,
        BigDecimal cost,
        String summary,
        Instant createdAt,
        @Nullable Instant finishedAt) {
    /** Verified: every rung was passed. Partial: it starts, and what is not there is named and answers 501. */
    public enum State {
        BUILDING,
        VERIFIED,
        PARTIAL,
        FAILED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean building() {
        return state == State.BUILDING;
    }

    /** Whether there is something to download and to deploy. */
    public boolean delivered() {
        return state == State.VERIFIED || state == State.PARTIAL;
    }
}
