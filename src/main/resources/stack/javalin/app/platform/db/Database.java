package app.platform.db;

import app.Config;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;

/** Where rows are kept: PostgreSQL if {@code DATABASE_URL} names one, else an embedded H2 in a file. */
public record Database(HikariDataSource source, Jdbi jdbi) implements AutoCloseable {
    private static final String H2_OPTIONS =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE";

    private static final Pattern BROKEN = Pattern.compile("\\w+ does not hold for the row of \\w+ with the id [\\w-]+");

    /**
     * Opens the database and brings its tables to the version of this program.
     *
     * @throws IllegalArgumentException if a row breaks what holds from this version on
     */
    public static Database open(Config config) {
        var source = new HikariDataSource(pool(config));
        var database = new Database(source, Jdbi.create(source));
        try {
            Flyway.configure().dataSource(source).load().migrate();
        } catch (FlywayException refused) {
            var row = BROKEN.matcher(String.valueOf(refused.getMessage()));
            if (!row.find()) {
                throw refused;
            }
            // Nothing was changed yet; H2 has a note of it all the same, and no start would get past that.
            database.jdbi().useHandle(handle ->
                    handle.execute("DELETE FROM \"flyway_schema_history\" WHERE \"success\" = FALSE"));
            database.close();
            throw new IllegalArgumentException(
                    row.group() + ". Mend it with the version before, then start this one again.", refused);
        }
        return database;
    }

    @Override
    public void close() {
        source.close();
    }

    private static HikariConfig pool(Config config) {
        var pool = new HikariConfig();
        pool.setPoolName("database");
        pool.setMaximumPoolSize(10);
        var url = config.databaseUrl();
        if (url.startsWith("postgres://") || url.startsWith("postgresql://")) {
            postgres(pool, URI.create(url));
        } else if (!url.isEmpty()) {
            pool.setJdbcUrl(url.startsWith("jdbc:h2:") ? url + H2_OPTIONS : url);
        } else {
            var file = Path.of(config.dataDir()).toAbsolutePath().resolve("data");
            pool.setJdbcUrl("jdbc:h2:file:" + file + H2_OPTIONS);
        }
        return pool;
    }

    // The form that hosts hand out; JDBC wants name and password apart.
    private static void postgres(HikariConfig pool, URI url) {
        var port = url.getPort() < 0 ? "" : ":" + url.getPort();
        var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        pool.setJdbcUrl("jdbc:postgresql://" + url.getHost() + port + url.getPath() + query);
        if (url.getRawUserInfo() != null) {
            var parts = url.getRawUserInfo().split(":", 2);
            pool.setUsername(URLDecoder.decode(parts[0], StandardCharsets.UTF_8));
            pool.setPassword(parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
    }
}
