package codex.engine.llm;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JSON schema (2020-12) of a record: what is sent with a question, so that the answer has the record's shape. A record
 * within it stands once, among {@code $defs}; each draft would pay for two fifths more with each in its place.
 */
final class AnswerSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, ObjectNode> defined = new TreeMap<>();
    private final Map<String, Class<?>> named = new HashMap<>();

    private AnswerSchema() {}

    static ObjectNode of(Class<?> answer) {
        var schema = new AnswerSchema();
        var whole = schema.object(answer);
        return schema.defined.isEmpty()
                ? whole
                : whole.set("$defs", JSON.objectNode().setAll(schema.defined));
    }

    private ObjectNode object(Class<?> type) {
        var schema = JSON.objectNode().put("type", "object");
        var properties = schema.putObject("properties");
        var required = schema.putArray("required");
        for (var component : type.getRecordComponents()) {
            properties.set(
                    component.getName(), nullable(component.getAnnotatedType(), any(component.getGenericType())));
            required.add(component.getName());
        }
        return schema.put("additionalProperties", false);
    }

    private static JsonNode nullable(AnnotatedType type, ObjectNode schema) {
        if (!type.isAnnotationPresent(Nullable.class)) {
            return schema;
        }
        var either = JSON.objectNode();
        either.putArray("anyOf").add(schema).addObject().put("type", "null");
        return either;
    }

    private ObjectNode any(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            var arguments = parameterized.getActualTypeArguments();
            if (parameterized.getRawType() == List.class) {
                return JSON.objectNode().put("type", "array").set("items", any(arguments[0]));
            }
            if (parameterized.getRawType() == Map.class) {
                return JSON.objectNode().put("type", "object").set("additionalProperties", any(arguments[1]));
            }
        }
        return type instanceof Class<?> plain ? plain(plain) : JSON.objectNode();
    }

    private ObjectNode plain(Class<?> type) {
        if (type == String.class) {
            return JSON.objectNode().put("type", "string");
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return JSON.objectNode().put("type", "integer");
        }
        if (type == double.class || type == Double.class || type == BigDecimal.class) {
            return JSON.objectNode().put("type", "number");
        }
        if (type == boolean.class || type == Boolean.class) {
            return JSON.objectNode().put("type", "boolean");
        }
        if (type == ObjectNode.class) {
            return JSON.objectNode().put("type", "object");
        }
        if (type.isEnum()) {
            var schema = JSON.objectNode().put("type", "string");
            var values = schema.putArray("enum");
            Arrays.stream(type.getEnumConstants()).forEach(value -> values.add(((Enum<?>) value).name()));
            return schema;
        }
        if (type.isSealed()) {
            return oneOf(type);
        }
        return type.isRecord() ? reference(type) : JSON.objectNode();
    }

    private ObjectNode reference(Class<?> type) {
        var name = type.getSimpleName();
        if (!named.computeIfAbsent(name, any -> type).equals(type)) {
            throw new IllegalStateException("two records of an answer are called " + name);
        }
        if (!defined.containsKey(name)) {
            // Before its members are known, since one of them may be of the same type.
            defined.put(name, JSON.objectNode());
            defined.put(name, object(type));
        }
        return JSON.objectNode().put("$ref", "#/$defs/" + name);
    }

    /** The cases of a sealed type, told apart by the member that its JSON has for this. */
    private ObjectNode oneOf(Class<?> type) {
        var schema = JSON.objectNode();
        var cases = schema.putArray("anyOf");
        var member = type.getAnnotation(JsonTypeInfo.class).property();
        for (var each : type.getAnnotation(JsonSubTypes.class).value()) {
            var shape = object(each.value());
            ((ObjectNode) shape.get("properties")).putObject(member).put("const", each.name());
            shape.withArray("required").add(member);
            cases.add(shape);
        }
        return schema;
    }
}
