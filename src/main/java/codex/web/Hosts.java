package codex.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The host names that we answer to: that of the base URL, the loopback's where the base URL is one of them, and
 * {@code <name>.apps.<host>} for deployed applications. Others get nothing, so that no name can be bound to us.
 */
final class Hosts {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String host;
    private final boolean loopback;

    Hosts(URI baseUrl) {
        host = baseUrl.getHost().toLowerCase(Locale.ROOT);
        loopback = LOOPBACK.contains(host);
    }

    /** Whether pages may be served to this request. */
    boolean ours(HttpServletRequest request) {
        var name = name(request);
        return name.equals(host) || (loopback && LOOPBACK.contains(name));
    }

    /** The name of the deployed application that the request is for. */
    Optional<String> hostedApp(HttpServletRequest request) {
        var name = name(request);
        var suffix = ".apps." + (loopback ? "localhost" : host);
        if (!name.endsWith(suffix)) {
            return Optional.empty();
        }
        return Optional.of(name.substring(0, name.length() - suffix.length())).filter(label -> !label.contains("."));
    }

    private static String name(HttpServletRequest request) {
        var name = request.getServerName();
        return name == null ? "" : name.toLowerCase(Locale.ROOT);
    }
}
