package codex.engine.llm;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The pause that is added before a request is sent again. */
final class Backoff {
    private Backoff() {}

    /**
     * One second times 2^(retry − 1), with up to a fifth more or less, so that calls which failed together return apart
     * (RELIABILITY.md, C12).
     *
     * @param retry counted from 1
     */
    static Duration before(int retry) {
        var millis = 1000L << (retry - 1);
        var jitter = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        return Duration.ofMillis((long) (millis * jitter));
    }
}
