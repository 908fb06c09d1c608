package codex.stack.javalin;

import codex.specification.Limits;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A value that keeps to all that is said about a field: the same each time, for tests and documents. */
final class ExampleValue {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> FORMATS = Map.of(
            "email", "person@example.com",
            "url", "https://example.com/page",
            "phone", "+442079460000",
            "currency", "EUR",
            "country", "GB",
            "colour", "#336699",
            "timezone", "Europe/Berlin",
            "slug", "an-example",
            "password", "Correct-horse-battery-9");
    private static final Pattern PIECE =
            Pattern.compile("(\\[[^\\]]+\\]|\\\\.|[^\\\\\\[\\](){}*+?|^$])(\\{(\\d+)(,\\d*)?\\}|[*+?])?");

    private final AppModel app;

    ExampleValue(AppModel app) {
        this.app = app;
    }

    /** Empty where no value could be thought of, such as for a pattern that is hard to meet. */
    Optional<JsonNode> of(FieldModel field) {
        return of(field.json(), field.type(), field.limits(), field.example());
    }

    /** What is sent as a body that is one value; a text where it is no JSON. */
    JsonNode whole(RouteModel route) {
        var whole = Objects.requireNonNull(route.whole());
        var example = of(whole);
        return route.takesJson()
                ? example.orElseGet(JsonNodeFactory.instance::arrayNode)
                : TextNode.valueOf(example.map(JsonNode::asText)
                        .filter(text -> !text.isBlank())
                        .orElse("An example"));
    }

    Optional<JsonNode> of(ColumnModel column) {
        return of(
                column.json(),
                column.type(),
                column.column().limits(),
                column.column().example());
    }

    private Optional<JsonNode> of(String name, JavaType type, Limits limits, @Nullable String example) {
        var one = one(name, type, limits, example);
        return type.many()
                ? one.map(value -> JsonNodeFactory.instance.arrayNode().add(value))
                : one;
    }

    private Optional<JsonNode> one(String name, JavaType type, Limits limits, @Nullable String example) {
        return switch (type.kind()) {
            case STRING, TEXT ->
                text(name, limits, example, type.kind().maxLength(limits)).map(TextNode::valueOf);
            case INTEGER ->
                Optional.of(IntNode.valueOf(number(limits, example, "1").intValue()));
            case LONG ->
                Optional.of(LongNode.valueOf(number(limits, example, "1").longValue()));
            case DECIMAL -> Optional.of(DecimalNode.valueOf(number(limits, example, "9.99")));
            case NUMBER ->
                Optional.of(DoubleNode.valueOf(number(limits, example, "1.5").doubleValue()));
            case BOOLEAN -> Optional.of(BooleanNode.valueOf(!"false".equals(example)));
            case DATE -> Optional.of(TextNode.valueOf(given(example, "\\d{4}-\\d\\d-\\d\\d", "2030-05-17")));
            case TIME -> Optional.of(TextNode.valueOf(given(example, "\\d\\d:\\d\\d(:\\d\\d)?", "10:30:00")));
            case DATETIME ->
                Optional.of(TextNode.valueOf(
                        given(example, "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "2030-05-17T10:30:00Z")));
            case UUID ->
                Optional.of(TextNode.valueOf(given(example, "[0-9a-f-]{36}", "6f9619ff-8b86-4d01-b42d-00c04fc964ff")));
            case JSON -> Optional.of(json(example));
            case FILE -> Optional.empty();
            case ENUM ->
                app.enumeration(type.name())
                        .map(each -> TextNode.valueOf(
                                example != null && each.enumeration().values().contains(example)
                                        ? example
                                        : each.enumeration().values().get(0)));
            case TYPE ->
                app.types().stream()
                        .filter(each -> each.className().equals(type.name()))
                        .findFirst()
                        .map(this::object);
            case ENTITY ->
                app.entities().stream()
                        .filter(each -> each.className().equals(type.name()))
                        .findFirst()
                        .map(this::row);
        };
    }

    private JsonNode object(TypeModel type) {
        var object = JsonNodeFactory.instance.objectNode();
        type.fields().forEach(field -> of(field).ifPresent(value -> object.set(field.json(), value)));
        return object;
    }

    private JsonNode row(EntityModel entity) {
        var object = JsonNodeFactory.instance.objectNode();
        entity.columns().forEach(column -> of(column).ifPresent(value -> object.set(column.json(), value)));
        return object;
    }

    private static JsonNode json(@Nullable String example) {
        try {
            return example == null ? JsonNodeFactory.instance.objectNode() : JSON.readTree(example);
        } catch (IOException words) {
            return TextNode.valueOf(String.valueOf(example));
        }
    }

    private static String given(@Nullable String example, String pattern, String otherwise) {
        return example != null && example.matches(pattern) ? example : otherwise;
    }

    private static BigDecimal number(Limits limits, @Nullable String example, String otherwise) {
        var number = new BigDecimal(given(example, "-?\\d{1,9}(\\.\\d{1,6})?", otherwise));
        if (limits.min() != null && number.compareTo(limits.min()) < 0) {
            number = limits.min();
        }
        return limits.max() != null && number.compareTo(limits.max()) > 0 ? limits.max() : number;
    }

    private static Optional<String> text(String name, Limits limits, @Nullable String example, int longest) {
        if (example != null && fits(example, limits, longest)) {
            return Optional.of(example);
        }
        if (limits.format() != null) {
            return Optional.ofNullable(FORMATS.get(limits.format()));
        }
        if (limits.pattern() != null) {
            return Optional.of(patterned(limits.pattern())).filter(text -> fits(text, limits, longest));
        }
        var words = new StringBuilder("Example " + name.replaceAll("[^A-Za-z0-9]", "") + " text");
        var shortest = limits.minLength() == null ? 0 : limits.minLength();
        while (words.length() < shortest) {
            words.append(" and more");
        }
        return Optional.of(words.substring(0, Math.min(words.length(), longest)).strip())
                .filter(text -> fits(text, limits, longest));
    }

    static boolean fits(String text, Limits limits, int longest) {
        var shortest = limits.minLength() == null ? 0 : limits.minLength();
        return text.length() <= longest
                && text.length() >= shortest
                && (limits.pattern() == null || text.matches(limits.pattern()));
    }

    // Enough for the patterns that people write for codes: classes, digits and letters, each so many times.
    private static String patterned(String pattern) {
        var result = new StringBuilder();
        var pieces = PIECE.matcher(pattern);
        while (pieces.find()) {
            var count =
                    pieces.group(3) == null ? ("?".equals(pieces.group(2)) ? 0 : 1) : Integer.parseInt(pieces.group(3));
            result.append(character(pieces.group(1)).repeat(count));
        }
        return result.toString();
    }

    private static String character(String piece) {
        if (piece.equals(".") || piece.equals("\\w")) {
            return "a";
        }
        if (piece.equals("\\d")) {
            return "1";
        }
        if (piece.startsWith("\\")) {
            return piece.substring(1);
        }
        if (!piece.startsWith("[")) {
            return piece;
        }
        for (var candidate : new String[] {"1", "A", "a", "-", "_"}) {
            if (candidate.matches(piece)) {
                return candidate;
            }
        }
        return "";
    }
}
