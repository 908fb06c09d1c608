package app.platform.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a text may have to look like. */
public enum Format {
    EMAIL("must be an e-mail address", matching("[^\\s@<>\"]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){1,8}")),
    URL("must be an address that begins with http:// or https://", Format::url),
    PHONE("must be a telephone number", matching("\\+?[0-9][0-9 ()./-]{3,30}")),
    CURRENCY("must be a currency such as EUR", Format::currency),
    COUNTRY("must be a country such as GB", Set.of(Locale.getISOCountries())::contains),
    COLOUR("must be a colour such as #1a2b3c", matching("#[0-9A-Fa-f]{6}")),
    TIMEZONE("must be a time zone such as Europe/Paris", ZoneId.getAvailableZoneIds()::contains),
    SLUG("must be lower-case words joined by hyphens", matching("[a-z0-9]+(-[a-z0-9]+){0,50}")),
    PASSWORD("must have 8 to 128 characters", matching("(?s).{8,128}"));

    private final String message;
    private final Predicate<String> test;

    Format(String message, Predicate<String> test) {
        this.message = message;
        this.test = test;
    }

    public boolean accepts(String text) {
        return test.test(text);
    }

    public String message() {
        return message;
    }

    private static Predicate<String> matching(String expression) {
        return Pattern.compile(expression).asMatchPredicate();
    }

    private static boolean url(String text) {
        try {
            var uri = new URI(text);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException broken) {
            return false;
        }
    }

    private static boolean currency(String text) {
        return Currency.getAvailableCurrencies().stream().anyMatch(each -> each.getCurrencyCode().equals(text));
    }
}
