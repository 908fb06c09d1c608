package codex.verify;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request to make and what may come back. {@code {{name}}} in path, header and body stands for a value that an earlier
 * call saved.
 *
 * @param actor who calls, as {@link People} names them
 * @param accepted statuses that are right; the first is the expected one
 * @param save the name under which {@code pointer}'s value of the answer's JSON is kept; null keeps nothing
 * @param absent what may not be in the answer's body; empty for nothing
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
        String pointer,
        String absent) {
    Call {
        headers = Map.copyOf(headers);
        accepted = List.copyOf(accepted);
    }

    static Call of(
            Rung rung, @Nullable String routeId, String actor, String what, Request request, List<Integer> accepted) {
        var headers = new TreeMap<>(request.headers());
        headers.putAll(People.headers(actor));
        return new Call(
                rung,
                routeId,
                actor,
                what,
                request.method(),
                request.path(),
                headers,
                request.body(),
                accepted,
                null,
                "",
                "");
    }

    Call saving(String name, String at) {
        return new Call(rung, routeId, actor, what, method, path, headers, body, accepted, name, at, absent);
    }

    Call lacking(String text) {
        return new Call(rung, routeId, actor, what, method, path, headers, body, accepted, save, pointer, text);
    }
}
