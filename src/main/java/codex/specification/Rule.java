package codex.specification;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that must hold. With a form it is written without an engine; in {@code WORDS} a function meets it.
 *
 * @param text as a person says it, also the sentence of the 409
 * @param columns as the form reads them
 * @param number as the form reads it
 * @param target {@code table.column} of another table, as the form reads it
 * @param where which rows count; empty for all
 */
public record Rule(
        String id,
        String text,
        Form form,
        List<String> columns,
        @Nullable BigDecimal number,
        @Nullable String target,
        List<Condition> where,
        Source source)
        implements Element {

    /** The forms, and how each reads the columns of its table. */
    public enum Form {
        /** A function of the code graph meets it. Only at a route. */
        WORDS,
        /** No two rows agree in all columns. */
        UNIQUE,
        /** The first column lies before the second. */
        ORDERED,
        /** The column never falls below {@code number}. */
        NOT_BELOW,
        /** Rows that agree in the third and later columns do not overlap in time, first column to second (half open). */
        NO_OVERLAP,
        /** At most {@code number} rows agree in the columns. */
        LIMIT,
        /** A new row's first column is {@code number} days after the second column, or after now without one. */
        DUE_AFTER,
        /** A new row takes its first column's quantity from {@code target} of the row its second column refers to. */
        TAKES,
        /** A new row adds its first column's quantity to {@code target} of the row its second column refers to. */
        GIVES
    }

    /** A row counts if its column is, or is not, the value; {@code null} as value means empty. */
    public record Condition(
            String column, boolean is, @Nullable String value) {}

    public Rule {
        columns = List.copyOf(columns);
        where = List.copyOf(where);
    }

    public static Rule words(String id, String text, Source source) {
        return new Rule(id, text, Form.WORDS, List.of(), null, null, List.of(), source);
    }
}
