package codex.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Where the database is and who we are there.
 *
 * @param user empty when {@code jdbcUrl} says it, or the driver's default is meant
 */
public record DatabaseAddress(String jdbcUrl, String user, String password) {
    private static final String EXPECTED = "DATABASE_URL must look like postgres://user:password@host:5432/name"
            + " or jdbc:postgresql://host:5432/name?user=…&password=…";

    /**
     * Reads what hosting providers call a database URL: {@code postgres://user:password@host:5432/name?sslmode=require},
     * the same with {@code postgresql:}, or a JDBC URL, which is taken as it is.
     *
     * @throws IllegalArgumentException with a sentence that does not repeat the URL, for it holds a password
     */
    public static DatabaseAddress parse(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new DatabaseAddress(url, "", "");
        }
        var uri = uri(url);
        var known = "postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme());
        if (!known || uri.getHost() == null || uri.getRawPath().length() < 2) {
            throw new IllegalArgumentException(EXPECTED);
        }
        var port = uri.getPort() == -1 ? 5432 : uri.getPort();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var userInfo = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        var colon = userInfo.indexOf(':');
        return new DatabaseAddress(
                "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getRawPath() + query,
                decoded(colon < 0 ? userInfo : userInfo.substring(0, colon)),
                decoded(colon < 0 ? "" : userInfo.substring(colon + 1)));
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // The cause is left out: its message is the URL.
            throw new IllegalArgumentException(
                    EXPECTED + "; characters like @ : / % in the password are written as %40 %3A %2F %25");
        }
    }

    // URLDecoder is made for forms and reads a plus as a blank.
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Host and name, without the password and what else the query holds. */
    @Override
    public String toString() {
        var query = jdbcUrl.indexOf('?');
        var shown = query < 0 ? jdbcUrl : jdbcUrl.substring(0, query);
        return shown.substring("jdbc:".length());
    }
}
