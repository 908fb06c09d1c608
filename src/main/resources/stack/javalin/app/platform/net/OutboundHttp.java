package app.platform.net;

import app.platform.http.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The only way out to the web: GET, to addresses of the internet. A name is looked up once, all that it stands for is
 * checked, and the connection goes to the address that was checked; so does each redirect.
 */
public final class OutboundHttp {
    /** The one that the application uses. */
    public static final OutboundHttp INTERNET = new OutboundHttp(
            InetAddress::getAllByName, PublicAddress::is, new Limits(Duration.ofSeconds(3), Duration.ofSeconds(10), 2_000_000));

    private static final int REDIRECTS = 5;
    private static final int LONGEST = 2_000;
    private static final int FIRST_FREE_PORT = 1024;
    private static final Pattern INSIDE = Pattern.compile("(?:.*\\.)?(?:localhost|local|internal|lan|home\\.arpa)\\.?");
    // Other notations of an address, in octal, hexadecimal or fewer parts, mean one thing here and another elsewhere.
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)\\.?");
    private static final Pattern FOUR_NUMBERS =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

    private final Resolver resolver;
    private final Predicate<InetAddress> allowed;
    private final Limits limits;

    /** Tells the addresses of a name. */
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    OutboundHttp(Resolver resolver, Predicate<InetAddress> allowed, Limits limits) {
        this.resolver = resolver;
        this.allowed = allowed;
        this.limits = limits;
    }

    /**
     * Fetches what is at {@code url}, which came in as {@code field}. Refuses with 400 an address that is none, or not of
     * the internet; with 502 what cannot be reached, answers with an error, is too large, or of none of {@code mediaTypes}.
     */
    public Fetched get(String field, String url, List<String> mediaTypes) {
        var end = System.nanoTime() + limits.whole().toNanos();
        var address = checked(field, url);
        for (var redirects = 0; redirects <= REDIRECTS; redirects++) {
            var answer = answer(field, address, mediaTypes, end);
            if (!answer.redirect()) {
                return fetched(address, answer, mediaTypes);
            }
            address = checked(field, resolved(address, answer.header("location")));
        }
        throw unusable("leads from one address to the next without end");
    }

    private Exchange.Answer answer(String field, URI address, List<String> mediaTypes, long end) {
        var target = target(field, address);
        try {
            return new Exchange(address, target, limits, end)
                    .send("GET", Map.of("Accept", String.join(", ", mediaTypes)), new byte[0]);
        } catch (IOException failed) {
            throw unusable("cannot be reached");
        }
    }

    private static Fetched fetched(URI address, Exchange.Answer answer, List<String> mediaTypes) {
        if (answer.status() != 200) {
            throw unusable("answers with status " + answer.status());
        }
        if (answer.bytes() == null) {
            throw unusable("holds too much");
        }
        var parts = answer.header("content-type").toLowerCase(Locale.ROOT).split(";", 2);
        var mediaType = parts[0].strip();
        if (!mediaTypes.contains(mediaType)) {
            throw unusable("holds " + (mediaType.isEmpty() ? "something of no kind" : mediaType) + ", not one of "
                    + String.join(", ", mediaTypes));
        }
        var charset = parts.length < 2 ? "" : parts[1].replaceAll(".*charset=\"?([\\w.:-]*).*|.*", "$1");
        return new Fetched(address, mediaType, charset, answer.bytes());
    }

    private URI checked(String field, String url) {
        if (url.length() > LONGEST) {
            throw Problem.badRequest(field, "is too long for an address");
        }
        var address = parsed(field, url);
        var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw Problem.badRequest(field, "must begin with http:// or https://");
        }
        if (address.getRawUserInfo() != null) {
            throw Problem.badRequest(field, "must not carry a name or a password");
        }
        var host = address.getHost();
        if (host == null || oddly(host)) {
            throw Problem.badRequest(field, "must name a host of the internet");
        }
        var port = address.getPort();
        if (port != -1 && port != 80 && port != 443 && (port < FIRST_FREE_PORT || port > 65_535)) {
            throw Problem.badRequest(field, "must not name the port of another service");
        }
        return address;
    }

    private static URI parsed(String field, String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException wrong) {
            throw Problem.badRequest(field, "must be an address of the web");
        }
    }

    private static boolean oddly(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return INSIDE.matcher(name).matches()
                || ENDS_IN_NUMBER.matcher(name).matches() && !FOUR_NUMBERS.matcher(name).matches();
    }

    // A name that stands for one inner address among others is refused whole: which of them is taken is not to be chance.
    private InetAddress target(String field, URI address) {
        var addresses = addresses(address.getHost());
        for (var each : addresses) {
            if (!allowed.test(each)) {
                throw Problem.badRequest(field, "must be an address of the internet, not of an inner network");
            }
        }
        return addresses[0];
    }

    private InetAddress[] addresses(String host) {
        try {
            return resolver.addresses(host);
        } catch (UnknownHostException unknown) {
            throw unusable("has a host that nobody knows");
        }
    }

    private static String resolved(URI address, String location) {
        try {
            return address.resolve(location).toString();
        } catch (IllegalArgumentException wrong) {
            throw unusable("leads to what is no address");
        }
    }

    private static Problem unusable(String why) {
        return new Problem(502, "The address " + why + ".", List.of());
    }
}
