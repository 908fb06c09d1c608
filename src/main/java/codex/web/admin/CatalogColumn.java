package codex.web.admin;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One column as the database describes it.
 *
 * @param type PostgreSQL's name for it: {@code int8}, {@code text}, {@code timestamptz}, an enumeration's name
 * @param values the labels of an enumeration; empty for other types
 * @param references the table it points at with one column; null when it points nowhere
 * @param generated whether the database gives the value
 */
public record CatalogColumn(
        String name,
        String type,
        boolean nullable,
        boolean generated,
        boolean hasDefault,
        List<String> values,
        @Nullable String references) {
    private static final Set<String> NUMBERS = Set.of("int2", "int4", "int8", "numeric", "float4", "float8");
    private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar", "name");

    public CatalogColumn {
        values = List.copyOf(values);
    }

    /** How a value is shown and edited. */
    public enum Kind {
        CHOICE,
        TRUTH,
        NUMBER,
        MOMENT,
        JSON,
        TEXT,
        OTHER
    }

    public Kind kind() {
        if (!values.isEmpty()) {
            return Kind.CHOICE;
        }
        if (type.equals("bool")) {
            return Kind.TRUTH;
        }
        if (NUMBERS.contains(type)) {
            return Kind.NUMBER;
        }
        if (type.equals("timestamptz")) {
            return Kind.MOMENT;
        }
        if (type.equals("jsonb") || type.equals("json")) {
            return Kind.JSON;
        }
        return TEXTS.contains(type) ? Kind.TEXT : Kind.OTHER;
    }

    /** The values to choose from; for those kinds only. */
    public List<String> choices() {
        return kind() == Kind.TRUTH ? List.of("true", "false") : values;
    }

    /** Whether rows can be put in order by it. */
    public boolean sortable() {
        return kind() != Kind.JSON && !type.startsWith("_") && !type.equals("bytea");
    }

    /** Whether a text can be a key's value of this type, so that a wrong address is nothing found and no error. */
    boolean takes(String value) {
        return switch (kind()) {
            case NUMBER -> value.matches("-?[0-9]{1,18}");
            case CHOICE -> values.contains(value);
            case OTHER -> type.equals("uuid") && value.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
            case TEXT -> true;
            case TRUTH, MOMENT, JSON -> false;
        };
    }

    /** The name, quoted for SQL. Names come from the catalog, never from a request (SECURITY.md, S32). */
    String quoted() {
        return Catalog.quoted(name);
    }

    /** What reads the column as text: bytes as their number, the rest as PostgreSQL writes it. */
    String asText() {
        return type.equals("bytea") ? "octet_length(%s) || ' bytes'".formatted(quoted()) : quoted() + "::text";
    }
}
