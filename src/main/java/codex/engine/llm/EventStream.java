package codex.engine.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An answer that comes in pieces, though nobody asked for a stream: some endpoints, and proxies before them, send nothing
 * else. It is read when it is over, as server-sent events (RELIABILITY.md, F56 to F61).
 *
 * @param completion the pieces put together, as an endpoint answers that does not stream
 * @param failure what the endpoint said went wrong meanwhile; null where nothing did
 * @param whole whether the end of the stream was seen
 */
record EventStream(JsonNode completion, @Nullable String failure, boolean whole) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern BEGINNING = Pattern.compile("(?s)^(?::|data:|event:|id:|retry:).*");
    private static final String DONE = "[DONE]";

    static boolean is(String body) {
        return BEGINNING.matcher(body).matches();
    }

    /** @throws JsonProcessingException where a piece is no JSON */
    static EventStream of(String body) throws JsonProcessingException {
        var completion = JSON.createObjectNode();
        var text = new StringBuilder();
        var refusal = new StringBuilder();
        var choice = JSON.createObjectNode();
        String failure = null;
        var whole = false;
        for (var event : body.replaceAll("\\r\\n?", "\n").split("\n{2,}")) {
            var data = new StringBuilder();
            var name = "";
            for (var line : event.split("\n")) {
                if (line.startsWith("data:")) {
                    data.append(data.isEmpty() ? "" : "\n")
                            .append(line.substring(5).strip());
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                }
            }
            if (data.toString().equals(DONE)) {
                whole = true;
            } else if (!data.isEmpty()) {
                var piece = name.equals("error") ? error(data.toString()) : JSON.readTree(data.toString());
                if (piece.hasNonNull("error")) {
                    failure = said(piece.get("error"));
                }
                add(piece, completion, choice, text, refusal);
            }
        }
        if (!choice.isEmpty() || !text.isEmpty()) {
            choice.putObject("message").put("content", text.toString()).put("refusal", refusal.toString());
            completion.putArray("choices").add(choice);
        }
        return new EventStream(completion, failure, whole);
    }

    private static void add(
            JsonNode piece, ObjectNode completion, ObjectNode choice, StringBuilder text, StringBuilder refusal) {
        for (var name : new String[] {"model", "usage"}) {
            if (piece.hasNonNull(name)) {
                completion.set(name, piece.get(name));
            }
        }
        var said = piece.path("choices").path(0);
        text.append(said.path("delta").path("content").asText(""));
        refusal.append(said.path("delta").path("refusal").asText(""));
        if (said.hasNonNull("finish_reason")) {
            choice.set("finish_reason", said.get("finish_reason"));
        }
    }

    // Its data may be an object around the error, the error itself, or words.
    private static ObjectNode error(String data) {
        JsonNode told;
        try {
            told = JSON.readTree(data);
        } catch (JsonProcessingException words) {
            told = JSON.getNodeFactory().textNode(data);
        }
        return JSON.createObjectNode().set("error", told.path("error").isMissingNode() ? told : told.path("error"));
    }

    private static String said(JsonNode error) {
        return error.path("message").isTextual() ? error.path("message").textValue() : error.asText(error.toString());
    }
}
