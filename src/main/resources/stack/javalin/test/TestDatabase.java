package app;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where tests keep rows: H2 in the folder of the test, or where {@code DATABASE_URL} names a PostgreSQL a database of
 * its own there, dropped at the end.
 */
final class TestDatabase {
    private static final String SERVER = System.getenv().getOrDefault("DATABASE_URL", "").replaceFirst("^jdbc:", "");
    private static final Set<String> MADE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> MADE.forEach(TestDatabase::drop)));
    }

    private TestDatabase() {}

    /** What the application is told; empty for H2. The same folder has the same database. */
    static String url(Path folder) {
        if (SERVER.isEmpty()) {
            return "";
        }
        var name = "test_" + Integer.toHexString(folder.hashCode());
        if (MADE.add(name)) {
            execute("CREATE DATABASE " + name);
        }
        var server = URI.create(SERVER);
        return SERVER.replace(server.getRawAuthority() + server.getRawPath(), server.getRawAuthority() + "/" + name);
    }

    private static void drop(String name) {
        execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    private static void execute(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new IllegalStateException("DATABASE_URL must name a PostgreSQL where databases can be made", refused);
        }
    }

    private static Connection connect() throws SQLException {
        var server = URI.create(SERVER);
        var person = server.getUserInfo() == null ? new String[] {""} : server.getUserInfo().split(":", 2);
        var address = SERVER.replaceFirst("^\\w+://", "").replaceFirst("^[^/]*@", "");
        return DriverManager.getConnection(
                "jdbc:postgresql://" + address, person[0], person.length < 2 ? "" : person[1]);
    }
}
