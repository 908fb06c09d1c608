package codex.verify;

import codex.specification.Limits;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Values that a route has to refuse, or to bear. */
final class Faults {
    /** SQL, markup, paths and log lines where a word is asked for. */
    static final List<String> HOSTILE = List.of(
            "'; DROP TABLE account; --", "<script>alert(1)</script>", "../../etc/passwd", "a\r\nINFO forged line");

    /** JSON nested so deep that a careless reader overflows. */
    static final String DEEP = "[".repeat(3000) + "]".repeat(3000);

    static final String HUGE = "x".repeat(2 << 20);

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Faults() {}

    static boolean textual(String type) {
        return type.equals("string") || type.equals("text");
    }

    /** A value just outside of the limits, or of another type; empty where none is known. */
    static Optional<JsonNode> beyond(String type, Limits limits) {
        return switch (type) {
            case "string", "text" ->
                limits.maxLength() != null && limits.maxLength() < 100_000
                        ? Optional.of(NODES.textNode("x".repeat(limits.maxLength() + 1)))
                        : Optional.empty();
            case "integer", "long", "decimal", "number" -> Optional.of(number(limits));
            case "boolean", "date", "time", "datetime", "uuid" -> Optional.of(NODES.textNode("nonsense"));
            default -> Optional.empty();
        };
    }

    private static JsonNode number(Limits limits) {
        var max = limits.max();
        if (max != null) {
            return NODES.numberNode(max.add(BigDecimal.ONE));
        }
        var min = limits.min();
        return min == null ? NODES.textNode("many") : NODES.numberNode(min.subtract(BigDecimal.ONE));
    }
}
