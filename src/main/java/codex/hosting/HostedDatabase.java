package codex.hosting;

import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** A database and a role for each hosted application, on the server's own PostgreSQL (SECURITY.md, S42). */
final class HostedDatabase {
    /** How a hosted application reaches its database, from inside its box; the password is new at each start. */
    record Access(String url, InetSocketAddress address) {}

    /** There is no database for it; the sentence says what would help. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private final Jdbi jdbi;
    private final InetSocketAddress server;

    HostedDatabase(Jdbi jdbi, String jdbcUrl) {
        this.jdbi = jdbi;
        var address = URI.create(jdbcUrl.substring("jdbc:".length()));
        this.server = new InetSocketAddress(address.getHost(), address.getPort() < 0 ? 5432 : address.getPort());
    }

    /** Makes the application's database where it is missing; what is in it stays. */
    Access open(long deploymentId) throws Refused {
        var name = name(deploymentId);
        var password = password();
        try (var handle = jdbi.open()) {
            // So that the role that is made here may be given its database (PostgreSQL 16 and later).
            if (version(handle) >= 160000) {
                handle.execute("SET createrole_self_grant = 'set, inherit'");
            }
            // Such statements take no parameters; name and password are ours and have no quotes.
            if (missing(handle, "SELECT count(*) FROM pg_roles WHERE rolname = :name", name)) {
                handle.execute("CREATE ROLE %s LOGIN".formatted(name));
            }
            handle.execute("ALTER ROLE %s PASSWORD '%s'".formatted(name, password));
            if (missing(handle, "SELECT count(*) FROM pg_database WHERE datname = :name", name)) {
                handle.execute("CREATE DATABASE %s OWNER %s".formatted(name, name));
                handle.execute("REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(name));
            }
        } catch (JdbiException refused) {
            throw new Refused(
                    "The database server refuses a database for the application. With DATABASE_URL, give that role the rights "
                            + "CREATEDB and CREATEROLE.",
                    refused);
        }
        return new Access("postgres://%s:%s@127.0.0.1:5432/%s".formatted(name, password, name), server);
    }

    /** Removes the database with all that the application kept. */
    void remove(long deploymentId) {
        var name = name(deploymentId);
        try (var handle = jdbi.open()) {
            // One that never needed a database has none, and dropping takes rights even then.
            if (!missing(handle, "SELECT count(*) FROM pg_database WHERE datname = :name", name)) {
                handle.execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(name));
                handle.execute("DROP ROLE IF EXISTS %s".formatted(name));
            }
        }
    }

    private static String name(long deploymentId) {
        return "hosted_" + deploymentId;
    }

    private static int version(Handle handle) {
        return handle.createQuery("SELECT current_setting('server_version_num')::int")
                .mapTo(Integer.class)
                .one();
    }

    private static boolean missing(Handle handle, String count, String name) {
        return handle.createQuery(count).bind("name", name).mapTo(Long.class).one() == 0;
    }

    private static String password() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
