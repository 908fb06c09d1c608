package codex.specification;

import org.jspecify.annotations.Nullable;

/**
 * A member of a type.
 *
 * @param name as in the JSON, best in lower camel case; two differ by more than that
 * @param type as {@link TypeName} writes it
 * @param example a value that could really stand there
 */
public record Field(
        String id,
        String name,
        String type,
        boolean required,
        @Nullable String defaultValue,
        Limits limits,
        @Nullable String example,
        String description,
        Source source)
        implements Element {}
