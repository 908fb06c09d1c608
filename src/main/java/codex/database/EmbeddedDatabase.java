package codex.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL that needs no installation: unpacked, started and stopped with us, on loopback and a random port. Its files
 * stay in one folder and survive us, however we end.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final String NAME = "codex";

    private final FileChannel lock;
    private final EmbeddedPostgres postgres;
    private final DatabaseAddress address;

    private EmbeddedDatabase(FileChannel lock, EmbeddedPostgres postgres, DatabaseAddress address) {
        this.lock = lock;
        this.postgres = postgres;
        this.address = address;
    }

    /**
     * Starts it, which takes some seconds the first time.
     *
     * @throws DatabaseUnavailable when another process uses the folder, or PostgreSQL does not start here
     */
    public static EmbeddedDatabase start(Path folder) {
        var home = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(home);
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
            var lock = lock(home);
            try {
                return start(home, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException | IllegalStateException e) {
            throw new DatabaseUnavailable(
                    "The embedded database in " + home + " does not start: " + e.getMessage()
                            + ". Started as root, it needs user namespaces: start Codex as an ordinary user,"
                            + " or set DATABASE_URL to a PostgreSQL of your own.",
                    e);
        }
    }

    private static EmbeddedDatabase start(Path home, FileChannel lock) throws IOException {
        var data = home.resolve("data");
        // Written last: without it the first start did not come to its end, and there is nothing to lose.
        var complete = home.resolve("complete");
        var passwordFile = home.resolve("superuser-password");
        if (!Files.exists(complete)) {
            log.info("creating the embedded database in {}", home);
            delete(data);
            writeSecret(passwordFile, password());
        }
        stopOrphan(data);
        var superuserPassword = Files.readString(passwordFile);
        var postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(home.resolve("binaries").toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                // Our jobs give their leases back while we shut down: we say when the database may go.
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START)
                // These two become options of initdb and replace "trust every local process" from the first moment on.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setLocaleConfig("locale", "C.UTF-8")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setConnectConfig("password", superuserPassword)
                // The library is made for tests and turns durability off.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .start();
        var rolePassword = password();
        Jdbi.create(postgres.getPostgresDatabase()).useHandle(handle -> prepare(handle, rolePassword));
        Files.writeString(complete, "");
        var url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + NAME;
        return new EmbeddedDatabase(lock, postgres, new DatabaseAddress(url, NAME, rolePassword));
    }

    public DatabaseAddress address() {
        return address;
    }

    /** Stops PostgreSQL; comes after every connection is closed. */
    @Override
    public void close() {
        try {
            postgres.close();
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded database did not stop cleanly", e);
        }
    }

    private static FileChannel lock(Path home) throws IOException {
        var channel = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new IllegalStateException("another Codex is using it; stop that one or choose another CODEX_HOME");
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** After a kill -9 of ours the postmaster lives on, holds the folder and would make the next start hang for a minute. */
    private static void stopOrphan(Path data) throws IOException {
        var pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        var orphan = ProcessHandle.of(pid).filter(process -> serves(process, data));
        if (orphan.isEmpty()) {
            // After a reboot, or in a new container, the number may be somebody else's, even our own.
            Files.delete(pidFile);
            return;
        }
        log.info("stopping the database that a killed Codex left behind, pid={}", pid);
        orphan.get().destroy();
        try {
            orphan.get().onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            orphan.get().destroyForcibly();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the database left behind, pid " + pid + ", does not stop", e);
        }
    }

    private static boolean serves(ProcessHandle process, Path data) {
        var commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            return Files.readString(commandLine).contains(data.toString());
        } catch (IOException e) {
            return process.info().command().orElse("").endsWith("postgres");
        }
    }

    // The program's own role is no superuser (SECURITY.md, S42); it may make databases and roles for hosted
    // applications.
    private static void prepare(Handle handle, String rolePassword) {
        if (!exists(handle, "SELECT count(*) FROM pg_roles WHERE rolname = '" + NAME + "'")) {
            handle.execute("CREATE ROLE codex LOGIN");
        }
        // A statement of this kind takes no parameters; the password is ours and has no quotes.
        handle.execute("ALTER ROLE codex CREATEDB CREATEROLE PASSWORD '" + rolePassword + "'");
        if (!exists(handle, "SELECT count(*) FROM pg_database WHERE datname = '" + NAME + "'")) {
            handle.execute("CREATE DATABASE codex OWNER codex");
            handle.execute("REVOKE ALL ON DATABASE codex FROM PUBLIC");
        }
    }

    private static boolean exists(Handle handle, String countQuery) {
        return handle.createQuery(countQuery).mapTo(long.class).one() > 0;
    }

    private static String password() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void writeSecret(Path file, String secret) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
