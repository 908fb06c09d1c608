package codex.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
        @Nullable Instant finishedAt) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    // A column that is NULL is read as the JSON value null.
    public Job {
        result = result == null || result.isNull() ? null : result;
        error = error == null || error.isNull() ? null : error;
    }

    /**
     * The input as the record that was enqueued.
     *
     * @throws UnreadableInput when it is another; the worker turns it into a failed job
     */
    public <T> T inputAs(Class<T> type) {
        try {
            return JSON.treeToValue(input, type);
        } catch (JsonProcessingException e) {
            throw new UnreadableInput(id, type, e);
        }
    }
}
