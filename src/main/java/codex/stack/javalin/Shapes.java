package codex.stack.javalin;

import codex.specification.Column;
import codex.specification.Rule;
import codex.specification.Table;
import codex.stack.javalin.TableShape.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of an application as a database has them, those that others refer to first. */
final class Shapes {
    private static final int LONGEST_NAME = 55;
    private static final int HASH = 9;

    private final AppModel app;
    private final List<TableShape> tables;

    Shapes(AppModel app) {
        this.app = app;
        this.tables = ordered().stream().map(this::table).toList();
    }

    List<TableShape> tables() {
        return tables;
    }

    Optional<TableShape> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** Tables with rules that speak of several rows, so that their writers take turns; in the order of the document. */
    List<String> locked() {
        return app.entities().stream()
                .filter(Shapes::locked)
                .map(entity -> entity.table().name())
                .toList();
    }

    /** A name for a constraint. PostgreSQL cuts names at 63 bytes without a word; then two could become the same. */
    static String name(String table, String what, String kind) {
        return cut(table + "_" + what, LONGEST_NAME) + "_" + kind;
    }

    /** A name of at most so many characters; one that is cut differs from others that are. */
    static String cut(String name, int length) {
        return name.length() <= length
                ? name
                : name.substring(0, length - HASH) + "_" + Integer.toHexString(name.hashCode());
    }

    private static boolean locked(EntityModel entity) {
        return entity.table().rules().stream()
                .anyMatch(rule -> rule.form() == Rule.Form.LIMIT
                        || rule.form() == Rule.Form.NO_OVERLAP
                        || (rule.form() == Rule.Form.UNIQUE && !rule.where().isEmpty()));
    }

    private List<EntityModel> ordered() {
        var result = new ArrayList<EntityModel>();
        app.entities().forEach(entity -> visit(entity, result, new ArrayList<>()));
        return result;
    }

    private void visit(EntityModel entity, List<EntityModel> result, List<EntityModel> path) {
        if (result.contains(entity) || path.contains(entity)) {
            return;
        }
        path.add(entity);
        for (var column : entity.columns()) {
            var references = column.column().references();
            if (references != null) {
                app.entity(references).ifPresent(other -> visit(other, result, path));
            }
        }
        result.add(entity);
    }

    private TableShape table(EntityModel entity) {
        var constraints = Stream.concat(
                        entity.columns().stream().flatMap(column -> constraints(entity, column)), rules(entity))
                .toList();
        var indexes = entity.columns().stream()
                .filter(column -> column.column().references() != null)
                .map(column -> new Index(name(entity.table().name(), column.name(), "index"), List.of(column.name())))
                .toList();
        var alone = new ArrayList<String>();
        for (var constraint : constraints) {
            if (constraint.form() == Constraint.Form.UNIQUE
                    || constraint.columns().size() > 1) {
                alone.addAll(constraint.columns());
            }
        }
        return new TableShape(
                entity.table().name(),
                entity.keyKind(),
                entity.numbered() ? entity.sequence() : null,
                entity.columns().stream()
                        .map(column -> column(entity, column, alone.contains(column.name())))
                        .toList(),
                constraints,
                indexes);
    }

    private ColumnShape column(EntityModel entity, ColumnModel column, boolean alone) {
        var from = column.column();
        var kind = column.type().kind();
        var value = from.defaultValue();
        var computed = value != null && (value.equals("now") || value.equals("today") || value.equals("null"));
        var values = kind == Kind.ENUM ? app.enumeration(column.type().name()).orElseThrow() : null;
        return new ColumnShape(
                column.name(),
                kind,
                kind == Kind.JSON ? "varchar(100000)" : kind.sql(from.limits()),
                value == null || computed ? null : SqlText.literal(column, value, app),
                from.required(),
                from.references(),
                values,
                alone ? null : Fill.of(column, entity, app));
    }

    private Stream<Constraint> constraints(EntityModel entity, ColumnModel column) {
        var table = entity.table().name();
        var columns = List.of(column.name());
        var result = new ArrayList<Constraint>();
        if (column.column().unique()) {
            result.add(new Constraint(
                    name(table, column.name(), "unique"),
                    Constraint.Form.UNIQUE,
                    "{" + column.name() + "}",
                    columns,
                    null));
        }
        var references = column.column().references();
        if (references != null && (!references.equals(Table.ACCOUNT) || app.accounts())) {
            result.add(new Constraint(
                    name(table, column.name(), "fk"),
                    Constraint.Form.REFERENCE,
                    "({%s}) REFERENCES @ (id)%s".formatted(column.name(), onDelete(column.column())),
                    columns,
                    references));
        }
        var check = check(column);
        if (check != null) {
            result.add(
                    new Constraint(name(table, column.name(), "check"), Constraint.Form.CHECK, check, columns, null));
        }
        return result.stream();
    }

    private static String onDelete(Column column) {
        var onDelete = Objects.requireNonNullElse(column.onDelete(), Column.OnDelete.RESTRICT);
        return switch (onDelete) {
            case RESTRICT -> "";
            case CASCADE -> " ON DELETE CASCADE";
            case CLEAR -> column.required() ? "" : " ON DELETE SET NULL";
        };
    }

    private @Nullable String check(ColumnModel column) {
        var limits = column.column().limits();
        var name = "{" + column.name() + "}";
        var parts = new ArrayList<String>();
        if (column.type().kind() == Kind.ENUM) {
            var constants = app.enumeration(column.type().name()).orElseThrow().constants();
            parts.add(name + " IN "
                    + constants.stream().map(SqlText::quoted).collect(Collectors.joining(", ", "(", ")")));
        }
        if (column.type().kind().numeric() && limits.min() != null) {
            parts.add(name + " >= " + limits.min().toPlainString());
        }
        if (column.type().kind().numeric() && limits.max() != null) {
            parts.add(name + " <= " + limits.max().toPlainString());
        }
        var least = limits.minLength();
        if (column.type().kind().textual() && least != null && least > 0) {
            parts.add("char_length(" + name + ") >= " + least);
        }
        return parts.isEmpty() ? null : String.join(" AND ", parts);
    }

    private static Stream<Constraint> rules(EntityModel entity) {
        var result = new ArrayList<Constraint>();
        var position = 0;
        for (var rule : entity.table().rules()) {
            position++;
            rule(entity, rule, "rule" + position).ifPresent(result::add);
        }
        return result.stream();
    }

    private static Optional<Constraint> rule(EntityModel entity, Rule rule, String what) {
        var table = entity.table().name();
        var columns = rule.columns().stream()
                .map(column -> entity.require(column).name())
                .toList();
        return switch (rule.form()) {
            case UNIQUE ->
                rule.where().isEmpty()
                        ? Optional.of(new Constraint(
                                name(table, what, "unique"),
                                Constraint.Form.UNIQUE,
                                columns.stream().map(name -> "{" + name + "}").collect(Collectors.joining(", ")),
                                columns,
                                null))
                        : Optional.empty();
            case ORDERED ->
                Optional.of(new Constraint(
                        name(table, what, "check"),
                        Constraint.Form.CHECK,
                        "{%s} < {%s}".formatted(columns.get(0), columns.get(1)),
                        List.of(columns.get(0), columns.get(1)),
                        null));
            case NOT_BELOW ->
                Optional.of(new Constraint(
                        name(table, what, "check"),
                        Constraint.Form.CHECK,
                        "{%s} >= %s"
                                .formatted(
                                        columns.get(0),
                                        Objects.requireNonNull(rule.number(), rule.text())
                                                .toPlainString()),
                        List.of(columns.get(0)),
                        null));
            case WORDS, NO_OVERLAP, LIMIT, DUE_AFTER, TAKES, GIVES -> Optional.empty();
        };
    }
}
