package codex.specification;

import org.jspecify.annotations.Nullable;

/**
 * One column of a table; in JSON its name is lower camel case.
 *
 * @param name lower case with underscores: {@code due_on}; a reference ends in {@code _id}
 * @param type a scalar or an enumeration; a reference has the type of the other table's ids, {@code uuid} or {@code long}
 * @param references the table it refers to, or {@link Table#ACCOUNT}; null for a plain value
 * @param defaultValue a literal, {@code now} or {@code today}
 * @param readOnly whether no caller may set it: states, totals, owners, computed days
 */
public record Column(
        String id,
        String name,
        String type,
        boolean required,
        boolean unique,
        boolean readOnly,
        @Nullable String defaultValue,
        Limits limits,
        @Nullable String references,
        @Nullable OnDelete onDelete,
        @Nullable String example,
        String description,
        Source source)
        implements Element {
    /** What becomes of this row when the row it refers to is deleted. */
    public enum OnDelete {
        /** The deletion is refused with 409. */
        RESTRICT,
        /** This row goes too. */
        CASCADE,
        /** The reference becomes empty. */
        CLEAR
    }
}
