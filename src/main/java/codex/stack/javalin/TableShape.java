package codex.stack.javalin;

import codex.specification.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table as the database has it.
 *
 * @param key the kind of its ids
 * @param sequence where its numbers come from; null when its ids are no numbers
 * @param constraints in the order in which its statement names them
 */
record TableShape(
        String name,
        Kind key,
        @Nullable String sequence,
        List<ColumnShape> columns,
        List<Constraint> constraints,
        List<Index> indexes) {
    /** An index that lets rows be found by columns. */
    record Index(String name, List<String> columns) {
        Index {
            columns = List.copyOf(columns);
        }

        String sql(TableShape table) {
            return "CREATE INDEX %s ON %s (%s)"
                    .formatted(
                            name, table.sql(), columns.stream().map(Words::sql).collect(Collectors.joining(", ")));
        }
    }

    TableShape {
        columns = List.copyOf(columns);
        constraints = List.copyOf(constraints);
        indexes = List.copyOf(indexes);
    }

    /** The same with other columns. */
    TableShape with(List<ColumnShape> others) {
        return new TableShape(name, key, sequence, others, constraints, indexes);
    }

    String sql() {
        return Words.sql(name);
    }

    Optional<ColumnShape> column(String wanted) {
        return columns.stream().filter(column -> column.name().equals(wanted)).findFirst();
    }

    List<Constraint> references() {
        return constraints.stream()
                .filter(constraint -> constraint.form() == Constraint.Form.REFERENCE)
                .toList();
    }

    /** The statement that makes it, with those of its constraints that can hold at once. */
    String create(Predicate<Constraint> now) {
        var lines = new ArrayList<String>();
        lines.add("id " + key.sql(Limits.NONE) + " NOT NULL PRIMARY KEY");
        columns.forEach(column -> lines.add(column.definition()));
        lines.add("version bigint NOT NULL");
        lines.add("created_at timestamp with time zone NOT NULL");
        lines.add("updated_at timestamp with time zone NOT NULL");
        constraints.stream().filter(now).forEach(constraint -> lines.add(constraint.sql()));
        return "CREATE TABLE %s (\n    %s\n)".formatted(sql(), String.join(",\n    ", lines));
    }
}
