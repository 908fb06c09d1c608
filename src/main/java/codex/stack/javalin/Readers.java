package codex.stack.javalin;

import codex.specification.Limits;
import codex.specification.Parameter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Expressions that read a value of a request through the app's {@code Inputs}. */
final class Readers {
    /** The largest file, in bytes, where none is said. */
    private static final int FILE_BYTES = 10_000_000;

    private Readers() {}

    static String of(FieldModel field) {
        var type = field.type();
        if (type.kind() == Kind.FILE) {
            var most = field.limits().maxLength();
            return "Upload.read(inputs, %s, %s, %d)"
                    .formatted(Words.literal(field.json()), field.required(), most == null ? FILE_BYTES : most);
        }
        return of(field, place(field.place()));
    }

    /** How a cookie is read that the application sets itself. */
    static String ownCookie(FieldModel field) {
        return of(field, "ownCookie");
    }

    private static String of(FieldModel field, String method) {
        var source = "inputs.%s(%s)".formatted(method, Words.literal(field.json()));
        return source + must(field.required(), field.defaultValue()) + read(field.type(), field.limits());
    }

    /** How a body of {@code mediaType} is read that is one value. */
    static String whole(FieldModel field, String mediaType) {
        var media = Words.literal(mediaType);
        return field.type().kind() == Kind.FILE
                ? "Upload.body(inputs, %s, %d)".formatted(media, FILE_BYTES)
                : "inputs.body(%s).required()".formatted(media) + read(field.type(), field.limits());
    }

    static String of(ColumnModel column) {
        var from = column.column();
        var source = "inputs.field(%s)".formatted(Words.literal(column.json()));
        return source + must(from.required(), from.defaultValue()) + read(column.type(), from.limits());
    }

    /** How a column's value is read from a variable of the path. */
    static String path(ColumnModel column) {
        return read(column.type(), Limits.NONE);
    }

    private static String place(Parameter.@Nullable Place place) {
        return place == null ? "field" : place.name().toLowerCase(Locale.ROOT);
    }

    private static String must(boolean required, @Nullable String defaultValue) {
        if (defaultValue != null && !defaultValue.equals("now") && !defaultValue.equals("today")) {
            return ".orElse(%s)".formatted(Words.literal(defaultValue));
        }
        return required && defaultValue == null ? ".required()" : "";
    }

    private static String read(JavaType type, Limits limits) {
        if (type.many()) {
            var one = new JavaType(type.kind(), type.name(), type.imported(), false);
            return ".list(each -> each%s)".formatted(read(one, limits));
        }
        var limited = limits(type.kind(), limits);
        return limited
                + switch (type.kind()) {
                    case STRING, TEXT, FILE -> ".text()";
                    case INTEGER -> ".integer()";
                    case LONG -> ".longNumber()";
                    case DECIMAL -> ".decimal()";
                    case NUMBER -> ".doubleNumber()";
                    case BOOLEAN -> ".bool()";
                    case DATE -> ".date()";
                    case TIME -> ".time()";
                    case DATETIME -> ".datetime()";
                    case UUID -> ".uuid()";
                    case JSON -> ".json()";
                    case ENUM -> ".choice(%s.class)".formatted(type.name());
                    case TYPE, ENTITY -> ".object(%s::from)".formatted(type.name());
                };
    }

    private static String limits(Kind kind, Limits limits) {
        var result = new StringBuilder();
        if (kind.textual()) {
            var least = limits.minLength();
            result.append(".length(%d, %d)".formatted(least == null ? 0 : least, kind.maxLength(limits)));
            if (limits.pattern() != null) {
                result.append(".matches(%s)".formatted(Words.literal(limits.pattern())));
            }
            if (limits.format() != null) {
                result.append(".format(Format.%s)".formatted(limits.format().toUpperCase(Locale.ROOT)));
            }
        }
        if (kind.numeric()) {
            if (limits.min() != null) {
                result.append(".min(\"%s\")".formatted(limits.min().toPlainString()));
            }
            if (limits.max() != null) {
                result.append(".max(\"%s\")".formatted(limits.max().toPlainString()));
            }
        }
        return result.toString();
    }
}
