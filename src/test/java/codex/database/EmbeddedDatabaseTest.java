package codex.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class EmbeddedDatabaseTest {
    @TempDir
    Path folder;

    @Test
    void what_was_written_is_there_after_a_restart() {
        try (var database = EmbeddedDatabase.start(folder)) {
            write(database);
        }
        try (var database = EmbeddedDatabase.start(folder)) {
            assertThat(read(database)).isEqualTo("kept");
        }
    }

    @Test
    void what_was_written_is_there_after_our_process_was_killed() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var child = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), Killed.class.getName(), folder.toString())
                .inheritIO()
                .start();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("data/postmaster.pid")).exists();
        try (var database = EmbeddedDatabase.start(folder)) {
            assertThat(read(database)).isEqualTo("kept");
        }
    }

    @Test
    void a_second_process_is_told_that_the_folder_is_in_use() {
        var database = EmbeddedDatabase.start(folder);
        try (database) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("another Codex is using it");
            write(database);
        }
    }

    /**
     * SECURITY.md, S42, and trap 3 of the embedded server: other people of this machine are no superusers. Our role makes
     * databases and roles, since each hosted application has its own.
     */
    @Test
    void our_role_is_no_superuser_and_nobody_gets_in_without_a_password() throws IOException {
        try (var database = EmbeddedDatabase.start(folder)) {
            var address = database.address();
            var superuser = jdbi(database)
                    .withHandle(handle -> handle.createQuery(
                                    "SELECT rolsuper OR rolreplication OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
                            .mapTo(boolean.class)
                            .one());
            assertThat(superuser).isFalse();
            assertThatThrownBy(
                            () -> jdbi(database).useHandle(handle -> handle.execute("COPY (SELECT 1) TO PROGRAM 'id'")))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> DriverManager.getConnection(address.jdbcUrl(), "postgres", "postgres"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
            var durable = jdbi(database)
                    .withHandle(handle ->
                            handle.createQuery("SHOW fsync").mapTo(String.class).one());
            assertThat(durable).isEqualTo("on");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("superuser-password"))))
                .isEqualTo("rw-------");
    }

    private static void write(EmbeddedDatabase database) {
        jdbi(database).useHandle(handle -> {
            handle.execute("CREATE TABLE word (word text)");
            handle.execute("INSERT INTO word VALUES ('kept')");
        });
    }

    private static String read(EmbeddedDatabase database) {
        return jdbi(database)
                .withHandle(handle -> handle.createQuery("SELECT word FROM word")
                        .mapTo(String.class)
                        .one());
    }

    private static Jdbi jdbi(EmbeddedDatabase database) {
        var address = database.address();
        return Jdbi.create(address.jdbcUrl(), address.user(), address.password());
    }

    /** Writes a word and dies without a word. */
    static final class Killed {
        private Killed() {}

        public static void main(String[] arguments) {
            write(EmbeddedDatabase.start(Path.of(arguments[0])));
            Runtime.getRuntime().halt(137);
        }
    }
}
