package codex.stack.javalin;

import codex.specification.Names;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/** Pieces of text that several files of an entity share. */
final class EntityText {
    private EntityText() {}

    /** {@code UUID id, String title, …, long version, Instant createdAt, Instant updatedAt}. */
    static String components(EntityModel entity) {
        var columns = entity.columns().stream()
                .map(column -> TypeFiles.renamed(column.json(), column.component())
                        + column.type().java() + " " + column.component() + ", ")
                .collect(Collectors.joining());
        return entity.keyKind().java() + " id, " + columns + "long version, Instant createdAt, Instant updatedAt";
    }

    /** {@code DueOn}, as in {@code withDueOn} and {@code findByDueOn}. */
    static String suffix(ColumnModel column) {
        return Names.pascal(column.name());
    }

    /** The value a new row has without being told, as Java; {@code null} for none. */
    static String defaultValue(ColumnModel column, AppModel app) {
        var value = column.column().defaultValue();
        return value == null ? "null" : literal(column, value, app);
    }

    /** A value as a specification writes it, as Java. */
    static String literal(ColumnModel column, String value, AppModel app) {
        if (value.equals("null")) {
            return "null";
        }
        return switch (column.type().kind()) {
            case STRING, TEXT -> Words.literal(value);
            case INTEGER -> Integer.toString(Integer.parseInt(value));
            case LONG -> Long.parseLong(value) + "L";
            case DECIMAL -> "new BigDecimal(%s)".formatted(Words.literal(new BigDecimal(value).toPlainString()));
            case NUMBER -> Double.toString(Double.parseDouble(value));
            case BOOLEAN -> Boolean.toString(Boolean.parseBoolean(value));
            case DATE ->
                value.equals("today") || value.equals("now")
                        ? "context.today()"
                        : "LocalDate.parse(\"%s\")".formatted(java.time.LocalDate.parse(value));
            case TIME -> "LocalTime.parse(\"%s\")".formatted(java.time.LocalTime.parse(value));
            case DATETIME ->
                value.equals("today") || value.equals("now")
                        ? "context.now()"
                        : "Instant.parse(\"%s\")".formatted(java.time.Instant.parse(value));
            case UUID -> "UUID.fromString(\"%s\")".formatted(java.util.UUID.fromString(value));
            case ENUM ->
                column.type().name() + "."
                        + app.enumeration(column.type().name()).orElseThrow().constant(value);
            case JSON, FILE, TYPE, ENTITY ->
                throw new IllegalArgumentException("%s cannot have the value %s".formatted(column.name(), value));
        };
    }
}
