package codex.stack.javalin;

import codex.code.DatabaseTable;
import codex.specification.Column;
import codex.specification.Limits;
import codex.specification.Rule;
import codex.specification.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables in SQL that H2 and PostgreSQL both run, and the words for what their constraints refuse. */
final class MigrationFiles {
    private static final int LONGEST_NAME = 55;

    private final AppModel app;
    private final Files files;

    MigrationFiles(AppModel app, Files files) {
        this.app = app;
        this.files = files;
    }

    void write() {
        if (!app.data()) {
            return;
        }
        if (app.accounts()) {
            files.resource("db/migration/V1__auth.sql", AuthTables.SQL);
        }
        if (!app.entities().isEmpty()) {
            var version = app.accounts() ? 2 : 1;
            files.resource("db/migration/V%d__tables.sql".formatted(version), migration());
        }
        files.resource("db/constraints.properties", constraints());
    }

    /** Tables that others refer to come first; a circle is closed by foreign keys that are added at the end. */
    static List<DatabaseTable> tables(AppModel app) {
        return ordered(app).stream()
                .map(entity -> new DatabaseTable(
                        0, 0, entity.table().name(), entity.table().summary(), statement(entity, app, List.of())))
                .toList();
    }

    private String migration() {
        var text = new StringBuilder("-- The tables of ")
                .append(app.document().name().replaceAll("[\\r\\n]", " "))
                .append(".\n");
        var made = new ArrayList<String>();
        var late = new StringBuilder();
        for (var entity : ordered(app)) {
            made.add(entity.table().name());
            text.append(entity.numbered() ? "\nCREATE SEQUENCE %s;\n".formatted(entity.sequence()) : "\n")
                    .append(statement(entity, app, made))
                    .append(";\n");
            for (var column : entity.columns()) {
                var references = column.column().references();
                if (references != null && !references.equals(Table.ACCOUNT) && !made.contains(references)) {
                    late.append("\nALTER TABLE %s ADD %s;\n".formatted(entity.sql(), foreignKey(entity, column, app)));
                }
                if (references != null) {
                    text.append(index(entity, List.of(column)));
                }
            }
        }
        text.append(late);
        var locked = app.entities().stream().filter(MigrationFiles::locked).toList();
        if (!locked.isEmpty()) {
            text.append("""

                    -- Writers of these tables take turns by changing a row here, since their rules speak of several rows.
                    CREATE TABLE rule_lock (
                        name varchar(64) NOT NULL PRIMARY KEY,
                        used bigint NOT NULL
                    );
                    """);
            locked.forEach(entity -> text.append("INSERT INTO rule_lock (name, used) VALUES (%s, 0);\n"
                    .formatted(SqlText.quoted(entity.table().name()))));
        }
        return text.toString();
    }

    private static boolean locked(EntityModel entity) {
        return entity.table().rules().stream()
                .anyMatch(rule -> rule.form() == Rule.Form.LIMIT
                        || rule.form() == Rule.Form.NO_OVERLAP
                        || (rule.form() == Rule.Form.UNIQUE && !rule.where().isEmpty()));
    }

    // Foreign keys stand in the statement if the table they refer to is among those made; with none made, all do.
    private static String statement(EntityModel entity, AppModel app, List<String> made) {
        var lines = new ArrayList<String>();
        lines.add("id %s NOT NULL PRIMARY KEY".formatted(entity.keyKind().sql(Limits.NONE)));
        for (var column : entity.columns()) {
            lines.add(column(column, app));
        }
        lines.add("version bigint NOT NULL");
        lines.add("created_at timestamp with time zone NOT NULL");
        lines.add("updated_at timestamp with time zone NOT NULL");
        for (var column : entity.columns()) {
            if (column.column().unique()) {
                lines.add("CONSTRAINT %s UNIQUE (%s)".formatted(name(entity, column.name(), "unique"), column.sql()));
            }
            var references = column.column().references();
            var there =
                    references != null && (made.isEmpty() || made.contains(references) || isAccount(references, app));
            if (there) {
                lines.add(foreignKey(entity, column, app));
            }
            var check = check(column, app);
            if (check != null) {
                lines.add("CONSTRAINT %s CHECK (%s)".formatted(name(entity, column.name(), "check"), check));
            }
        }
        var position = 0;
        for (var rule : entity.table().rules()) {
            position++;
            var line = rule(entity, rule, position);
            if (line != null) {
                lines.add(line);
            }
        }
        return "CREATE TABLE %s (\n    %s\n)".formatted(entity.sql(), String.join(",\n    ", lines));
    }

    private static boolean isAccount(String table, AppModel app) {
        return app.accounts() && table.equals(Table.ACCOUNT);
    }

    private static String column(ColumnModel column, AppModel app) {
        var from = column.column();
        var type = column.type().kind() == Kind.JSON
                ? "varchar(100000)"
                : column.type().kind().sql(from.limits());
        var value = from.defaultValue();
        var computed = value != null && (value.equals("now") || value.equals("today") || value.equals("null"));
        var otherwise = value == null || computed ? "" : " DEFAULT " + SqlText.literal(column, value, app);
        return column.sql() + " " + type + otherwise + (from.required() ? " NOT NULL" : "");
    }

    private static @Nullable String check(ColumnModel column, AppModel app) {
        var limits = column.column().limits();
        var name = column.sql();
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

    private static @Nullable String rule(EntityModel entity, Rule rule, int position) {
        var columns = rule.columns().stream()
                .map(entity::require)
                .map(ColumnModel::sql)
                .toList();
        return switch (rule.form()) {
            case UNIQUE ->
                rule.where().isEmpty()
                        ? "CONSTRAINT %s UNIQUE (%s)"
                                .formatted(name(entity, "rule" + position, "unique"), String.join(", ", columns))
                        : null;
            case ORDERED ->
                "CONSTRAINT %s CHECK (%s < %s)"
                        .formatted(name(entity, "rule" + position, "check"), columns.get(0), columns.get(1));
            case NOT_BELOW ->
                "CONSTRAINT %s CHECK (%s >= %s)"
                        .formatted(
                                name(entity, "rule" + position, "check"),
                                columns.get(0),
                                Objects.requireNonNull(rule.number(), rule.text())
                                        .toPlainString());
            case WORDS, NO_OVERLAP, LIMIT, DUE_AFTER, TAKES, GIVES -> null;
        };
    }

    private static String foreignKey(EntityModel entity, ColumnModel column, AppModel app) {
        var references = Objects.requireNonNull(column.column().references());
        var onDelete = Objects.requireNonNullElse(column.column().onDelete(), Column.OnDelete.RESTRICT);
        var rule = switch (onDelete) {
            case RESTRICT -> "";
            case CASCADE -> " ON DELETE CASCADE";
            case CLEAR -> column.column().required() ? "" : " ON DELETE SET NULL";
        };
        var target = app.entity(references).map(EntityModel::sql).orElse(references);
        return "CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s (id)%s"
                .formatted(name(entity, column.name(), "fk"), column.sql(), target, rule);
    }

    private static String index(EntityModel entity, List<ColumnModel> columns) {
        var names = columns.stream().map(ColumnModel::name).collect(Collectors.joining("_"));
        return "CREATE INDEX %s ON %s (%s);\n"
                .formatted(
                        name(entity, names, "index"),
                        entity.sql(),
                        columns.stream().map(ColumnModel::sql).collect(Collectors.joining(", ")));
    }

    // PostgreSQL cuts names at 63 bytes without a word; then two could become the same.
    private static String name(EntityModel entity, String what, String kind) {
        var name = entity.table().name() + "_" + what;
        var cut = name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME - 9) + "_" + Integer.toHexString(name.hashCode());
        return cut + "_" + kind;
    }

    /** Tables that others refer to first. */
    static List<EntityModel> ordered(AppModel app) {
        var result = new ArrayList<EntityModel>();
        app.entities().forEach(entity -> visit(entity, app, result, new ArrayList<>()));
        return result;
    }

    private static void visit(EntityModel entity, AppModel app, List<EntityModel> result, List<EntityModel> path) {
        if (result.contains(entity) || path.contains(entity)) {
            return;
        }
        path.add(entity);
        for (var column : entity.columns()) {
            var references = column.column().references();
            if (references != null) {
                app.entity(references).ifPresent(other -> visit(other, app, result, path));
            }
        }
        result.add(entity);
    }

    private String constraints() {
        var words = new TreeMap<String, String>();
        for (var entity : app.entities()) {
            var noun = entity.table().name().replace('_', ' ');
            for (var column : entity.columns()) {
                if (column.column().unique()) {
                    words.put(
                            name(entity, column.name(), "unique"),
                            "Another %s has this %s already."
                                    .formatted(noun, column.name().replace('_', ' ')));
                }
                if (column.column().references() != null) {
                    words.put(name(entity, column.name(), "fk"), column.json());
                }
            }
            var position = 0;
            for (var rule : entity.table().rules()) {
                position++;
                for (var kind : List.of("unique", "check")) {
                    words.put(name(entity, "rule" + position, kind), rule.text());
                }
            }
        }
        return words.entrySet().stream().map(MigrationFiles::property).collect(Collectors.joining());
    }

    private static String property(Map.Entry<String, String> entry) {
        var literal = Words.literal(entry.getValue().strip());
        return entry.getKey() + "=" + literal.substring(1, literal.length() - 1).replace("\\\"", "\"") + "\n";
    }
}
