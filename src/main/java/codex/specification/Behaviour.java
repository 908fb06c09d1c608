package codex.specification;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a route does. All kinds but {@code RECIPE} and {@code CUSTOM} are written without an engine.
 *
 * @param table what it reads or writes; null for {@code FIXED}, and where a function needs no table
 * @param transition only with {@code TRANSITION}
 * @param aggregate only with {@code AGGREGATE}
 * @param recipe only with {@code RECIPE}: the name in the recipe library
 * @param answer only with {@code FIXED}: the body, which is always the same
 */
public record Behaviour(
        Kind kind,
        @Nullable String table,
        @Nullable Transition transition,
        @Nullable Aggregate aggregate,
        @Nullable String recipe,
        @Nullable String answer) {

    /** The kinds, with what each usually answers. */
    public enum Kind {
        /** 200, always the same body. */
        FIXED,
        /** 200, a page of rows: paging, sort and filters over the table's columns. */
        LIST,
        /** 201 with {@code Location}. */
        CREATE,
        /** 200, one row. */
        READ,
        /** 200, all columns given. */
        REPLACE,
        /** 200, some columns given (merge patch, RFC 7396). */
        CHANGE,
        /** 204. */
        DELETE,
        /** 200, one row in another state; 409 from a state it may not leave. */
        TRANSITION,
        /** 200, a number, or one per group. */
        AGGREGATE,
        /** What a function of the recipe library does. */
        RECIPE,
        /** What an engine's function does, from the summary and the rules in words. */
        CUSTOM;

        /** Whether a function has to be written for it. */
        public boolean needsFunction() {
            return this == RECIPE || this == CUSTOM;
        }
    }

    /**
     * A change of state of one row.
     *
     * @param column the state's column, an enumeration; null when only {@code sets} tells the states apart
     * @param from the states it may leave; empty for any
     * @param to the state it enters; null without a column
     * @param sets further columns and their new values: {@code now}, {@code today}, {@code null} or a literal
     * @param unset columns that must be empty before, else 409: a loan is returned once
     */
    public record Transition(
            @Nullable String column,
            List<String> from,
            @Nullable String to,
            Map<String, String> sets,
            List<String> unset) {
        public Transition {
            from = List.copyOf(from);
            sets = Map.copyOf(sets);
            unset = List.copyOf(unset);
        }
    }

    /** A figure over the rows. {@code column} is null for {@code COUNT}; {@code groupBy} null for one figure in all. */
    public record Aggregate(
            Figure figure,
            @Nullable String column,
            @Nullable String groupBy) {
        /** The figures. */
        public enum Figure {
            COUNT,
            SUM,
            AVERAGE,
            MIN,
            MAX
        }
    }

    public static Behaviour of(Kind kind, String table) {
        return new Behaviour(kind, table, null, null, null, null);
    }

    public static Behaviour fixed(String answer) {
        return new Behaviour(Kind.FIXED, null, null, null, null, answer);
    }

    public static Behaviour recipe(String recipe, @Nullable String table) {
        return new Behaviour(Kind.RECIPE, table, null, null, recipe, null);
    }

    public static Behaviour custom(@Nullable String table) {
        return new Behaviour(Kind.CUSTOM, table, null, null, null, null);
    }
}
