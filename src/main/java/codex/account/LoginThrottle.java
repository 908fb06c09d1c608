package codex.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/**
 * Ten guesses in three minutes, per name and per address; then a wait, and never a lock for good (SECURITY.md, S4). A guess
 * counts before its password is checked, so that a hundred at once are no way around.
 */
final class LoginThrottle {
    static final int GUESSES = 10;
    static final Duration WINDOW = Duration.ofMinutes(3);

    private final Jdbi jdbi;
    private final Clock clock;

    LoginThrottle(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Counts a guess, or says how long to wait; what has to wait does not count, so the wait ends. */
    Optional<Duration> guess(String name, Visitor visitor) {
        var keys = keys(name, visitor);
        var now = clock.instant();
        return jdbi.inTransaction(handle -> {
            var table = handle.attach(Table.class);
            table.sweep(now.minus(WINDOW));
            // Always in the same order, for two guesses must not wait for each other.
            keys.forEach(table::lock);
            var free = keys.stream()
                    .flatMap(key -> table.recent(key, GUESSES - 1).stream())
                    .map(oldest -> Duration.between(now, oldest.plus(WINDOW)))
                    .max(Duration::compareTo);
            if (free.isEmpty()) {
                keys.forEach(key -> table.add(key, now));
            }
            return free;
        });
    }

    /** The guess was right: it counts no more, nor do the earlier ones at this name. */
    void right(String name, Visitor visitor) {
        jdbi.useExtension(Table.class, table -> {
            table.forget("name:" + name);
            table.forgetLatest("address:" + visitor.address());
        });
    }

    private static List<String> keys(String name, Visitor visitor) {
        return List.of("address:" + visitor.address(), "name:" + name);
    }

    /** The {@code login_failure} table. */
    interface Table {
        @SqlUpdate("SELECT pg_advisory_xact_lock(hashtext('codex.login'), hashtext(:key))")
        void lock(String key);

        /** The time of the latest guess but {@code skipped}; empty when there were not so many. */
        @SqlQuery("SELECT at FROM login_failure WHERE key = :key ORDER BY at DESC, id DESC LIMIT 1 OFFSET :skipped")
        Optional<Instant> recent(String key, int skipped);

        @SqlUpdate("INSERT INTO login_failure (key, at) VALUES (:key, :at)")
        void add(String key, Instant at);

        @SqlUpdate("DELETE FROM login_failure WHERE key = :key")
        void forget(String key);

        @SqlUpdate("DELETE FROM login_failure WHERE id = (SELECT max(id) FROM login_failure WHERE key = :key)")
        void forgetLatest(String key);

        @SqlUpdate("DELETE FROM login_failure WHERE at <= :before")
        void sweep(Instant before);
    }
}
