package codex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** One call of {@code bench/tasks} and what must come of it; its README says what the keys mean. */
record AcceptanceCall(JsonNode file) {
    private static final List<Integer> OK =
            IntStream.rangeClosed(200, 204).boxed().toList();

    String says() {
        return file.path("says").asText();
    }

    /** Who calls; empty for an administrator where one must sign in. */
    String actor() {
        return file.path("as").asText();
    }

    /** Ways to name the route; the first that there is counts. */
    List<String> routes() {
        return texts(file.path("call"));
    }

    boolean mayBeMissing() {
        return file.path("if there").asBoolean();
    }

    ObjectNode send() {
        return object("send");
    }

    ObjectNode also() {
        return object("also");
    }

    ObjectNode keeping() {
        return object("keeping");
    }

    /** Statuses that are right. */
    List<Integer> statuses() {
        return statuses(file.path("status"));
    }

    /** Statuses that are right for all but one of the calls made at once. */
    List<Integer> others() {
        return statuses(file.path("others"));
    }

    int together() {
        return file.path("together").asInt(1);
    }

    ObjectNode has() {
        return object("has");
    }

    ObjectNode first() {
        return object("first");
    }

    ObjectNode item() {
        return object("item");
    }

    ObjectNode header() {
        return object("header");
    }

    ObjectNode keep() {
        return object("keep");
    }

    JsonNode items() {
        return file.path("items");
    }

    String text(String key) {
        return file.path(key).asText();
    }

    List<String> declares() {
        return texts(file.path("declares"));
    }

    private ObjectNode object(String key) {
        return file.path(key) instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    private static List<Integer> statuses(JsonNode status) {
        return texts(status).stream()
                .flatMap(text -> text.equals("ok") ? OK.stream() : List.of(Integer.valueOf(text)).stream())
                .toList();
    }

    private static List<String> texts(JsonNode node) {
        if (!node.isArray()) {
            return node.isMissingNode() ? List.of() : List.of(node.asText());
        }
        return StreamSupport.stream(node.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
