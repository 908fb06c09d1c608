package codex.stack.javalin;

import codex.specification.Rule;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What rows are given that were there before a column was required of them. */
final class Fill {
    private Fill() {}

    /**
     * The default, or a value that means as little as can be and keeps to the limits, as SQL; null where any value would
     * be a lie, such as for a reference.
     */
    static @Nullable String of(ColumnModel column, EntityModel entity, AppModel app) {
        var value = column.column().defaultValue();
        if (value == null || value.equals("null")) {
            return column.column().references() == null ? neutral(column, entity, app) : null;
        }
        if (!value.equals("now") && !value.equals("today")) {
            return SqlText.literal(column, value, app);
        }
        return switch (column.type().kind()) {
            case DATETIME -> "CURRENT_TIMESTAMP";
            case DATE -> "CURRENT_DATE";
            default -> neutral(column, entity, app);
        };
    }

    private static @Nullable String neutral(ColumnModel column, EntityModel entity, AppModel app) {
        return switch (column.type().kind()) {
            case STRING, TEXT -> text(column);
            case INTEGER, LONG, DECIMAL, NUMBER -> number(column, entity);
            case BOOLEAN -> "FALSE";
            case DATE -> "CAST(created_at AS date)";
            case TIME -> "CAST('00:00:00' AS time)";
            case DATETIME -> "created_at";
            case JSON -> "'{}'";
            case ENUM ->
                SqlText.quoted(app.enumeration(column.type().name())
                        .orElseThrow()
                        .constants()
                        .get(0));
            case UUID, FILE, TYPE, ENTITY -> null;
        };
    }

    private static @Nullable String text(ColumnModel column) {
        var limits = column.column().limits();
        if (limits.pattern() != null || limits.format() != null) {
            return null;
        }
        var least = limits.minLength();
        return SqlText.quoted("-".repeat(least == null ? 0 : least));
    }

    private static @Nullable String number(ColumnModel column, EntityModel entity) {
        var limits = column.column().limits();
        var least = Stream.concat(
                        Stream.ofNullable(limits.min()),
                        entity.table().rules().stream()
                                .filter(rule -> rule.form() == Rule.Form.NOT_BELOW
                                        && column.name().equals(rule.columns().get(0)))
                                .flatMap(rule -> Stream.ofNullable(rule.number())))
                .reduce(BigDecimal::max);
        var value = least.filter(number -> number.signum() > 0).orElse(BigDecimal.ZERO);
        var most = limits.max();
        if (most == null || value.compareTo(most) <= 0) {
            return value.toPlainString();
        }
        return least.filter(number -> number.compareTo(most) > 0).isPresent() ? null : most.toPlainString();
    }
}
