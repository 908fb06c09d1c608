package codex.specification;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.json.Json;

/**
 * A change that an agent proposes; it is made when a person accepts it.
 *
 * @param specificationId the version it was thought of for
 * @param instruction the words that asked for it
 * @param change what would be different, in one line
 * @param edits in order; together they make sense without any other suggestion
 */
public record Suggestion(
        long id,
        long applicationId,
        long specificationId,
        String instruction,
        String change,
        @Json List<Edit> edits,
        State state,
        Instant createdAt) {
    /** What a person decided. */
    public enum State {
        OPEN,
        ACCEPTED,
        REFUSED
    }

    public Suggestion {
        edits = List.copyOf(edits);
    }
}
