package codex.stack.javalin;

import codex.specification.Rule;
import java.math.BigDecimal;
import java.util.Locale;

/** Values and conditions of a specification, as SQL that H2 and PostgreSQL both run. */
final class SqlText {
    private SqlText() {}

    /** Whether a row counts for a rule; {@code alias} is the row's name in the statement. */
    static String condition(String alias, Rule.Condition condition, EntityModel entity, AppModel app) {
        var column = entity.require(condition.column());
        var name = alias + "." + column.sql();
        var value = condition.value();
        if (value == null || value.equals("null")) {
            return name + (condition.is() ? " IS NULL" : " IS NOT NULL");
        }
        var literal = literal(column, value, app);
        return condition.is()
                ? "%s = %s".formatted(name, literal)
                : "(%1$s <> %2$s OR %1$s IS NULL)".formatted(name, literal);
    }

    /** @throws IllegalArgumentException if the column cannot have the value */
    static String literal(ColumnModel column, String value, AppModel app) {
        return switch (column.type().kind()) {
            case INTEGER, LONG, DECIMAL, NUMBER -> new BigDecimal(value).toPlainString();
            case BOOLEAN -> Boolean.toString(Boolean.parseBoolean(value)).toUpperCase(Locale.ROOT);
            case ENUM ->
                quoted(app.enumeration(column.type().name()).orElseThrow().constant(value));
            default -> quoted(value);
        };
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
