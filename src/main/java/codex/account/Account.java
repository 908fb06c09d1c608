package codex.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person who may sign in. The password's hash stays in the table. */
public record Account(
        long id,
        String email,
        String name,
        AccountRole role,
        @Nullable Instant disabledAt,
        Instant createdAt) {
    public boolean admin() {
        return role == AccountRole.ADMIN;
    }
}
