package app.auth;

import app.platform.http.Problem;
import app.platform.security.Passwords;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Refresh tokens and failed logins, within one transaction. */
final class LoginRows {
    static final Duration LIFE = Duration.ofDays(30);
    private static final int FAILURES = 5;
    private static final Duration FAILURE_WINDOW = Duration.ofMinutes(15);

    /** A refresh token; only its fingerprint is kept. */
    public record RefreshToken(UUID id, UUID loginId, UUID accountId, boolean used, Instant expiresAt) {}

    private static final RowMapper<RefreshToken> MAPPER = ConstructorMapper.of(RefreshToken.class);

    private final Handle handle;

    LoginRows(Handle handle) {
        this.handle = handle;
    }

    void add(UUID loginId, UUID accountId, String fingerprint, Instant now) {
        handle.createUpdate("""
                        INSERT INTO refresh_token (id, login_id, account_id, token_hash, used, expires_at)
                        VALUES (:id, :loginId, :accountId, :hash, FALSE, :expiresAt)
                        """)
                .bind("id", UUID.randomUUID())
                .bind("loginId", loginId)
                .bind("accountId", accountId)
                .bind("hash", fingerprint)
                .bind("expiresAt", now.plus(LIFE))
                .execute();
    }

    Optional<RefreshToken> lock(String fingerprint) {
        return handle.createQuery("""
                        SELECT id, login_id, account_id, used, expires_at
                        FROM refresh_token
                        WHERE token_hash = :hash
                        FOR UPDATE
                        """)
                .bind("hash", fingerprint)
                .map(MAPPER)
                .findOne();
    }

    void use(UUID id) {
        handle.createUpdate("UPDATE refresh_token SET used = TRUE WHERE id = :id").bind("id", id).execute();
    }

    void endLogin(UUID loginId) {
        handle.createUpdate("DELETE FROM refresh_token WHERE login_id = :id").bind("id", loginId).execute();
    }

    void endLogins(UUID accountId) {
        handle.createUpdate("DELETE FROM refresh_token WHERE account_id = :id").bind("id", accountId).execute();
    }

    void fail(String key, Instant now) {
        handle.createUpdate("INSERT INTO login_failure (id, account_key, failed_at) VALUES (:id, :key, :now)")
                .bind("id", UUID.randomUUID())
                .bind("key", key)
                .bind("now", now)
                .execute();
    }

    private Optional<Instant> lastButFew(String key, Instant since) {
        return handle.createQuery("""
                        SELECT failed_at
                        FROM login_failure
                        WHERE account_key = :key AND failed_at > :since
                        ORDER BY failed_at DESC
                        LIMIT 1 OFFSET :few
                        """)
                .bind("key", key)
                .bind("since", since)
                .bind("few", FAILURES - 1)
                .mapTo(Instant.class)
                .findOne();
    }

    /** What failed logins are counted by: an account and where its caller is. */
    static String key(String email, String address) {
        return Passwords.fingerprint(Account.lower(email) + " " + address);
    }

    /** @throws Problem 429 after too many failed logins, until the first that still counts is old enough */
    void refuseGuessing(String key, Instant now) {
        lastButFew(key, now.minus(FAILURE_WINDOW)).ifPresent(failure -> {
            throw Problem.tooManyRequests(
                    "Too many failed logins; please wait a quarter of an hour.",
                    Duration.between(now, failure.plus(FAILURE_WINDOW)));
        });
    }

    void forgive(String key) {
        handle.createUpdate("DELETE FROM login_failure WHERE account_key = :key").bind("key", key).execute();
    }
}
