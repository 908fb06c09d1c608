package codex.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** What a caller sends. {@code {{name}}} stands for a value that an earlier call saved; the body is empty for none. */
record Request(String method, String path, Map<String, String> headers, String body) {
    Request {
        headers = Map.copyOf(headers);
    }

    static Request json(String method, String path, JsonNode body) {
        return new Request(method, path, Map.of("Content-Type", "application/json"), body.toString());
    }

    Request with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Request(method, path, more, body);
    }

    Request at(String other) {
        return new Request(method, other, headers, body);
    }

    Request saying(String other) {
        return new Request(method, path, headers, other);
    }

    /** Whether it names {@code {{variable}}}. */
    boolean names(String variable) {
        return (path + body).contains("{{" + variable + "}}");
    }
}
