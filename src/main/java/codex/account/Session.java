package codex.account;

import java.time.Duration;
import java.time.Instant;

/**
 * One browser in which somebody is signed in.
 *
 * @param freshAt when the password was typed last
 */
public record Session(
        long id, long accountId, String address, String agent, Instant createdAt, Instant lastSeenAt, Instant freshAt) {
    private static final Duration FRESH = Duration.ofMinutes(10);

    /** Whether the password was typed in the last ten minutes; else it is asked for again (SECURITY.md, S8). */
    public boolean fresh(Instant now) {
        return freshAt.plus(FRESH).isAfter(now);
    }
}
