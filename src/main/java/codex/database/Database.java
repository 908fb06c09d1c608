package codex.database;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.jackson2.Jackson2Config;
import org.jdbi.v3.jackson2.Jackson2Plugin;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/**
 * The database, migrated. Pages and workers have a pool each, so that a page never waits for four builds; whoever waits
 * or beats for long takes a connection outside both.
 */
public final class Database implements AutoCloseable {
    private static final int PAGES = 10;
    private static final int WORKERS = 5;

    private final HikariDataSource pagesPool;
    private final HikariDataSource workersPool;
    private final Jdbi pages;
    private final Jdbi workers;
    private final Jdbi unpooled;

    private Database(DatabaseAddress address, Duration patience) {
        this.pagesPool = pool(address, "pages", PAGES, patience);
        this.workersPool = pool(address, "workers", WORKERS, patience);
        this.pages = configured(Jdbi.create(pagesPool));
        this.workers = configured(Jdbi.create(workersPool));
        this.unpooled = configured(
                Jdbi.create(() -> DriverManager.getConnection(address.jdbcUrl(), properties(address, "codex alone"))));
    }

    /**
     * Connects and brings the tables up to date.
     *
     * @param patience how long to wait for a database that is still starting
     * @throws DatabaseUnavailable when it does not answer in that time, or a migration does not apply
     */
    public static Database open(DatabaseAddress address, Duration patience) {
        try {
            var database = new Database(address, patience);
            database.migrate(address);
            return database;
        } catch (PoolInitializationException e) {
            throw new DatabaseUnavailable(
                    "The database at " + address + " cannot be used: " + rootMessage(e)
                            + ". Check DATABASE_URL, or leave it out to use the embedded database.",
                    e);
        }
    }

    /** For requests: at most ten connections. */
    public Jdbi pages() {
        return pages;
    }

    /** For jobs: at most five connections. */
    public Jdbi workers() {
        return workers;
    }

    /**
     * A new connection for each handle, for those who keep one: heartbeat and listener. A statement may take 3 seconds
     * (RELIABILITY.md, Q5).
     */
    public Jdbi unpooled() {
        return unpooled;
    }

    @Override
    public void close() {
        workersPool.close();
        pagesPool.close();
    }

    private void migrate(DatabaseAddress address) {
        try {
            Flyway.configure()
                    .dataSource(pagesPool)
                    .locations("classpath:db/migrations")
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            close();
            throw new DatabaseUnavailable(
                    "The tables at " + address + " cannot be brought up to date: " + e.getMessage(), e);
        }
    }

    private static HikariDataSource pool(DatabaseAddress address, String name, int size, Duration patience) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(address.jdbcUrl());
        config.setDataSourceProperties(properties(address, "codex " + name));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        config.setInitializationFailTimeout(patience.toMillis());
        return new HikariDataSource(config);
    }

    private static Properties properties(DatabaseAddress address, String application) {
        var properties = new Properties();
        if (!address.user().isEmpty()) {
            properties.setProperty("user", address.user());
            properties.setProperty("password", address.password());
        }
        properties.setProperty("ApplicationName", application);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("tcpKeepAlive", "true");
        if (application.endsWith("alone")) {
            properties.setProperty("socketTimeout", "5");
            properties.setProperty("options", "-c statement_timeout=3000");
        } else {
            properties.setProperty("socketTimeout", "60");
        }
        // Strings go out without a type, so that the name of a Java enum fits a column of an enum type.
        properties.setProperty("stringtype", "unspecified");
        return properties;
    }

    private static Jdbi configured(Jdbi jdbi) {
        jdbi.installPlugin(new SqlObjectPlugin())
                .installPlugin(new PostgresPlugin())
                .installPlugin(new Jackson2Plugin());
        jdbi.getConfig(Jackson2Config.class).setMapper(json());
        return jdbi;
    }

    // Unknown properties fail, as is Jackson's default: a row that we cannot read whole is a bug, not a row to guess
    // at.
    private static ObjectMapper json() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .build();
    }

    private static String rootMessage(Throwable thrown) {
        var root = thrown;
        for (var cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return String.valueOf(root.getMessage());
    }
}
