package codex.account;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a program shows instead of a password. The token itself is told once and stored nowhere.
 *
 * @param prefix its first characters, to tell tokens apart
 */
public record ApiToken(
        long id,
        long accountId,
        String name,
        String prefix,
        List<TokenScope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {
    public ApiToken {
        scopes = List.copyOf(scopes);
    }
}
