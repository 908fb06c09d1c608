package codex.engine.llm;

import codex.engine.llm.AnswerText.Malformed;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fits JSON to the record that {@link AnswerSchema} asked for, and names every misfit at once by its path. Members nobody
 * asked for are dropped (RELIABILITY.md, F44). A value of another type is taken where it can only mean one of the right
 * type: {@code "5"} for 5, a constant in other case. A member that is missing is never guessed (F43).
 */
final class AnswerShape {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Numbers beyond have more digits than a database keeps, or take a gigabyte to write out: 1e999999999. */
    private static final int DIGITS = 40;

    private static final int MISFITS = 100;

    private final List<String> misfits = new ArrayList<>();

    private AnswerShape() {}

    /**
     * The JSON that binds to {@code type} without a question left.
     *
     * @throws Malformed with the misfits
     */
    static JsonNode fitted(JsonNode json, Class<?> type) throws Malformed {
        var shape = new AnswerShape();
        var fitted = shape.record(type, unwrapped(json, type), "");
        if (!shape.misfits.isEmpty()) {
            throw new Malformed(shape.misfits);
        }
        return fitted;
    }

    /** An object around the answer, {@code {"answer": {…}}}, is taken off where it holds nothing else. */
    private static JsonNode unwrapped(JsonNode json, Class<?> type) {
        if (json.size() != 1 || knows(type, json)) {
            return json;
        }
        var inner = json.iterator().next();
        return inner.isObject() && knows(type, inner) ? inner : json;
    }

    private static boolean knows(Class<?> type, JsonNode json) {
        return Arrays.stream(type.getRecordComponents()).anyMatch(component -> json.has(component.getName()));
    }

    private JsonNode record(Class<?> type, JsonNode json, String path) {
        if (!json.isObject()) {
            return misfit(path, "an object", json);
        }
        var fitted = JSON.objectNode();
        for (var component : type.getRecordComponents()) {
            var name = component.getName();
            var value = json.get(name);
            if (value != null && !value.isNull()) {
                fitted.set(name, value(component.getGenericType(), value, join(path, name)));
            } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                missing(component, value, join(path, name), unknown(type, json));
            }
        }
        return fitted;
    }

    private void missing(RecordComponent component, @Nullable JsonNode found, String path, String unknown) {
        misfit("%s is %s; expected %s%s"
                .formatted(path, found == null ? "missing" : "null", expected(component.getGenericType()), unknown));
    }

    // A misspelt member shows itself beside the one that is missing.
    private static String unknown(Class<?> type, JsonNode json) {
        var names = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        var unknown = json.propertyStream()
                .map(Map.Entry::getKey)
                .filter(name -> !names.contains(name))
                .limit(5)
                .map(name -> AnswerText.brief(name, 40))
                .toList();
        return unknown.isEmpty() ? "" : ", found " + String.join(", ", unknown);
    }

    private JsonNode value(Type type, JsonNode json, String path) {
        return switch (type) {
            case ParameterizedType list
            when list.getRawType() == List.class -> list(list.getActualTypeArguments()[0], json, path);
            case ParameterizedType map
            when map.getRawType() == Map.class -> map(map.getActualTypeArguments()[1], json, path);
            case Class<?> one when one.isSealed() -> oneOf(one, json, path);
            case Class<?> one when one.isRecord() -> record(one, json, path);
            case Class<?> one when one.isEnum() -> constant(one, json, path);
            case Class<?> one when JsonNode.class.isAssignableFrom(one) -> any(one, json, path);
            case Class<?> one -> scalar(one, json, path);
            default -> throw new IllegalStateException("an answer cannot hold " + type);
        };
    }

    private JsonNode list(Type item, JsonNode json, String path) {
        if (!json.isArray()) {
            return misfit(path, "a list", json);
        }
        var fitted = JSON.arrayNode();
        for (var index = 0; index < json.size(); index++) {
            fitted.add(present(item, json.get(index), path + "[" + index + "]"));
        }
        return fitted;
    }

    private JsonNode map(Type value, JsonNode json, String path) {
        if (!json.isObject()) {
            return misfit(path, "an object", json);
        }
        var fitted = JSON.objectNode();
        json.properties().forEach(entry -> {
            var name = storable(entry.getKey());
            fitted.set(name, present(value, entry.getValue(), join(path, AnswerText.brief(name, 40))));
        });
        return fitted;
    }

    private JsonNode present(Type type, JsonNode json, String path) {
        var free = type instanceof Class<?> one && JsonNode.class.isAssignableFrom(one);
        return json.isNull() && !free ? misfit(path, expected(type), json) : value(type, json, path);
    }

    /** One of the cases of a sealed type, by the member that tells which. */
    private JsonNode oneOf(Class<?> type, JsonNode json, String path) {
        if (!json.isObject()) {
            return misfit(path, "an object", json);
        }
        var member = type.getAnnotation(JsonTypeInfo.class).property();
        var cases = type.getAnnotation(JsonSubTypes.class).value();
        var names = Arrays.stream(cases).map(JsonSubTypes.Type::name).toList();
        var found = named(names, json.path(member));
        if (found.isEmpty()) {
            return misfit(join(path, member), "one of " + String.join(", ", names), json.path(member));
        }
        var chosen = cases[names.indexOf(found.get())].value();
        var fitted = record(chosen, json, path);
        return fitted instanceof ObjectNode object ? object.put(member, found.get()) : fitted;
    }

    private JsonNode constant(Class<?> type, JsonNode json, String path) {
        var names = constants(type);
        return named(names, json)
                .<JsonNode>map(JSON::textNode)
                .orElseGet(() -> misfit(path, "one of " + String.join(", ", names), json));
    }

    private static Optional<String> named(List<String> names, JsonNode json) {
        var written = json.isTextual() ? json.textValue().strip() : "";
        return names.stream().filter(name -> name.equalsIgnoreCase(written)).findFirst();
    }

    private static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
    }

    private JsonNode scalar(Class<?> type, JsonNode json, String path) {
        if (type == String.class) {
            return json.isTextual() || json.isNumber() || json.isBoolean()
                    ? JSON.textNode(storable(json.asText()))
                    : misfit(path, "a text", json);
        }
        if (type == boolean.class || type == Boolean.class) {
            return truth(json).<JsonNode>map(JSON::booleanNode).orElseGet(() -> misfit(path, "true or false", json));
        }
        var number = number(json).filter(AnswerShape::writable);
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            var bits = type == int.class || type == Integer.class ? Integer.SIZE : Long.SIZE;
            return number.flatMap(AnswerShape::whole)
                    .filter(whole -> whole.bitLength() < bits)
                    .<JsonNode>map(whole -> JSON.numberNode(whole.longValueExact()))
                    .orElseGet(() -> misfit(path, "a whole number of %d bits".formatted(bits), json));
        }
        return number.<JsonNode>map(JSON::numberNode)
                .orElseGet(() -> misfit(path, "a number of at most %d digits".formatted(DIGITS), json));
    }

    private static Optional<Boolean> truth(JsonNode json) {
        return Optional.of(json.asText().strip())
                .filter(word -> json.isBoolean() || json.isTextual())
                .filter(word -> word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false"))
                .map(Boolean::parseBoolean);
    }

    private static Optional<BigDecimal> number(JsonNode json) {
        if (json.isNumber()) {
            return Optional.of(json.decimalValue());
        }
        return Optional.of(json.asText().strip())
                .filter(word -> json.isTextual() && word.matches("-?\\d{1,40}(\\.\\d{1,40})?"))
                .map(BigDecimal::new);
    }

    private static boolean writable(BigDecimal number) {
        return number.precision() <= DIGITS && Math.abs((long) number.scale()) <= DIGITS;
    }

    private static Optional<BigInteger> whole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0 ? Optional.of(number.toBigInteger()) : Optional.empty();
    }

    /** Free JSON, as edits carry it: what it means is the editor's, but it must be possible to keep. */
    private JsonNode any(Class<?> type, JsonNode json, String path) {
        if (type == ObjectNode.class && !json.isObject()) {
            return misfit(path, "an object", json);
        }
        return switch (json.getNodeType()) {
            case OBJECT -> map(JsonNode.class, json, path);
            case ARRAY -> list(JsonNode.class, json, path);
            case STRING -> JSON.textNode(storable(json.textValue()));
            case NUMBER ->
                writable(json.decimalValue())
                        ? json
                        : misfit(path, "a number of at most %d digits".formatted(DIGITS), json);
            default -> json;
        };
    }

    // PostgreSQL keeps neither NUL nor half of a surrogate pair. Each stands for nothing, and is shown as such
    // (F52): it does no harm in a text, and what becomes a path or a word of code cannot have it.
    private static String storable(String text) {
        return text.codePoints()
                .map(point -> keepable(point) ? point : '\uFFFD')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean keepable(int point) {
        return point != 0 && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
    }

    private static String expected(Type type) {
        return switch (type) {
            case ParameterizedType list when list.getRawType() == List.class -> "a list";
            case Class<?> one when one == String.class -> "a text";
            case Class<?> one when one == boolean.class || one == Boolean.class -> "true or false";
            case Class<?> one when one.isEnum() -> "one of " + String.join(", ", constants(one));
            case Class<?> one when one.isPrimitive() || Number.class.isAssignableFrom(one) -> "a number";
            default -> "an object";
        };
    }

    private JsonNode misfit(String path, String expected, JsonNode found) {
        misfit("%s: expected %s, found %s".formatted(path.isEmpty() ? "the answer" : path, expected, found(found)));
        return NullNode.instance;
    }

    private void misfit(String sentence) {
        if (misfits.size() < MISFITS) {
            misfits.add(sentence);
        }
    }

    private static String found(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case MISSING -> "nothing";
            case STRING -> "\"" + AnswerText.brief(json.textValue(), 60) + "\"";
            // Never written out: 1e999999999 would take a gigabyte.
            case NUMBER -> AnswerText.brief(json.decimalValue().toString(), 60);
            default -> json.toString();
        };
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
