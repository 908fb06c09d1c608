package codex.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Who is signed in, by the value of a cookie of which only the hash is stored (SECURITY.md, S5, S7). */
public final class Sessions {
    static final Duration IDLE = Duration.ofHours(8);
    static final Duration ABSOLUTE = Duration.ofDays(14);

    /** Being seen is written at most this often, so that a page does not cost a write. */
    private static final Duration SEEN = Duration.ofMinutes(1);

    /** Somebody and the session they are in. */
    public record Present(
            @Nested("account") Account account,
            @Nested("session") Session session) {}

    private final Table table;
    private final Clock clock;

    public Sessions(Jdbi jdbi, Clock clock) {
        this.table = jdbi.onDemand(Table.class);
        this.clock = clock;
    }

    /** Begins a session; the answer is the cookie's value, which is told once. */
    public String begin(long accountId, Visitor visitor) {
        var now = clock.instant();
        table.sweep(now.minus(IDLE), now.minus(ABSOLUTE));
        var cookie = Secrets.create();
        table.add(accountId, Secrets.hash(cookie), visitor.address(), visitor.agent(), now);
        return cookie;
    }

    /** Whose cookie it is; empty once the session is over or the account is disabled. */
    public Optional<Present> find(String cookie) {
        var now = clock.instant();
        var present = table.find(Secrets.hash(cookie), now.minus(IDLE), now.minus(ABSOLUTE));
        present.map(Present::session)
                .filter(session -> session.lastSeenAt().plus(SEEN).isBefore(now))
                .ifPresent(session -> table.seen(session.id(), now));
        return present;
    }

    /** After the password was typed again: the session goes on under a new value, the old one is dead. */
    public String renew(Session session) {
        var cookie = Secrets.create();
        table.renew(session.id(), Secrets.hash(cookie), clock.instant());
        return cookie;
    }

    /** Those that are not over, latest first. */
    public List<Session> list(long accountId) {
        var now = clock.instant();
        return table.list(accountId, now.minus(IDLE), now.minus(ABSOLUTE));
    }

    /** Ends one of the account's sessions: signs out. True when it was there. */
    public boolean end(long accountId, long id) {
        return table.end(accountId, id);
    }

    public void endOthers(Session kept) {
        table.endOthers(kept.accountId(), kept.id());
    }

    public void endAll(long accountId) {
        table.endOthers(accountId, 0);
    }

    /** The {@code session} table. */
    @RegisterConstructorMapper(Session.class)
    @RegisterConstructorMapper(Present.class)
    interface Table {
        @SqlUpdate("""
                INSERT INTO session (account_id, token_hash, address, agent, created_at, last_seen_at, fresh_at)
                VALUES (:accountId, :hash, :address, :agent, :now, :now, :now)
                """)
        void add(long accountId, String hash, String address, String agent, Instant now);

        @SqlQuery("""
                SELECT account.id AS account_id, email AS account_email, name AS account_name, role AS account_role,
                    disabled_at AS account_disabled_at, account.created_at AS account_created_at,
                    session.id AS session_id, account_id AS session_account_id, address AS session_address,
                    agent AS session_agent, session.created_at AS session_created_at,
                    last_seen_at AS session_last_seen_at, fresh_at AS session_fresh_at
                FROM session JOIN account ON account.id = session.account_id
                WHERE token_hash = :hash AND last_seen_at > :idleSince AND session.created_at > :begunSince
                    AND disabled_at IS NULL
                """)
        Optional<Present> find(String hash, Instant idleSince, Instant begunSince);

        @SqlUpdate("UPDATE session SET last_seen_at = :now WHERE id = :id")
        void seen(long id, Instant now);

        @SqlUpdate("UPDATE session SET token_hash = :hash, fresh_at = :now, last_seen_at = :now WHERE id = :id")
        void renew(long id, String hash, Instant now);

        @SqlQuery("""
                SELECT id, account_id, address, agent, created_at, last_seen_at, fresh_at
                FROM session
                WHERE account_id = :accountId AND last_seen_at > :idleSince AND created_at > :begunSince
                ORDER BY last_seen_at DESC, id DESC
                """)
        List<Session> list(long accountId, Instant idleSince, Instant begunSince);

        @SqlUpdate("DELETE FROM session WHERE account_id = :accountId AND id = :id")
        boolean end(long accountId, long id);

        @SqlUpdate("DELETE FROM session WHERE account_id = :accountId AND id <> :kept")
        void endOthers(long accountId, long kept);

        @SqlUpdate("DELETE FROM session WHERE last_seen_at <= :idleSince OR created_at <= :begunSince")
        void sweep(Instant idleSince, Instant begunSince);
    }
}
