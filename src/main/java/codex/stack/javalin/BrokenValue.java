package codex.stack.javalin;

import codex.specification.Limits;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A value that breaks one thing that is said about a field.
 *
 * @param what the case in words, as in {@code too_long}
 * @param statement gives the field in {@code body} the value
 */
record BrokenValue(String what, String statement) {
    private static final int LONGEST = 20_000;

    static List<BrokenValue> of(String name, JavaType type, Limits limits) {
        if (type.many()) {
            return List.of();
        }
        return switch (type.kind()) {
            case STRING, TEXT -> texts(name, type.kind(), limits);
            case INTEGER, LONG, NUMBER -> numbers(name, limits);
            case DECIMAL -> decimals(name, limits);
            case BOOLEAN, DATE, TIME, DATETIME, UUID, ENUM ->
                List.of(put("is_no_" + type.kind().name().toLowerCase(Locale.ROOT), name, text("nonsense")));
            case JSON, FILE, TYPE, ENTITY -> List.of();
        };
    }

    private static List<BrokenValue> texts(String name, Kind kind, Limits limits) {
        var broken = new ArrayList<BrokenValue>();
        var longest = kind.maxLength(limits);
        if (longest <= LONGEST) {
            var field = Words.literal(name);
            broken.add(
                    new BrokenValue("is_too_long", "body.put(%s, \"x\".repeat(%d));\n".formatted(field, longest + 1)));
        }
        if (limits.minLength() != null && limits.minLength() > 0) {
            broken.add(put("is_too_short", name, text("x".repeat(limits.minLength() - 1))));
        }
        var wrong = limits.pattern() != null && !"#".matches(limits.pattern());
        if (wrong || limits.format() != null) {
            broken.add(put("has_the_wrong_form", name, text("#")));
        }
        return broken;
    }

    private static List<BrokenValue> decimals(String name, Limits limits) {
        var broken = new ArrayList<>(numbers(name, limits));
        var least = limits.min() == null ? BigDecimal.ONE : limits.min();
        broken.add(put("has_three_decimal_places", name, DecimalNode.valueOf(least.add(new BigDecimal("0.001")))));
        return broken;
    }

    private static List<BrokenValue> numbers(String name, Limits limits) {
        var broken = new ArrayList<BrokenValue>();
        broken.add(put("is_no_number", name, text("nonsense")));
        if (limits.min() != null) {
            broken.add(
                    put("is_too_small", name, DecimalNode.valueOf(limits.min().subtract(BigDecimal.ONE))));
        }
        if (limits.max() != null) {
            broken.add(
                    put("is_too_large", name, DecimalNode.valueOf(limits.max().add(BigDecimal.ONE))));
        }
        return broken;
    }

    private static BrokenValue put(String what, String name, JsonNode value) {
        return new BrokenValue(what, TestText.put(name, value));
    }

    private static TextNode text(String words) {
        return TextNode.valueOf(words);
    }
}
