package codex.stack.javalin;

import com.fasterxml.jackson.databind.node.DecimalNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A value that a column just still takes.
 *
 * @param what the case in words, as in {@code has_the_most_characters}
 * @param statement gives the field in {@code body} the value
 */
record LimitValue(String what, String statement) {
    private static final int LONGEST = 20_000;

    /** None for what must be unique, or has a form that a value of any length would break. */
    static List<LimitValue> of(ColumnModel column) {
        var limits = column.column().limits();
        if (column.type().many() || column.column().unique() || column.column().references() != null) {
            return List.of();
        }
        return switch (column.type().kind()) {
            case STRING, TEXT -> limits.pattern() == null && limits.format() == null ? texts(column) : List.of();
            case INTEGER, LONG, DECIMAL, NUMBER -> numbers(column);
            case BOOLEAN, DATE, TIME, DATETIME, UUID, ENUM, JSON, FILE, TYPE, ENTITY -> List.of();
        };
    }

    private static List<LimitValue> texts(ColumnModel column) {
        var values = new ArrayList<LimitValue>();
        var least = column.column().limits().minLength();
        var most = column.type().kind().maxLength(column.column().limits());
        if (most <= LONGEST) {
            values.add(text("has_the_most_characters", column, most));
        }
        if (least != null && least > 0) {
            values.add(text("has_the_least_characters", column, least));
        }
        return values;
    }

    private static LimitValue text(String what, ColumnModel column, int length) {
        return new LimitValue(
                what, "body.put(%s, \"x\".repeat(%d));\n".formatted(Words.literal(column.json()), length));
    }

    private static List<LimitValue> numbers(ColumnModel column) {
        var values = new ArrayList<LimitValue>();
        var least = column.column().limits().min();
        var most = column.column().limits().max();
        if (least != null) {
            values.add(new LimitValue("is_the_least", TestText.put(column.json(), DecimalNode.valueOf(least))));
        }
        if (most != null) {
            values.add(new LimitValue("is_the_most", TestText.put(column.json(), DecimalNode.valueOf(most))));
        }
        return values;
    }
}
