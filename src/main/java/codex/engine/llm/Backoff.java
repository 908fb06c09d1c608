package codex.engine.llm;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The pause before a request is sent again. */
final class Backoff {
    private Backoff() {}

    /**
     * The larger of what the endpoint asks for, and one second times 2^(retry − 1); up to a fifth more, or less where the
     * endpoint asks for nothing, so that calls which failed together return apart (RELIABILITY.md, C12).
     *
     * @param retry counted from 1
     */
    static Duration before(int retry, Duration asked) {
        var random = ThreadLocalRandom.current();
        var own = (long) ((1000L << (retry - 1)) * random.nextDouble(0.8, 1.2));
        var theirs = (long) (asked.toMillis() * random.nextDouble(1.0, 1.2));
        return Duration.ofMillis(Math.max(own, theirs));
    }
}
