package codex.specification;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares JSON with the record it shall become, so that every misfit is named at once and in words. */
final class Shape {
    /** The longest text anywhere in a document, in characters: a pasted page of 50 KB fits (EXPERIENCE.md, N17). */
    static final int TEXT_LENGTH = 100_000;

    /** A component of a record. */
    private record Member(String name, Type type, boolean optional) {}

    // Asking a record for its annotations is slow, and an edit of a large document would ask ten thousand times.
    private static final ClassValue<Map<String, Member>> MEMBERS = new ClassValue<>() {
        @Override
        protected Map<String, Member> computeValue(Class<?> type) {
            var members = new LinkedHashMap<String, Member>();
            for (var component : type.getRecordComponents()) {
                var optional = nullable(component.getAnnotatedType()) || list(component.getGenericType());
                members.put(component.getName(), new Member(component.getName(), component.getGenericType(), optional));
            }
            return Collections.unmodifiableMap(members);
        }
    };

    private final List<Edited.Problem> problems = new ArrayList<>();

    private Shape() {}

    /** The misfits, each with the path of its member; empty when a {@code type} can be read from it. */
    static List<Edited.Problem> problems(Class<? extends Record> type, JsonNode json) {
        var shape = new Shape();
        shape.record(type, json, "");
        return shape.problems;
    }

    private void record(Class<?> type, JsonNode json, String path) {
        if (!json.isObject()) {
            found(path, "is an object with members", json);
            return;
        }
        var members = MEMBERS.get(type);
        for (var member : members.values()) {
            member(member, json.get(member.name()), join(path, member.name()));
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!members.containsKey(name)) {
                problem(join(path, name), "is not known here; there are " + String.join(", ", members.keySet()));
            }
        });
    }

    private void member(Member member, @Nullable JsonNode json, String path) {
        if (json == null || json.isNull()) {
            if (!member.optional()) {
                problem(path, "is missing");
            }
            return;
        }
        value(member.type(), json, path);
    }

    private void value(Type type, JsonNode json, String path) {
        switch (type) {
            case ParameterizedType many
            when many.getRawType() == List.class -> items(many.getActualTypeArguments()[0], json, path);
            case ParameterizedType map
            when map.getRawType() == Map.class -> {
                if (!json.isObject()) {
                    found(path, "is an object", json);
                }
                json.properties()
                        .forEach(entry ->
                                value(map.getActualTypeArguments()[1], entry.getValue(), join(path, entry.getKey())));
            }
            case Class<?> one when one.isRecord() -> record(one, json, path);
            case Class<?> one when one.isEnum() -> constant(one, json, path);
            case Class<?> one -> scalar(one, json, path);
            default -> throw new IllegalStateException("a document cannot hold " + type);
        }
    }

    private void items(Type type, JsonNode json, String path) {
        if (!json.isArray()) {
            found(path, "is a list", json);
            return;
        }
        for (int index = 0; index < json.size(); index++) {
            value(type, json.get(index), path + "[" + index + "]");
        }
    }

    private void constant(Class<?> type, JsonNode json, String path) {
        var names = Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
        if (!json.isTextual() || !names.contains(json.textValue())) {
            found(path, "is one of " + String.join(", ", names), json);
        }
    }

    private void scalar(Class<?> type, JsonNode json, String path) {
        if (type == String.class) {
            text(json, path);
        } else if (type == boolean.class && !json.isBoolean()) {
            found(path, "is true or false", json);
        } else if ((type == int.class || type == Integer.class)
                && !(json.isIntegralNumber() && json.canConvertToInt())) {
            found(path, "is a whole number", json);
        } else if ((type == double.class || type == BigDecimal.class) && !json.isNumber()) {
            found(path, "is a number", json);
        } else if (type == JsonNode.class) {
            storable(json.toString(), path);
        }
    }

    private void text(JsonNode json, String path) {
        if (!json.isTextual()) {
            found(path, "is a text", json);
            return;
        }
        storable(json.textValue(), path);
    }

    // PostgreSQL's jsonb takes neither NUL nor half of a surrogate pair.
    private void storable(String text, String path) {
        if (text.length() > TEXT_LENGTH) {
            problem(path, "has " + text.length() + " characters; at most " + TEXT_LENGTH + " are kept");
        }
        if (text.indexOf('\0') >= 0 || text.contains("\\u0000") || !wellFormed(text)) {
            problem(path, "has a character that cannot be stored (NUL or half of a surrogate pair); take it out");
        }
    }

    private static boolean wellFormed(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private void found(String path, String expected, JsonNode json) {
        var text = json.toString();
        problem(path, expected + ", not " + (text.length() <= 40 ? text : text.substring(0, 40) + "…"));
    }

    private void problem(String path, String message) {
        problems.add(new Edited.Problem(path, message));
    }

    private static boolean nullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static boolean list(Type type) {
        return type instanceof ParameterizedType many && many.getRawType() == List.class;
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
