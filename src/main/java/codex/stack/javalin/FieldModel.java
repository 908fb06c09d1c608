package codex.stack.javalin;

import codex.specification.Field;
import codex.specification.Limits;
import codex.specification.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * A value that comes in by name: a field of a body, or a parameter.
 *
 * @param json the name as a caller writes it
 * @param component the name in Java
 * @param place where it stands; null in a JSON body
 */
record FieldModel(
        String json,
        String component,
        JavaType type,
        boolean required,
        @Nullable String defaultValue,
        Limits limits,
        @Nullable String example,
        Parameter.@Nullable Place place) {

    static FieldModel of(Field field, JavaType type) {
        return new FieldModel(
                field.name(),
                Words.java(field.name()),
                type,
                field.required(),
                field.defaultValue(),
                field.limits(),
                field.example(),
                null);
    }

    static FieldModel of(Parameter parameter, JavaType type) {
        return new FieldModel(
                parameter.name(),
                Words.java(parameter.name()),
                type,
                parameter.required(),
                parameter.defaultValue(),
                parameter.limits(),
                parameter.example(),
                parameter.place());
    }
}
