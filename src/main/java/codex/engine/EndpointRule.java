package codex.engine;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Where an admin may say that the model is (SECURITY.md, S37): https to the internet, and http or https to this machine or to
 * a private address that was written as numbers. An address of the environment is the operator's word and not asked here.
 */
final class EndpointRule {
    private static final int LONGEST = 2000;
    private static final Set<String> METADATA = Set.of("metadata", "metadata.google.internal", "instance-data");
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern FOUR_NUMBERS = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

    // What resolvers take for a number although people do not: 127.1, 2130706433, 0x7f000001, 0177.0.0.1.
    private static final Pattern ODD_NUMBER = Pattern.compile("(.*\\.)?(0x[0-9a-f]*|\\d+)");

    private static final String EXPECTED = "An address is like https://api.example.com/v1; found “%s”.";

    private final Function<String, List<InetAddress>> resolver;

    /** @param resolver the addresses of a host name; empty where it has none now */
    EndpointRule(Function<String, List<InetAddress>> resolver) {
        this.resolver = resolver;
    }

    /** Asks the machine's resolver. */
    static EndpointRule usual() {
        return new EndpointRule(EndpointRule::resolve);
    }

    /** What stands against it, in a sentence, as far as the text tells. */
    static Optional<String> writtenProblem(String text) {
        var shown = text.length() <= 80 ? text : text.substring(0, 80) + "…";
        if (text.length() > LONGEST || text.indexOf('@') >= 0) {
            return Optional.of(
                    text.length() > LONGEST
                            ? "An address has at most %,d characters; this one has %,d."
                                    .formatted(LONGEST, text.length())
                            : "An address has no user name or password in it. The key has a field of its own.");
        }
        try {
            return problem(new URI(text), shown);
        } catch (URISyntaxException unreadable) {
            return Optional.of(EXPECTED.formatted(shown));
        }
    }

    /** The same, and what stands against the addresses that its name leads to. A name that leads nowhere now may later. */
    Optional<String> problem(String text) {
        return writtenProblem(text).or(() -> {
            var host = host(URI.create(text));
            return literal(host) || own(host)
                    ? Optional.empty()
                    : resolver.apply(host).stream()
                            .map(address -> leadsAstray(host, address))
                            .flatMap(Optional::stream)
                            .findFirst();
        });
    }

    /** Scheme, host and port: to whom a key may be told. Empty for what is no address. */
    static String origin(String text) {
        try {
            var uri = new URI(text);
            if (uri.getScheme() == null || uri.getHost() == null) {
                return "";
            }
            var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            var port = uri.getPort() == (scheme.equals("https") ? 443 : 80) ? -1 : uri.getPort();
            return scheme + "://" + host(uri) + (port < 0 ? "" : ":" + port);
        } catch (URISyntaxException unreadable) {
            return "";
        }
    }

    private static Optional<String> problem(URI uri, String shown) {
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        var authority = String.valueOf(uri.getRawAuthority()).replaceFirst(":\\d*$", "");
        if (!literal(authority) && ODD_NUMBER.matcher(authority).matches()) {
            return Optional.of(
                    "Write a numeric address as four numbers from 0 to 255; found “%s”.".formatted(authority));
        }
        if (uri.getHost() == null || !Set.of("http", "https").contains(scheme) || uri.getPort() > 65_535) {
            return Optional.of(EXPECTED.formatted(shown));
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return Optional.of("An address ends with its path, like /v1; nothing after ? or # is sent.");
        }
        var host = host(uri);
        if (METADATA.contains(host)) {
            return Optional.of("%s is where clouds keep the credentials of machines, not a model.".formatted(host));
        }
        if (literal(host)) {
            return literalProblem(host, scheme);
        }
        return scheme.equals("https") || own(host) ? Optional.empty() : Optional.of(readable(host));
    }

    private static Optional<String> literalProblem(String host, String scheme) {
        var addresses = resolve(host.replaceAll("[\\[\\]]", ""));
        if (addresses.isEmpty()) {
            return Optional.of("“%s” is no internet address.".formatted(host));
        }
        var range = AddressRange.of(addresses.getFirst());
        return switch (range.reach()) {
            case NOWHERE -> Optional.of("%s is %s. No model is there.".formatted(host, range.words()));
            case PUBLIC -> scheme.equals("https") ? Optional.empty() : Optional.of(readable(host));
            case PRIVATE, OWN -> Optional.empty();
        };
    }

    private static String readable(String host) {
        return "By http, whoever is on the way to %s can read the key and every question. Write https; http is for this"
                        .formatted(host)
                + " machine (localhost) and for private addresses in numbers, like http://192.168.1.20:8000/v1.";
    }

    private static Optional<String> leadsAstray(String host, InetAddress address) {
        var range = AddressRange.of(address);
        return switch (range.reach()) {
            case PUBLIC -> Optional.empty();
            case NOWHERE ->
                Optional.of("%s leads to %s, %s. No model is there."
                        .formatted(host, address.getHostAddress(), range.words()));
            case PRIVATE, OWN ->
                Optional.of(
                        ("%s leads to %s, %s, and where a name leads may change. Write that address in numbers, or set"
                                        + " OPENAI_BASE_URL where Codex is started.")
                                .formatted(host, address.getHostAddress(), range.words()));
        };
    }

    private static String host(URI uri) {
        var host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static boolean own(String host) {
        return host.equals("localhost") || host.endsWith(".localhost");
    }

    private static boolean literal(String host) {
        return host.startsWith("[") || FOUR_NUMBERS.matcher(host).matches();
    }

    private static List<InetAddress> resolve(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException nowhere) {
            return List.of();
        }
    }
}
