package codex.stack.javalin;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column as the database has it.
 *
 * @param type in SQL
 * @param otherwise the default as a literal; null for none
 * @param references the table whose ids it holds; null for a plain value
 * @param values what it holds one of; null unless it is an enumeration
 * @param fill what rows get that were there before it was required; null where no value would be true
 */
record ColumnShape(
        String name,
        Kind kind,
        String type,
        @Nullable String otherwise,
        boolean required,
        @Nullable String references,
        @Nullable EnumModel values,
        @Nullable String fill) {
    private static final Set<Kind> SPELLED_ALIKE = Set.of(Kind.INTEGER, Kind.LONG, Kind.UUID, Kind.DATE, Kind.ENUM);
    private static final int LONGEST_SPELLING = 64;

    /** One of which only its values matter, since the specification no longer has it. */
    static ColumnShape kept(String name, Kind kind, String type) {
        return new ColumnShape(name, kind, type, null, false, null, null, null);
    }

    /** The same once the specification no longer has it. */
    ColumnShape kept() {
        return kept(name, kind, type);
    }

    /** The same where rows may have no value for it. */
    ColumnShape open() {
        return new ColumnShape(name, kind, type, otherwise, false, references, values, fill);
    }

    String sql() {
        return Words.sql(name);
    }

    /** As it stands in a statement. */
    String definition() {
        return sql() + " " + type + (otherwise == null ? "" : " DEFAULT " + otherwise) + (required ? " NOT NULL" : "");
    }

    /** The most characters that it holds; 0 unless it is a text. */
    int length() {
        return kind.textual() ? Integer.parseInt(type.replaceAll("\\D", "")) : 0;
    }

    /** Whether every value of {@code earlier} can become one of it and say the same; a text may be too long for it. */
    boolean takes(ColumnShape earlier) {
        return switch (kind) {
            case STRING, TEXT ->
                earlier.kind.textual() || (SPELLED_ALIKE.contains(earlier.kind) && length() >= LONGEST_SPELLING);
            case LONG, DECIMAL, NUMBER -> earlier.kind == kind || earlier.kind == Kind.INTEGER;
            default -> earlier.kind == kind;
        };
    }
}
