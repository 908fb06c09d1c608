package codex.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;

/**
 * Real PostgreSQL for tests: one server a run, stopped when the run ends, and a fresh database a test class, copied from
 * one that was migrated once. As in production the program's role is no superuser.
 */
public final class TestDatabase {
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final AtomicInteger count = new AtomicInteger();

    private TestDatabase() {}

    /** A fresh, migrated, empty database with its pools. */
    public static Database create() {
        return Database.open(copy(), PATIENCE);
    }

    /** As {@link #create}, for those who need no more than this. */
    public static Jdbi jdbi() {
        return create().pages();
    }

    /** A fresh database that nothing was done to, not even migrated. */
    public static DatabaseAddress empty() {
        return database("template1");
    }

    private static DatabaseAddress copy() {
        return database(Template.name);
    }

    private static DatabaseAddress database(String template) {
        var name = "test_" + count.incrementAndGet();
        Server.superuser.useHandle(
                handle -> handle.execute("CREATE DATABASE " + name + " TEMPLATE " + template + " OWNER codex"));
        return Server.address(name);
    }

    private static final class Server {
        static final EmbeddedPostgres postgres = start();
        static final Jdbi superuser = Jdbi.create(postgres.getPostgresDatabase());

        static {
            superuser.useHandle(handle -> handle.execute("CREATE ROLE codex LOGIN CREATEDB CREATEROLE"));
        }

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "500")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("wal_level", "minimal")
                        .setServerConfig("max_wal_senders", "0")
                        .setLocaleConfig("locale", "C.UTF-8")
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("the tests need an embedded PostgreSQL", e);
            }
        }

        static DatabaseAddress address(String name) {
            return new DatabaseAddress("jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name, "codex", "");
        }
    }

    private static final class Template {
        static final String name = migrated();

        private static String migrated() {
            Server.superuser.useHandle(handle -> handle.execute("CREATE DATABASE migrated OWNER codex"));
            // Nobody may be connected to a database that is copied.
            Database.open(Server.address("migrated"), PATIENCE).close();
            return "migrated";
        }
    }
}
