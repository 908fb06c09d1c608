package codex.stack.javalin;

import codex.code.SourceFile;
import codex.specification.Document;
import codex.specification.Table;
import codex.stack.Delivered;
import codex.stack.Project;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The versions of one application, each written with what was delivered of the one before. */
final class History {
    private AppModel app;
    private List<SourceFile> migrations;

    History(Document first) {
        this.app = AppModel.of(project(first, null));
        this.migrations = written(app);
    }

    void goOn(Document next) {
        app = AppModel.of(project(next, delivered()));
        migrations = written(app);
    }

    Document document() {
        return app.document();
    }

    Delivered delivered() {
        return new Delivered(document(), migrations);
    }

    /** In the order in which they run. */
    List<SourceFile> migrations() {
        return migrations;
    }

    String newest() {
        return migrations.getLast().content();
    }

    Kept kept() {
        return Kept.in(newest());
    }

    Shapes shapes() {
        return new Shapes(app);
    }

    Project project() {
        return app.project();
    }

    /** How many rows each table of a version has, by the table's id. */
    record Rows(Document document, Set<String> left, Map<String, Integer> counts) {
        Rows(MigratedDatabase database, History history) throws SQLException {
            this(history.document(), history.kept().tables().keySet(), new TreeMap<>());
            counts.putAll(counted(database, Table::name));
        }

        /** The same tables once more. */
        Map<String, Integer> again(MigratedDatabase database) throws SQLException {
            return counted(database, Table::name);
        }

        /** Of the same tables, whatever the next version calls them. */
        Map<String, Integer> in(MigratedDatabase database, History history) throws SQLException {
            return counted(
                    database,
                    table -> history.document().tables().stream()
                            .filter(each -> each.id().equals(table.id()))
                            .map(Table::name)
                            .findFirst()
                            .orElseGet(() -> history.kept().tables().keySet().stream()
                                    .filter(kept -> !left.contains(kept) && kept.startsWith(table.name()))
                                    .findFirst()
                                    .orElse(table.name())));
        }

        private Map<String, Integer> counted(MigratedDatabase database, Function<Table, String> name)
                throws SQLException {
            var result = new TreeMap<String, Integer>();
            for (var table : document.tables()) {
                var count = "SELECT count(*) FROM " + Words.sql(name.apply(table));
                result.put(table.id(), Integer.parseInt(database.query(count).getFirst()));
            }
            return result;
        }
    }

    private static List<SourceFile> written(AppModel app) {
        var files = new Files(app);
        new MigrationFiles(app, files).write();
        return MigratedDatabase.inOrder(files.written().stream()
                .filter(file -> file.path().endsWith(".sql"))
                .toList());
    }

    private static Project project(Document document, @Nullable Delivered delivered) {
        return new Project(document, List.of(), List.of(), List.of(), Map.of(), List.of(), delivered);
    }
}
