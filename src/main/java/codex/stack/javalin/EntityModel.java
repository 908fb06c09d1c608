package codex.stack.javalin;

import codex.specification.Table;
import java.util.List;
import java.util.Optional;

/**
 * A table as a Java record with its rows, its service and its routes.
 *
 * @param className {@code OrderLine}
 * @param variable {@code orderLine}
 * @param plural {@code orderLines}: the accessor of the context
 * @param sql the table's name in SQL
 * @param packageName the package of its module: {@code shop.catalog}
 */
record EntityModel(
        Table table,
        String className,
        String variable,
        String plural,
        String sql,
        String packageName,
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

    List<ColumnModel> inputs() {
        return columns.stream().filter(ColumnModel::input).toList();
    }
}
