package codex.queue;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a job rests before it is tried again. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private Backoff() {}

    /**
     * Twice as long after each failure, {@code attempt} counted from 0: 10 seconds, 20, 40, at most 10 minutes; give or
     * take a quarter, so that jobs which failed together return apart (RELIABILITY.md, Q11).
     */
    static Duration after(int attempt, RandomGenerator random) {
        var doubled = attempt >= 6 ? LONGEST : FIRST.multipliedBy(1L << attempt);
        var pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return Duration.ofMillis((long) (pause.toMillis() * random.nextDouble(0.75, 1.25)));
    }
}
