package codex.stack.javalin;

import codex.code.DatabaseTable;
import codex.code.SourceFile;
import codex.specification.Table;
import codex.stack.Delivered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The tables in SQL that H2 and PostgreSQL both run, and the words for what their constraints refuse. What was delivered
 * before stays as it is, to the byte, since databases out there were made by it; what is different comes in one file more.
 */
final class MigrationFiles {
    private final AppModel app;
    private final Files files;
    private final Shapes shapes;

    MigrationFiles(AppModel app, Files files) {
        this.app = app;
        this.files = files;
        this.shapes = new Shapes(app);
    }

    void write() {
        if (!app.data()) {
            return;
        }
        app.past().ifPresentOrElse(this::grow, this::begin);
        files.resource("db/constraints.properties", constraints());
    }

    /** Tables that others refer to come first; a circle is closed by foreign keys that are added at the end. */
    static List<DatabaseTable> tables(AppModel app) {
        return new Shapes(app)
                .tables().stream()
                        .map(table -> new DatabaseTable(
                                0,
                                0,
                                table.name(),
                                app.entity(table.name()).orElseThrow().table().summary(),
                                table.create(constraint -> true)))
                        .toList();
    }

    private void begin() {
        if (app.accounts()) {
            add("V1__auth.sql", AuthTables.SQL);
        }
        if (!app.entities().isEmpty()) {
            add("V%d__tables.sql".formatted(app.accounts() ? 2 : 1), first());
        }
        if (app.keepsFiles()) {
            add("V%d__files.sql".formatted(app.accounts() ? 3 : 2), FileTable.SQL);
        }
    }

    private void grow(Past past) {
        past.migrations().forEach(files::add);
        new Migration(app, past).text().ifPresent(text -> add("V%d__changes.sql".formatted(past.next()), text));
    }

    private void add(String name, String content) {
        files.add(SourceFile.scaffold(Delivered.MIGRATIONS + name, content));
    }

    private String first() {
        var text = new StringBuilder("-- The tables of ")
                .append(app.document().name().replaceAll("[\\r\\n]", " "))
                .append(".\n");
        var made = new ArrayList<>(List.of(Table.ACCOUNT));
        var late = new StringBuilder();
        for (var table : shapes.tables()) {
            made.add(table.name());
            text.append(table.sequence() == null ? "\n" : "\nCREATE SEQUENCE %s;\n".formatted(table.sequence()))
                    .append(table.create(
                            constraint -> constraint.target() == null || made.contains(constraint.target())))
                    .append(";\n");
            table.references().stream()
                    .filter(reference -> !made.contains(reference.target()))
                    .forEach(reference ->
                            late.append("\nALTER TABLE %s ADD %s;\n".formatted(table.sql(), reference.sql())));
            table.indexes().forEach(index -> text.append(index.sql(table)).append(";\n"));
        }
        text.append(late);
        if (!shapes.locked().isEmpty()) {
            text.append("\n").append(RuleLock.TABLE).append(";\n");
            shapes.locked().forEach(table -> text.append(RuleLock.row(table)).append(";\n"));
        }
        return text.toString();
    }

    private String constraints() {
        var words = new TreeMap<String, String>();
        for (var entity : app.entities()) {
            var table = entity.table().name();
            var noun = table.replace('_', ' ');
            for (var column : entity.columns()) {
                if (column.column().unique()) {
                    words.put(
                            Shapes.name(table, column.name(), "unique"),
                            "Another %s has this %s already."
                                    .formatted(noun, column.name().replace('_', ' ')));
                }
                if (column.column().references() != null) {
                    words.put(Shapes.name(table, column.name(), "fk"), column.json());
                }
            }
            var position = 0;
            for (var rule : entity.table().rules()) {
                position++;
                for (var kind : List.of("unique", "check")) {
                    words.put(Shapes.name(table, "rule" + position, kind), rule.text());
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
