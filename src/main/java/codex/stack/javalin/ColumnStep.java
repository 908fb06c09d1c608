package codex.stack.javalin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a column of the document is made of.
 *
 * @param was null where rows know nothing of it yet
 * @param same whether {@code was} itself becomes it; else its values stay beside it, under another name
 * @param back whether {@code was} had been kept, so that what it leads to may be gone since
 * @param moved makes the id of a row that it led to into the one that this row got; null where none did
 */
record ColumnStep(
        ColumnShape now,
        @Nullable ColumnShape was,
        boolean same,
        boolean back,
        @Nullable UnaryOperator<String> moved) {
    static final String NOTHING = "NULL";

    /** Whether it is what it was, under the name that it had. */
    boolean untouched() {
        return was != null
                && same
                && !back
                && was.name().equals(now.name())
                && was.kind() == now.kind()
                && was.type().equals(now.type());
    }

    boolean renamed() {
        return was != null && same && !was.name().equals(now.name());
    }

    /** Whether it leads to the rows that {@code was} led to, by the ids that they got since. */
    boolean follows() {
        return was != null && !same && moved != null;
    }

    /** Whether every row has a value for it, so that the database can require one. */
    boolean filled() {
        var had = was != null && was.required() && (same || follows());
        return now.required() && (had || now.fill() != null);
    }

    /** The column as it can be for rows that are there. */
    ColumnShape possible() {
        return filled() ? now : now.open();
    }

    /**
     * What it holds once all is done, in terms of what rows hold before.
     *
     * @param former what stands for {@code was}
     */
    String value(UnaryOperator<String> former) {
        if (was == null) {
            return fresh();
        }
        var value = former.apply(was.name());
        if (!same) {
            return moved == null ? fresh() : moved.apply(value);
        }
        if (now.kind() != was.kind() && now.kind().textual()) {
            value = "CAST(%s AS %s)".formatted(value, now.type());
        }
        for (var spelling : spellings().entrySet()) {
            value = "CASE %1$s WHEN %2$s THEN %3$s ELSE %1$s END"
                    .formatted(value, SqlText.quoted(spelling.getKey()), SqlText.quoted(spelling.getValue()));
        }
        var needed = now.required() && !was.required() && now.fill() != null;
        return needed ? "COALESCE(%s, %s)".formatted(value, now.fill()) : value;
    }

    /** What it holds in rows that know nothing of it. */
    String fresh() {
        var value = now.required() || now.fill() == null ? now.fill() : now.otherwise();
        return value == null ? NOTHING : value;
    }

    /** What values of an enumeration are written as from now on, by how they were. */
    Map<String, String> spellings() {
        var result = new LinkedHashMap<String, String>();
        var from = was == null ? null : was.values();
        if (from == null) {
            return result;
        }
        if (now.kind().textual()) {
            from.enumeration().values().forEach(value -> result.put(from.constant(value), value));
        }
        var to = now.values();
        if (to != null && from.constants().size() <= to.constants().size()) {
            for (var i = 0; i < from.constants().size(); i++) {
                var old = from.constants().get(i);
                var fresh = to.constants().get(i);
                if (!to.constants().contains(old) && !from.constants().contains(fresh)) {
                    result.put(old, fresh);
                }
            }
        }
        result.entrySet().removeIf(each -> each.getKey().equals(each.getValue()));
        return result;
    }
}
