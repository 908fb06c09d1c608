package codex.specification;

import org.jspecify.annotations.Nullable;

/**
 * A value that a route takes outside a JSON body.
 *
 * @param name as the caller writes it
 * @param type as {@link TypeName} writes it; only scalars and enumerations, {@code file} only in a form
 * @param example a value that a caller could really send
 */
public record Parameter(
        String id,
        String name,
        Place place,
        String type,
        boolean required,
        @Nullable String defaultValue,
        Limits limits,
        @Nullable String example,
        String description,
        Source source)
        implements Element {
    /** Where in the request it stands. */
    public enum Place {
        PATH,
        QUERY,
        HEADER,
        COOKIE,
        FORM
    }
}
