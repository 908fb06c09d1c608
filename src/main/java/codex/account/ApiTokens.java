package codex.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Tokens of programs: shown once, stored as a hash, revoked at once (SECURITY.md, S10). */
public final class ApiTokens {
    private static final String MARK = "codex_";
    private static final int PREFIX_LENGTH = MARK.length() + 6;
    private static final Duration USED = Duration.ofMinutes(1);

    /** A token that was just made; {@code secret} is told this once. */
    public record Created(String secret, ApiToken token) {
        /** Whoever logs it by mistake logs no secret. */
        @Override
        public String toString() {
            return "Created[" + token + "]";
        }
    }

    /** Whose program it is and what it may do. */
    public record Bearer(
            @Nested("account") Account account,
            @Nested("token") ApiToken token) {
        /** The scope {@code ADMIN} counts only as long as the account is an admin's. */
        public boolean may(TokenScope scope) {
            return token.scopes().contains(scope) && (scope != TokenScope.ADMIN || account.admin());
        }
    }

    private final Table table;
    private final Clock clock;

    public ApiTokens(Jdbi jdbi, Clock clock) {
        this.table = jdbi.onDemand(Table.class);
        this.clock = clock;
    }

    /** A new token that expires after {@code lifetime}; empty for never. */
    public Created create(long accountId, String name, Set<TokenScope> scopes, Optional<Duration> lifetime) {
        var secret = MARK + Secrets.create();
        var now = clock.instant();
        var token = table.add(
                accountId,
                name,
                secret.substring(0, PREFIX_LENGTH),
                Secrets.hash(secret),
                scopes.stream().sorted().map(TokenScope::name).toArray(String[]::new),
                now,
                lifetime.map(now::plus).orElse(null));
        return new Created(secret, token);
    }

    /** Whose token it is; empty when it is unknown, expired or revoked, or the account is disabled. */
    public Optional<Bearer> find(String secret) {
        var now = clock.instant();
        var bearer = table.find(Secrets.hash(secret), now);
        bearer.map(Bearer::token)
                .filter(token -> token.lastUsedAt() == null
                        || token.lastUsedAt().plus(USED).isBefore(now))
                .ifPresent(token -> table.used(token.id(), now));
        return bearer;
    }

    /** All that were not revoked, latest first. */
    public List<ApiToken> list(long accountId) {
        return table.list(accountId);
    }

    /** True when it was there and the account's. */
    public boolean revoke(long accountId, long id) {
        return table.revoke(accountId, id, clock.instant());
    }

    /** The {@code api_token} table. */
    @RegisterConstructorMapper(ApiToken.class)
    @RegisterConstructorMapper(Bearer.class)
    interface Table {
        @SqlQuery("""
                INSERT INTO api_token (account_id, name, prefix, token_hash, scopes, created_at, expires_at)
                VALUES (:accountId, :name, :prefix, :hash, :scopes, :now, :expiresAt)
                RETURNING id, account_id, name, prefix, scopes, created_at, expires_at, last_used_at, revoked_at
                """)
        ApiToken add(
                long accountId,
                String name,
                String prefix,
                String hash,
                String[] scopes,
                Instant now,
                @Nullable Instant expiresAt);

        @SqlQuery("""
                SELECT account.id AS account_id, email AS account_email, account.name AS account_name,
                    role AS account_role, disabled_at AS account_disabled_at, account.created_at AS account_created_at,
                    api_token.id AS token_id, account_id AS token_account_id, api_token.name AS token_name,
                    prefix AS token_prefix, scopes AS token_scopes, api_token.created_at AS token_created_at,
                    expires_at AS token_expires_at, last_used_at AS token_last_used_at, revoked_at AS token_revoked_at
                FROM api_token JOIN account ON account.id = api_token.account_id
                WHERE token_hash = :hash AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > :now)
                    AND disabled_at IS NULL
                """)
        Optional<Bearer> find(String hash, Instant now);

        @SqlUpdate("UPDATE api_token SET last_used_at = :now WHERE id = :id")
        void used(long id, Instant now);

        @SqlQuery("""
                SELECT id, account_id, name, prefix, scopes, created_at, expires_at, last_used_at, revoked_at
                FROM api_token
                WHERE account_id = :accountId AND revoked_at IS NULL
                ORDER BY id DESC
                """)
        List<ApiToken> list(long accountId);

        @SqlUpdate("""
                UPDATE api_token SET revoked_at = :now
                WHERE account_id = :accountId AND id = :id AND revoked_at IS NULL
                """)
        boolean revoke(long accountId, long id, Instant now);
    }
}
