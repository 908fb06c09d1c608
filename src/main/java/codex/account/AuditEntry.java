package codex.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jdbi.v3.json.Json;
import org.jspecify.annotations.Nullable;

/** One line of the trail: who did what to which subject, from where; never a secret (SECURITY.md, S19). */
public record AuditEntry(
        long id,
        Instant at,
        @Nullable Long accountId,
        String address,
        String action,
        String subject,
        @Nullable @Json JsonNode before,
        @Nullable @Json JsonNode after) {
    // A column that is NULL is read as the JSON value null.
    public AuditEntry {
        before = before == null || before.isNull() ? null : before;
        after = after == null || after.isNull() ? null : after;
    }
}
