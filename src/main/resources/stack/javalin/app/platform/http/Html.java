package app.platform.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * HTML that is safe to show: its markup stands in the source, and each value is escaped for the place where it stands. A
 * template with a value where no escaping helps is refused.
 */
public final class Html {
    private static final Pattern TOKEN = Pattern.compile("\\{}|<!--|-->|</?[A-Za-z][A-Za-z0-9-]*|>|\"|'");
    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Za-z-]+)\\s*=\\s*[\"']([^\"']*)$");
    private static final Set<String> ADDRESSES = Set.of("href", "src", "action", "formaction", "cite", "poster");
    // Without a scheme, with a harmless one, or with a colon only where no scheme can end.
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)\\s*((https?|mailto|tel):.*|[^:]*|[^:/?#]*[/?#].*)", Pattern.DOTALL);

    private final String text;

    private Html(String text) {
        this.text = text;
    }

    /**
     * The template with each {@code {}} replaced by the next value. Text is escaped, {@link Html} and lists of it are
     * taken as they are, null is nothing. An address that could run a script becomes {@code #}.
     *
     * @throws IllegalArgumentException if a value stands elsewhere than in text or in a quoted attribute, or if there
     *     are more or fewer values than {@code {}}
     */
    public static Html of(String template, Object... values) {
        var out = new StringBuilder();
        var token = TOKEN.matcher(template);
        var place = new Place();
        var next = 0;
        var copied = 0;
        while (token.find()) {
            if (!token.group().equals("{}")) {
                place.pass(token.group());
                continue;
            }
            if (next == values.length) {
                throw new IllegalArgumentException("there are fewer values than {} in " + template);
            }
            out.append(template, copied, token.start())
                    .append(written(place, values[next], template.substring(0, token.start())));
            copied = token.end();
            next++;
        }
        if (next < values.length) {
            throw new IllegalArgumentException("there are more values than {} in " + template);
        }
        return new Html(out.append(template.substring(copied)).toString());
    }

    /** A whole page in the application's style, headed by its title. */
    public static Html page(String title, Object... content) {
        return of(
                """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>{}</title>
                <link rel="stylesheet" href="/assets/app.css">
                </head>
                <body>
                <main>
                <h1>{}</h1>
                {}
                </main>
                </body>
                </html>
                """,
                title,
                title,
                Arrays.asList(content));
    }

    /** An opening tag; names stand in this application's source, and an attribute without a value is there or not. */
    static Html tag(String name, Map<String, String> attributes) {
        var tag = new StringBuilder("<" + name);
        attributes.forEach((attribute, value) -> {
            tag.append(' ').append(attribute);
            if (!value.isEmpty() || attribute.equals("value")) {
                tag.append("=\"").append(escaped(value)).append('"');
            }
        });
        return new Html(tag.append('>').toString());
    }

    @Override
    public String toString() {
        return text;
    }

    private static String written(Place place, Object value, String before) {
        if (place.quoted()) {
            return attribute(value, before);
        }
        if (!place.text()) {
            throw new IllegalArgumentException("a value stands in text or in quotes only, not after " + before);
        }
        return content(value);
    }

    private static String content(Object value) {
        if (value instanceof Html html) {
            return html.text;
        }
        if (value instanceof List<?> list) {
            var all = new StringBuilder();
            list.forEach(each -> all.append(content(each)));
            return all.toString();
        }
        return escaped(value);
    }

    private static String attribute(Object value, String before) {
        var attribute = ATTRIBUTE.matcher(before);
        var name = attribute.find() ? attribute.group(1).toLowerCase(Locale.ROOT) : "";
        if (name.startsWith("on") || Set.of("style", "srcdoc", "").contains(name)) {
            throw new IllegalArgumentException("a value here would be taken for code: " + before);
        }
        // What comes after a slash, a question mark or a hash can be no scheme any more.
        var leads = ADDRESSES.contains(name) && !attribute.group(2).matches("(?s).*[/?#].*");
        return leads && !ADDRESS.matcher(String.valueOf(value)).matches() ? "#" : escaped(value);
    }

    private static String escaped(Object value) {
        return value == null
                ? ""
                : value.toString()
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;");
    }

    /** Where in a template one stands. */
    private static final class Place {
        private String tag = "";
        private String quote = "";
        private String code = "";

        void pass(String token) {
            if (!quote.isEmpty()) {
                quote = token.equals(quote) ? "" : quote;
            } else if (tag.equals("<!--")) {
                tag = token.equals("-->") ? "" : tag;
            } else if (token.equals("\"") || token.equals("'")) {
                quote = tag.isEmpty() ? "" : token;
            } else if (token.endsWith(">")) {
                code = Set.of("<script", "<style").contains(tag) ? tag : code;
                tag = "";
            } else {
                tag = token.toLowerCase(Locale.ROOT);
                code = tag.equals(code.replace("<", "</")) ? "" : code;
            }
        }

        boolean quoted() {
            return !quote.isEmpty();
        }

        boolean text() {
            return tag.isEmpty() && code.isEmpty();
        }
    }
}
