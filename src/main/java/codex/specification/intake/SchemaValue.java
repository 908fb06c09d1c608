package codex.specification.intake;

import codex.specification.Limits;
import org.jspecify.annotations.Nullable;

/**
 * A schema as a specification says it.
 *
 * @param type as {@link codex.specification.TypeName} writes it
 * @param nullable whether null may stand for it, which a specification says by leaving it out
 */
record SchemaValue(
        String type,
        Limits limits,
        boolean nullable,
        @Nullable String defaultValue,
        @Nullable String example,
        String description) {
    static final SchemaValue JSON = of("json");

    static SchemaValue of(String type) {
        return new SchemaValue(type, Limits.NONE, false, null, null, "");
    }

    boolean many() {
        return type.endsWith("[]");
    }

    SchemaValue as(String other) {
        return new SchemaValue(other, limits, nullable, defaultValue, example, description);
    }

    SchemaValue orNull() {
        return new SchemaValue(type, limits, true, defaultValue, example, description);
    }
}
