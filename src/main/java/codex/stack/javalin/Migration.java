package codex.stack.javalin;

import codex.specification.Access;
import codex.specification.Limits;
import codex.specification.Table;
import codex.stack.javalin.MigrationScript.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The way from the tables that were delivered to those of the document, in SQL that H2 and PostgreSQL both run. Whatever
 * holds values stays: a column or a table that is gone is kept as it is, out of the way of those that are there.
 */
final class Migration {
    private final AppModel app;
    private final Past past;
    private final Shapes now;
    private final TablePairs pairs;
    private final MigrationScript script;

    Migration(AppModel app, Past past) {
        this.app = app;
        this.past = past;
        this.now = new Shapes(app);
        this.pairs = new TablePairs(app, now, past);
        this.script = new MigrationScript(past.next());
    }

    /** Empty when the database is what it should be. */
    Optional<String> text() {
        accounts();
        storedFiles();
        pairs.inOrder(pairs.names())
                .forEach((from, to) -> script.add(
                        Phase.TABLE_NAME, "ALTER TABLE %s RENAME TO %s".formatted(Words.sql(from), Words.sql(to))));
        var going = now.tables().stream()
                .flatMap(table -> pairs.same(table).stream())
                .toList();
        pairs.there().stream().filter(was -> !going.contains(was)).forEach(this::keep);
        for (var table : now.tables()) {
            pairs.same(table).ifPresentOrElse(was -> new TableChange(this, was, table).write(), () -> make(table));
            if (table.sequence() != null) {
                script.counts(table.name(), table.sequence());
            }
        }
        locks();
        return script.text(past.kept());
    }

    Past past() {
        return past;
    }

    TablePairs pairs() {
        return pairs;
    }

    MigrationScript script() {
        return script;
    }

    EntityModel entity(TableShape table) {
        return app.entity(table.name()).orElseThrow();
    }

    /** Makes the id of a row that had to move into its new one, where a column led to such rows; null where it did not. */
    @Nullable
    UnaryOperator<String> moved(ColumnShape was, ColumnShape column) {
        return pairs.moved(String.valueOf(column.references()))
                .filter(from -> from.name().equals(was.references()))
                .map(this::newIdOf)
                .orElse(null);
    }

    private UnaryOperator<String> newIdOf(TableShape from) {
        return id -> "(SELECT source.%s FROM %s source WHERE source.id = %s)"
                .formatted(newId(), Words.sql(pairs.name(from)), id);
    }

    // PostgreSQL has made only the first of two constraints of a table that ask the same.
    void drop(TableShape was, List<Constraint> constraints, List<TableShape.Index> indexes) {
        for (var constraint : constraints) {
            script.add(
                    constraint.form() == Constraint.Form.REFERENCE ? Phase.DROP_REFERENCE : Phase.DROP,
                    "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s".formatted(was.sql(), constraint.name()));
        }
        indexes.forEach(index -> script.add(Phase.DROP, "DROP INDEX " + index.name()));
    }

    /** Lets rows leave a column out that the specification no longer has. */
    void relax(String table, ColumnShape column) {
        var alter = "ALTER TABLE %s ALTER COLUMN %s ".formatted(Words.sql(table), column.sql());
        if (column.required()) {
            script.add(Phase.RELAX, alter + "DROP NOT NULL");
        }
        if (column.otherwise() != null) {
            script.add(Phase.RELAX, alter + "DROP DEFAULT");
        }
    }

    private void accounts() {
        var had = past.document().access() == Access.ACCOUNTS;
        var left = past.kept().tables().containsKey(Table.ACCOUNT);
        if (!app.accounts()) {
            if (had || left) {
                AuthTables.NAMES.forEach(table -> script.keep(table, List.of()));
            }
            return;
        }
        if (!had) {
            script.say(left ? "People can sign in again." : "People can sign in.");
        }
        if (!had && !left) {
            script.add(Phase.CREATE, AuthTables.SQL.substring(0, AuthTables.SQL.lastIndexOf(';')));
        }
    }

    private void storedFiles() {
        var had = FileTable.in(past.document());
        var left = past.kept().tables().containsKey(FileTable.NAME);
        if (!app.keepsFiles()) {
            if (had || left) {
                script.keep(FileTable.NAME, List.of());
            }
        } else if (!had && !left) {
            script.say("Files are kept.");
            script.add(Phase.CREATE, FileTable.SQL.substring(0, FileTable.SQL.lastIndexOf(';')));
        }
    }

    /** What becomes of a table that is gone, or whose rows move: nothing it leads to is held by it any longer. */
    private void keep(TableShape was) {
        var name = pairs.name(was);
        drop(was, was.constraints(), was.indexes());
        was.columns().forEach(column -> relax(name, column));
        var columns = new ArrayList<>(
                List.of(ColumnShape.kept("id", was.key(), was.key().sql(Limits.NONE))));
        was.columns().forEach(column -> columns.add(column.kept()));
        script.keep(name, columns);
        if (was.key() == Kind.LONG) {
            script.counts(name, past.kept().sequence(was.name()));
        }
    }

    private void make(TableShape table) {
        if (table.sequence() != null) {
            script.add(Phase.CREATE, "CREATE SEQUENCE " + table.sequence());
        }
        pairs.moved(table.name()).ifPresentOrElse(was -> move(was, table), () -> {
            script.say("The table %s is new.".formatted(table.name()));
            script.add(Phase.CREATE, table.create(constraint -> constraint.target() == null));
        });
        table.indexes().forEach(index -> script.add(Phase.CONSTRAINT, index.sql(table)));
        table.references()
                .forEach(reference ->
                        script.add(Phase.REFERENCE, "ALTER TABLE %s ADD %s".formatted(table.sql(), reference.sql())));
    }

    // A key cannot be replaced in words that both databases have, so the rows move to a table that is made anew.
    private void move(TableShape was, TableShape table) {
        var source = pairs.name(was);
        var type = table.key().sql(Limits.NONE);
        script.say("The ids of %s are of another kind: its rows move, and with their old ids they stay in %s."
                .formatted(table.name(), source));
        script.extend(source, ColumnShape.kept(newId(), table.key(), type));
        script.add(Phase.CREATE, "ALTER TABLE %s ADD COLUMN %s %s".formatted(Words.sql(source), newId(), type));
        var id = table.sequence() == null ? "gen_random_uuid()" : "nextval('%s')".formatted(table.sequence());
        script.add(Phase.CREATE, "UPDATE %s SET %s = %s".formatted(Words.sql(source), newId(), id));
        new TableChange(this, was, table).move(source, newId());
    }

    private String newId() {
        return "id_v" + past.next();
    }

    private void locks() {
        var had = pairs.before().locked();
        var has = now.locked();
        if (had.isEmpty() && !has.isEmpty()) {
            script.add(Phase.CHANGE, RuleLock.TABLE);
        }
        if (!had.isEmpty() && has.isEmpty()) {
            script.add(Phase.CHANGE, "DROP TABLE " + RuleLock.NAME);
            return;
        }
        had.stream()
                .filter(table -> !has.contains(table))
                .forEach(table -> script.add(Phase.CHANGE, RuleLock.without(table)));
        has.stream()
                .filter(table -> !had.contains(table))
                .forEach(table -> script.add(Phase.CHANGE, RuleLock.row(table)));
    }
}
