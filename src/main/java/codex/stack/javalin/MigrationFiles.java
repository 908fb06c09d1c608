package codex.stack.javalin;

import codex.code.DatabaseTable;
import java.util.List;

final class MigrationFiles {
    MigrationFiles(AppModel app, Files files) {}

    void write() {}

    static List<DatabaseTable> tables(AppModel app) {
        return List.of();
    }
}
