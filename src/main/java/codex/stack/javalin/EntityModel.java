package codex.stack.javalin;

import codex.specification.Column;
import codex.specification.Limits;
import codex.specification.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table as a Java record with its rows, its service and its routes.
 *
 * @param className {@code OrderLine}
 * @param variable {@code orderLine}
 * @param plural {@code orderLines}: the accessor of the context
 * @param sql the table's name in SQL
 * @param packageName the package of its module: {@code shop.catalog}
 * @param sequence where its numbers come from; nothing if its ids are no numbers
 */
record EntityModel(
        Table table,
        String className,
        String variable,
        String plural,
        String sql,
        String packageName,
        String sequence,
        List<ColumnModel> columns) {
    EntityModel {
        columns = List.copyOf(columns);
    }

    String basePackage() {
        return packageName + ".base";
    }

    String customPackage() {
        return packageName + ".custom";
    }

    String rowsClass() {
        return className + "Rows";
    }

    Optional<ColumnModel> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** @throws IllegalArgumentException if the table has no such column */
    ColumnModel require(String name) {
        return column(name)
                .orElseThrow(() ->
                        new IllegalArgumentException("the table %s has no column %s".formatted(table.name(), name)));
    }

    Optional<ColumnModel> owner() {
        return columns.stream().filter(ColumnModel::owner).findFirst();
    }

    /** What a caller may set; the id first, where callers give it. */
    List<ColumnModel> inputs() {
        var open = columns.stream().filter(ColumnModel::input);
        return (table.numbers() == Table.Numbers.GIVEN ? Stream.concat(Stream.of(id()), open) : open).toList();
    }

    /** Whether its ids are numbers, which a row gets when it is kept. */
    boolean numbered() {
        return table.numbers() != null;
    }

    Kind keyKind() {
        return Kind.scalar(table.keyType()).orElseThrow();
    }

    /** Its key, as the column that it is in the database and in lists. */
    ColumnModel id() {
        var column = new Column(
                table.id(),
                "id",
                table.keyType(),
                false,
                true,
                false,
                null,
                Limits.NONE,
                null,
                null,
                null,
                "Without, the next one that is free",
                table.source());
        var type = new JavaType(keyKind(), keyKind().java(), keyKind().imported(), false);
        return new ColumnModel(column, "id", "id", "id", type, false);
    }
}
