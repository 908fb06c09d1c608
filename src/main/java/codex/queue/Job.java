package codex.queue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * One promise of work and what became of it.
 *
 * @param result what it made, once it succeeded: {@code {"specId": 12}}
 * @param error why it failed: {@code {"message": "…"}}
 * @param leaseToken proof that a worker holds it; a fenced write needs it
 */
public record Job(
        long id,
        String kind,
        JobState state,
        String subject,
        String uniqueKey,
        long accountId,
        int priority,
        Instant runAt,
        int attempt,
        int maxAttempts,
        int rescueCount,
        @Nullable String leaseOwner,
        @Nullable UUID leaseToken,
        @Nullable Instant leaseUntil,
        @Nullable Instant cancelRequestedAt,
        @Json JsonNode input,
        @Nullable @Json JsonNode result,
        @Nullable @Json JsonNode error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {}
