package codex.engine.llm;

import static codex.engine.CallOutcome.ANSWER;
import static codex.engine.CallOutcome.BROKEN;
import static codex.engine.CallOutcome.DOWN;
import static codex.engine.CallOutcome.REFUSED;
import static codex.engine.CallOutcome.REJECTED;
import static codex.engine.CallOutcome.TRUNCATED;

import codex.engine.CallOutcome;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

/**
 * The chat completion around an answer's text, as it was received. Read here and not from LangChain4j's response, which
 * turns an unknown reason for the end into none and says nothing of a refusal (RELIABILITY.md, 2.1, C7).
 *
 * @param why what is wrong with it; empty for an answer
 * @param text of the answer, as far as there is one
 * @param model that says it answered
 * @param tokensIn as the endpoint counts them; null where it does not say
 */
record Envelope(
        CallOutcome outcome,
        String why,
        String text,
        String finishReason,
        @Nullable String model,
        @Nullable Integer tokensIn,
        @Nullable Integer tokensOut,
        @Nullable Integer tokensCached) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the end of an answer means. */
    private record End(CallOutcome outcome, String why) {}

    static Envelope of(String body) {
        return read(body, start -> EventStream.is(start) ? of(EventStream.of(start)) : of(JSON.readTree(start), start));
    }

    /** Around vectors. The text is a JSON array of them, in the order of the texts that they are of. */
    static Envelope ofVectors(String body, int texts) {
        return read(body, start -> ofVectors(JSON.readTree(start), texts, start));
    }

    /** Reads what may be an envelope. */
    @FunctionalInterface
    private interface Reading {
        Envelope of(String start) throws JsonProcessingException;
    }

    private static Envelope read(String body, Reading reading) {
        var start = body.replace("\uFEFF", "").strip();
        if (start.isEmpty()) {
            return none(BROKEN, "The endpoint answered with an empty body.");
        }
        if (start.startsWith("<")) {
            return none(
                    REJECTED,
                    "The endpoint answered with a page instead of data. Is the address right? The page begins with: "
                            + Trouble.first(start));
        }
        try {
            return reading.of(start);
        } catch (JsonProcessingException unreadable) {
            return none(BROKEN, "The endpoint's answer is no JSON. It begins with: " + Trouble.first(start));
        }
    }

    // What a stream had said before it broke off is no answer, whatever it looks like.
    private static Envelope of(EventStream stream) {
        if (stream.failure() != null) {
            return none(DOWN, "The endpoint failed while it answered: " + Trouble.first(stream.failure()));
        }
        return stream.whole()
                ? of(stream.completion(), stream.completion().toString())
                : none(BROKEN, "The endpoint's answer broke off before its end.");
    }

    private static Envelope of(JsonNode root, String body) {
        var choice = root.path("choices").path(0);
        var content = choice.path("message").path("content");
        var text = content.isTextual() ? content.textValue() : "";
        var finish = choice.path("finish_reason").asText("");
        var end = choice instanceof MissingNode
                ? new End(BROKEN, "The endpoint answered without a choice: " + Trouble.first(body))
                : end(choice.path("message").path("refusal").asText(""), finish, text);
        var usage = root.path("usage");
        return new Envelope(
                end.outcome(),
                end.why(),
                text,
                finish,
                root.path("model").isTextual() ? root.path("model").textValue() : null,
                number(usage.path("prompt_tokens")),
                number(usage.path("completion_tokens")),
                number(usage.path("prompt_tokens_details").path("cached_tokens")));
    }

    private static Envelope ofVectors(JsonNode root, int texts, String body) {
        var vectors = JSON.createArrayNode();
        for (var index = 0; index < texts; index++) {
            var vector = vector(root.path("data"), index);
            if (vector == null || (index > 0 && vector.size() != vectors.path(0).size())) {
                return none(
                        BROKEN,
                        "The endpoint answered without a vector of numbers, all of one length, for each of %d texts: %s"
                                .formatted(texts, Trouble.first(body)));
            }
            vectors.add(vector);
        }
        var usage = root.path("usage");
        return new Envelope(
                ANSWER,
                "",
                vectors.toString(),
                "stop",
                root.path("model").isTextual() ? root.path("model").textValue() : null,
                number(usage.path("prompt_tokens")),
                0,
                null);
    }

    // Some endpoints leave the index out; then they stand in order.
    private static @Nullable JsonNode vector(JsonNode data, int index) {
        for (var position = 0; position < data.size(); position++) {
            var each = data.get(position);
            if (each.path("index").asInt(position) == index) {
                var vector = each.path("embedding");
                var numbers = vector.valueStream().allMatch(JsonNode::isNumber);
                return vector.isArray() && !vector.isEmpty() && numbers ? vector : null;
            }
        }
        return null;
    }

    // C7: only "stop" is an answer.
    private static End end(String refusal, String finish, String text) {
        if (!refusal.isBlank() && !refusal.equals("null")) {
            return new End(REFUSED, "The model refuses: " + Trouble.first(refusal));
        }
        return switch (finish) {
            case "stop" ->
                text.isBlank() ? new End(BROKEN, "The endpoint answered without a text.") : new End(ANSWER, "");
            case "length" -> new End(TRUNCATED, "The model's answer was cut off at its limit of tokens.");
            case "content_filter" -> new End(REFUSED, "The endpoint's filter stopped the answer.");
            case "", "null" -> new End(BROKEN, "The model's answer does not say that it is complete.");
            default ->
                new End(
                        REJECTED,
                        "The model's answer ended for the reason \"%s\", and only \"stop\" is a whole answer."
                                .formatted(Trouble.first(finish)));
        };
    }

    private static Envelope none(CallOutcome outcome, String why) {
        return new Envelope(outcome, why, "", "", null, null, null, null);
    }

    private static @Nullable Integer number(JsonNode node) {
        return node.canConvertToInt() && node.intValue() >= 0 ? Integer.valueOf(node.intValue()) : null;
    }
}
