package codex.engine.llm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Leaves an endpoint alone that fails again and again: five failures in a row within a minute open it, after thirty
 * seconds one call may try, and its success closes it (RELIABILITY.md, C13). One per endpoint and process.
 */
final class Circuit {
    private static final int FAILURES = 5;
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final Duration REST = Duration.ofSeconds(30);

    private final Clock clock;
    private int failures;
    private Instant first = Instant.EPOCH;
    private @Nullable Instant probeAt;
    private boolean probing;

    Circuit(Clock clock) {
        this.clock = clock;
    }

    /** How long to leave the endpoint alone: zero lets one call pass, whose end must be told. */
    synchronized Duration rest() {
        if (probeAt == null) {
            return Duration.ZERO;
        }
        var left = Duration.between(clock.instant(), probeAt);
        if (probing || left.isPositive()) {
            return left.isPositive() ? left : Duration.ofSeconds(1);
        }
        probing = true;
        return Duration.ZERO;
    }

    /** The endpoint answered, if only by a refusal. */
    synchronized void works() {
        failures = 0;
        probeAt = null;
        probing = false;
    }

    synchronized void fails() {
        var now = clock.instant();
        if (failures == 0 || Duration.between(first, now).compareTo(WITHIN) > 0) {
            first = now;
            failures = 0;
        }
        failures++;
        if (probing || failures >= FAILURES) {
            probeAt = now.plus(REST);
            probing = false;
        }
    }

    /** The call that was let pass told nothing about the endpoint. */
    synchronized void unknown() {
        probing = false;
    }
}
