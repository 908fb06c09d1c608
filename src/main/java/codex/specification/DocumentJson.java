package codex.specification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A document as JSON. Members stand in the order of the records, keys of maps by name, nulls are left out: the same
 * document is always the same text.
 */
public final class DocumentJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .withConfigOverride(
                    List.class, override -> override.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    /** The text is no document. Each problem's field is a path: {@code modules[0].routes[2].method}. */
    public static final class Unreadable extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        // Not a field of the serial form: exceptions are never sent anywhere here.
        private final transient List<Edited.Problem> problems;

        Unreadable(List<Edited.Problem> problems) {
            super("this is no specification: "
                    + problems.getFirst().field() + " "
                    + problems.getFirst().message());
            this.problems = List.copyOf(problems);
        }

        public List<Edited.Problem> problems() {
            return problems;
        }
    }

    private DocumentJson() {}

    public static String write(Document document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document could not be written: " + document.name(), e);
        }
    }

    /** A document, or a part of one, as a fresh tree that the caller may change. */
    public static ObjectNode tree(Record part) {
        return MAPPER.valueToTree(part);
    }

    /**
     * Reads what {@link #write} writes.
     *
     * @throws Unreadable if it is no JSON, or lacks or has members that a document has not or has
     */
    public static Document read(String json) {
        try {
            return read(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            var where = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
            throw new Unreadable(List.of(new Edited.Problem(where, "is not JSON: " + e.getOriginalMessage())));
        }
    }

    /**
     * Reads a tree.
     *
     * @throws Unreadable if it lacks or has members that a document has not or has
     */
    public static Document read(JsonNode json) {
        return read(json, Document.class);
    }

    static <R extends Record> R read(JsonNode json, Class<R> type) {
        var problems = Shape.problems(type, json);
        if (!problems.isEmpty()) {
            throw new Unreadable(problems);
        }
        return value(json, type);
    }

    /** A document from a tree of which {@link Shape} had nothing to say. */
    static Document fitting(JsonNode json) {
        return value(json, Document.class);
    }

    private static <R extends Record> R value(JsonNode json, Class<R> type) {
        try {
            return MAPPER.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw new Unreadable(List.of(new Edited.Problem("", e.getOriginalMessage())));
        }
    }

    static JsonNode texts(List<String> texts) {
        return MAPPER.valueToTree(texts);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }
}
