package codex.specification.intake;

import codex.specification.Column;
import codex.specification.Limits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.ReferentialAction;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.alter.Alter;
import net.sf.jsqlparser.statement.comment.Comment;
import net.sf.jsqlparser.statement.create.index.CreateIndex;
import net.sf.jsqlparser.statement.create.table.CheckConstraint;
import net.sf.jsqlparser.statement.create.table.ColumnDefinition;
import net.sf.jsqlparser.statement.create.table.CreateTable;
import net.sf.jsqlparser.statement.create.table.ForeignKeyIndex;
import net.sf.jsqlparser.statement.create.table.Index;
import org.jspecify.annotations.Nullable;

/**
 * Reads the definitions of a PostgreSQL schema, as {@code pg_dump --schema-only} or a person writes them. Statement by
 * statement: one that the parser does not know costs nothing but itself.
 */
final class SqlReader {
    private static final Pattern LOOKS_LIKE = Pattern.compile("(?i)\\bCREATE\\s+(UNLOGGED\\s+|TEMP\\w*\\s+)?TABLE\\b");
    private static final Pattern SILENT = Pattern.compile("(?is)(SET|SELECT|BEGIN|COMMIT|START|\\\\|USE|DROP)\\b.*");
    private static final Pattern ENUM =
            Pattern.compile("(?is)CREATE\\s+TYPE\\s+([\\w.\"]+)\\s+AS\\s+ENUM\\s*\\((.*)\\)\\s*");
    private static final Pattern QUOTED = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern REFERENCES = Pattern.compile("(?i)REFERENCES\\s+([\\w.\"]+)\\s*(?:\\([^)]*\\))?(.*)");
    private static final Pattern DEFAULT = Pattern.compile("(?i)\\bDEFAULT\\s+('(?:[^']|'')*'|-?[0-9.]+|\\w+)");
    private static final Pattern COMPARISON =
            Pattern.compile("\\(*\\s*\"?(\\w+)\"?\\s*(>=|>|<=|<)\\s*(-?[0-9]{1,15}(?:\\.[0-9]{1,10})?)\\s*\\)*");
    private static final Pattern AMONG = Pattern.compile("(?is)\\(*\\s*\"?(\\w+)\"?\\s+IN\\s*\\((.*?)\\)\\s*\\)*");

    private final Draft draft;
    private final TableDraft tables;
    private int read;

    private SqlReader(Hints hints) {
        this.draft = new Draft(hints.lastId());
        this.tables = new TableDraft(draft);
    }

    static boolean recognises(String text) {
        return LOOKS_LIKE.matcher(text).find();
    }

    static Intake read(String text, Hints hints) {
        var reader = new SqlReader(hints);
        SqlStatements.of(text).forEach(reader::statement);
        if (reader.read == 0) {
            var losses = reader.draft.losses();
            return losses.isEmpty()
                    ? Intake.Refused.of("", "There is no CREATE TABLE in it that can be read.")
                    : Intake.Refused.of(
                            losses.getFirst().pointer(), losses.getFirst().reason());
        }
        return reader.tables.finish("SQL", hints);
    }

    private void statement(SqlStatements.Written written) {
        var place = "line " + written.line();
        var choice = ENUM.matcher(written.text());
        if (choice.matches()) {
            tables.enumeration(bare(choice.group(1)), quoted(choice.group(2)), "", place);
            return;
        }
        if (SILENT.matcher(written.text()).matches()) {
            return;
        }
        try {
            statement(CCJSqlParserUtil.parse(written.text()), place);
        } catch (JSQLParserException | RuntimeException | StackOverflowError unknown) {
            draft.lose(
                    place,
                    "This statement cannot be read: %s …"
                            .formatted(Draft.text(written.text(), 60).replaceAll("\\s+", " ")));
        }
    }

    private void statement(Statement statement, String place) {
        switch (statement) {
            case CreateTable create -> table(create, place);
            case Alter alter
            when alter.getTable() != null ->
                alter.getAlterExpressions().forEach(each -> {
                    if (each.getIndex() == null) {
                        draft.lose(place, "Only constraints are taken from ALTER TABLE.");
                    } else {
                        constraint(bare(alter.getTable().getName()), each.getIndex(), place);
                    }
                });
            case CreateIndex index
            when index.toString().toUpperCase(Locale.ROOT).contains("UNIQUE")
                    && index.getWhere() == null
                    && index.getIndex().getColumnsNames().stream().allMatch(name -> name.matches("[\\w\"]+")) ->
                tables.unique(
                        bare(index.getTable().getName()),
                        index.getIndex().getColumnsNames().stream()
                                .map(SqlReader::bare)
                                .toList());
            case CreateIndex index -> {}
            case Comment comment
            when comment.getTable() != null && comment.getComment() != null ->
                tables.comment(
                        bare(comment.getTable().getName()), comment.getComment().getValue());
            default -> draft.lose(place, "Only tables, their constraints and enumerations are taken.");
        }
    }

    private void table(CreateTable create, String place) {
        var name = bare(create.getTable().getName());
        if (create.getColumnDefinitions() == null
                || create.getColumnDefinitions().isEmpty()) {
            draft.lose(place, "A table without columns of its own is left out.");
            return;
        }
        read++;
        tables.table(name, "", place);
        create.getColumnDefinitions().forEach(each -> column(name, each, place));
        if (create.getIndexes() != null) {
            create.getIndexes().forEach(each -> constraint(name, each, place));
        }
    }

    private void column(String table, ColumnDefinition definition, String place) {
        var name = bare(definition.getColumnName());
        var specs = definition.getColumnSpecs() == null ? "" : String.join(" ", definition.getColumnSpecs());
        var upper = specs.toUpperCase(Locale.ROOT);
        var written = definition.getColDataType().toString().strip();
        var primary = upper.contains("PRIMARY KEY");
        var serial = written.toLowerCase(Locale.ROOT).matches(".*serial") || upper.contains("IDENTITY");
        var type = SqlType.of(written);
        var made = serial || TableDraft.keyLike(table, name, type.name());
        if (primary && key(table, name, type.name(), made, place)) {
            return;
        }
        var limits = type.limits();
        if (written.endsWith("]") || (type.doubtful() && !tables.hasChoice(type.written()))) {
            draft.lose(
                    place,
                    "%s.%s: %s becomes %s."
                            .formatted(table, name, written, written.endsWith("]") ? "json" : type.name()));
        }
        var plain = written.endsWith("]")
                ? "json"
                : tables.hasChoice(type.written()) ? tables.choice(type.written()) : type.name();
        tables.column(
                table,
                new TableDraft.Plain(
                        name,
                        plain,
                        primary || upper.contains("NOT NULL"),
                        primary || upper.matches(".*\\bUNIQUE\\b.*"),
                        standard(table, name, specs, plain, place),
                        plain.equals("json") ? Limits.NONE : limits,
                        ""),
                place);
        var reference = REFERENCES.matcher(specs);
        if (reference.find()) {
            tables.reference(
                    table,
                    name,
                    bare(reference.group(1)),
                    upper.contains("NOT NULL"),
                    onDelete(reference.group(2)),
                    place);
        }
        var check = specs.replaceFirst("(?is).*?\\bCHECK\\s*", "");
        if (upper.contains("CHECK")) {
            check(table, check, place);
        }
    }

    // A number or UUID that is made for each row is what every row has anyway.
    private boolean key(String table, String column, String type, boolean made, String place) {
        if (!made && !column.equalsIgnoreCase("id")) {
            return false;
        }
        if (List.of("integer", "long").contains(type)) {
            tables.numbered(table);
        } else if (!type.equals("uuid")) {
            draft.lose(place, "The ids of %s are UUIDs, not %s.".formatted(table, type));
        }
        if (!column.equalsIgnoreCase("id")) {
            draft.lose(place, "The key %s.%s is called id, as in every table.".formatted(table, column));
        }
        return true;
    }

    private @Nullable String standard(String table, String column, String specs, String type, String place) {
        var found = DEFAULT.matcher(specs);
        if (!found.find() || found.group(1).equalsIgnoreCase("null")) {
            return null;
        }
        var written = found.group(1);
        if (written.startsWith("'")) {
            return written.substring(1, written.length() - 1).replace("''", "'");
        }
        return switch (written.toLowerCase(Locale.ROOT)) {
            case "now", "current_timestamp", "localtimestamp" -> type.equals("datetime") ? "now" : null;
            case "current_date" -> "today";
            default -> {
                if (written.matches("-?[0-9.]+|(?i)true|false")) {
                    yield written.toLowerCase(Locale.ROOT);
                }
                draft.lose(
                        place,
                        "The default of %s.%s is computed by the database; it is left out.".formatted(table, column));
                yield null;
            }
        };
    }

    private void constraint(String table, Index constraint, String place) {
        var columns = constraint.getColumnsNames() == null
                ? List.<String>of()
                : constraint.getColumnsNames().stream().map(SqlReader::bare).toList();
        var type = constraint.getType() == null ? "" : constraint.getType().toUpperCase(Locale.ROOT);
        switch (constraint) {
            case ForeignKeyIndex foreign -> {
                if (columns.size() == 1) {
                    var action = foreign.getReferentialAction(ReferentialAction.Type.DELETE);
                    tables.reference(
                            table,
                            columns.getFirst(),
                            bare(foreign.getTable().getName()),
                            tables.required(table, columns.getFirst()),
                            onDelete(
                                    action == null
                                            ? ""
                                            : "DELETE "
                                                    + action.getAction().name().replace('_', ' ')),
                            place);
                } else {
                    draft.lose(place, "A reference by several columns is left out.");
                }
            }
            case CheckConstraint check -> check(table, check.getExpression().toString(), place);
            default -> {
                if (type.contains("PRIMARY") && columns.size() == 1) {
                    var column = columns.getFirst();
                    var keyType = tables.type(table, column);
                    if (key(table, column, keyType, TableDraft.keyLike(table, column, keyType), place)) {
                        tables.without(table, column);
                    } else {
                        tables.unique(table, columns);
                    }
                } else if (type.contains("PRIMARY") || type.contains("UNIQUE")) {
                    tables.unique(table, columns);
                } else {
                    draft.lose(place, "This constraint of %s is not kept.".formatted(table));
                }
            }
        }
    }

    private void check(String table, String expression, String place) {
        var comparison = COMPARISON.matcher(expression);
        var among = AMONG.matcher(expression);
        if (comparison.matches()) {
            tables.limit(table, comparison.group(1), comparison.group(2), new BigDecimal(comparison.group(3)));
        } else if (among.matches() && !quoted(among.group(2)).isEmpty()) {
            tables.among(table, among.group(1), quoted(among.group(2)), place);
        } else {
            draft.lose(place, "The check of %s is not kept: %s.".formatted(table, Draft.text(expression, 100)));
        }
    }

    private static Column.@Nullable OnDelete onDelete(String rest) {
        var upper = rest.toUpperCase(Locale.ROOT);
        if (upper.contains("DELETE CASCADE")) {
            return Column.OnDelete.CASCADE;
        }
        return upper.contains("DELETE SET NULL") ? Column.OnDelete.CLEAR : null;
    }

    private static List<String> quoted(String list) {
        var values = new ArrayList<String>();
        QUOTED.matcher(list)
                .results()
                .forEach(found -> values.add(found.group(1).replace("''", "'")));
        return values;
    }

    /** Without schema and quotes. */
    private static String bare(String name) {
        return name.substring(name.lastIndexOf('.') + 1).replace("\"", "");
    }
}
