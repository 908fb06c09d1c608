package codex.stack.javalin;

import codex.code.SourceFile;
import codex.database.TestDatabase;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A database of its own that migrations are run in one after the other, as Flyway does, and what it then consists of. */
final class MigratedDatabase implements AutoCloseable {
    /** Where applications run: both must take the same SQL. */
    enum Product {
        H2,
        POSTGRESQL
    }

    private static final Driver H2 = h2();
    private static int count;

    private final Connection connection;
    private final Set<String> run = new HashSet<>();

    private MigratedDatabase(Connection connection) {
        this.connection = connection;
    }

    static MigratedDatabase of(Product product) throws SQLException {
        return new MigratedDatabase(
                switch (product) {
                    case H2 ->
                        H2.connect(
                                "jdbc:h2:mem:migrated%d;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                                        .formatted(++count),
                                new Properties());
                    case POSTGRESQL -> {
                        var address = TestDatabase.empty();
                        yield DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                    }
                });
    }

    /** Runs those that were not run yet, in order; what was done stays done where one is refused. */
    void migrate(List<SourceFile> migrations) throws SQLException {
        for (var migration : inOrder(migrations)) {
            if (!run.contains(migration.path())) {
                execute(migration.content());
                run.add(migration.path());
            }
        }
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    boolean has(String table) throws SQLException {
        return tables().contains(table);
    }

    /** The first column of each row, as text. */
    List<String> query(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var result = new ArrayList<String>();
            while (rows.next()) {
                result.add(String.valueOf(rows.getString(1)));
            }
            return result;
        }
    }

    /** All that it consists of, a fact a line, but for whatever {@code kept} says is there for old rows' sake. */
    Set<String> facts(Kept kept) throws SQLException {
        var facts = new TreeSet<String>();
        each("""
                SELECT table_name, column_name, data_type, character_maximum_length, numeric_precision, numeric_scale,
                    is_nullable, column_default
                FROM information_schema.columns
                WHERE table_schema = 'public'
                """, column -> {
            var name = column.get(0) + "." + column.get(1);
            var nullable = kept.open().contains(name) ? "perhaps empty" : column.get(6);
            if (!left(kept, column.get(0), column.get(1))) {
                facts.add("column " + name + " " + column.subList(2, 6) + " " + nullable + " " + column.get(7));
            }
        });
        var columns = new TreeMap<String, List<String>>();
        each(
                """
                SELECT table_name, constraint_name, column_name
                FROM information_schema.key_column_usage
                WHERE table_schema = 'public'
                ORDER BY table_name, constraint_name, ordinal_position
                """,
                use -> columns.computeIfAbsent(use.get(0) + " " + use.get(1), any -> new ArrayList<>())
                        .add(use.get(2)));
        var rules = new TreeMap<String, String>();
        each(
                "SELECT constraint_name, delete_rule, unique_constraint_name FROM information_schema.referential_constraints",
                rule -> rules.put(rule.get(0), "on delete " + rule.get(1)));
        each(
                "SELECT constraint_name, check_clause FROM information_schema.check_constraints",
                check -> rules.put(check.get(0), check.get(1)));
        each("""
                SELECT table_name, constraint_name, constraint_type
                FROM information_schema.table_constraints
                WHERE table_schema = 'public'
                """, constraint -> {
            var key = constraint.get(0) + " " + constraint.get(1);
            var name = constraint.get(2).equals("PRIMARY KEY") ? "key" : constraint.get(1);
            if (!left(kept, constraint.get(0), "") && !name.endsWith("_not_null")) {
                facts.add("constraint %s %s %s %s %s"
                        .formatted(
                                constraint.get(0),
                                name,
                                constraint.get(2),
                                columns.getOrDefault(key, List.of()),
                                rules.get(constraint.get(1))));
            }
        });
        facts.addAll(indexes(kept));
        return facts;
    }

    private Set<String> indexes(Kept kept) throws SQLException {
        var columns = new TreeMap<String, List<String>>();
        for (var table : tables()) {
            try (var index = connection.getMetaData().getIndexInfo(null, "public", table, false, false)) {
                while (index.next()) {
                    var name = String.valueOf(index.getString("INDEX_NAME"));
                    if (name.endsWith("_index") && !left(kept, table, "")) {
                        columns.computeIfAbsent("index " + table + " " + name, any -> new ArrayList<>())
                                .add(index.getString("COLUMN_NAME"));
                    }
                }
            }
        }
        return columns.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.toSet());
    }

    private List<String> tables() throws SQLException {
        return query("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'");
    }

    private static boolean left(Kept kept, String table, String column) {
        return kept.tables().containsKey(table)
                || kept.columns().getOrDefault(table, List.of()).stream()
                        .anyMatch(each -> each.name().equals(column));
    }

    private interface Line {
        void read(List<String> values);
    }

    private void each(String sql, Line line) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                line.read(values(rows));
            }
        }
    }

    private static List<String> values(ResultSet row) throws SQLException {
        var values = new ArrayList<String>();
        for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            values.add(String.valueOf(row.getString(i)));
        }
        return values;
    }

    static List<SourceFile> inOrder(List<SourceFile> migrations) {
        var byVersion = new TreeMap<Integer, SourceFile>();
        migrations.forEach(
                each -> byVersion.put(Integer.parseInt(each.path().replaceAll(".*/V(\\d+)__.*", "$1")), each));
        return List.copyOf(byVersion.values());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    // Of the applications' own libraries; Codex has no use for it.
    private static Driver h2() {
        try (var jars = Files.list(Path.of("target/app-lib"))) {
            var jar = jars.filter(path -> path.getFileName().toString().startsWith("h2-"))
                    .findFirst()
                    .orElseThrow();
            var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
            return (Driver)
                    loader.loadClass("org.h2.Driver").getDeclaredConstructor().newInstance();
        } catch (IOException | ReflectiveOperationException missing) {
            throw new IllegalStateException("the tests need H2 among the libraries of applications", missing);
        }
    }
}
