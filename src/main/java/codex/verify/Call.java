package codex.verify;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to make and what may come back. {@code {{name}}} in path, header and body stands for a value that an earlier
 * call saved.
 *
 * @param accepted statuses that are right; the first is the expected one
 * @param save the name under which {@code pointer}'s value of the answer's JSON is kept; null keeps nothing
 */
record Call(
        Rung rung,
        @Nullable String routeId,
        String actor,
        String what,
        String method,
        String path,
        Map<String, String> headers,
        String body,
        List<Integer> accepted,
        @Nullable String save,
        String pointer) {
    Call {
        headers = Map.copyOf(headers);
        accepted = List.copyOf(accepted);
    }
}
