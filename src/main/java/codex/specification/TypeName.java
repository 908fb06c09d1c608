package codex.specification;

import java.util.Set;

/**
 * How a specification writes a type: a scalar, or the name of an enumeration, a type or a table's entity ({@code Book}
 * for the table {@code book}), with {@code []} behind it for a list: {@code integer}, {@code BookState}, {@code Book[]}.
 */
public record TypeName(String base, boolean many) {
    /**
     * The scalars. {@code text} is a long string; {@code decimal} is exact with two places unless its limits say
     * otherwise; {@code number} is a double; {@code datetime} an instant in UTC; {@code json} any JSON value;
     * {@code file} bytes with a name and a media type.
     */
    public static final Set<String> SCALARS = Set.of(
            "string",
            "text",
            "integer",
            "long",
            "decimal",
            "number",
            "boolean",
            "date",
            "time",
            "datetime",
            "uuid",
            "json",
            "file");

    public static TypeName of(String written) {
        var many = written.endsWith("[]");
        return new TypeName(many ? written.substring(0, written.length() - 2) : written, many);
    }

    public boolean scalar() {
        return SCALARS.contains(base);
    }

    @Override
    public String toString() {
        return many ? base + "[]" : base;
    }
}
