package codex.specification;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An acceptance example: words for people, and, where it can be called as it stands, the call.
 *
 * @param values what to send, by name of parameter or body field; null when the example is words only
 * @param status what the call answers
 * @param answer members the answer's JSON must have, others are free; null asks nothing of the body
 */
public record Example(
        String id,
        String given,
        String when,
        String then,
        @Nullable Map<String, JsonNode> values,
        @Nullable Integer status,
        @Nullable JsonNode answer)
        implements Element {}
