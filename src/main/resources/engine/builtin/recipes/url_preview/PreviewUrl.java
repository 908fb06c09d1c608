import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

final class PreviewUrl {
    public static UrlPreview previewUrl(PreviewUrlInput input, Context context) {
        var page = context.outbound().get("url", input.url(), PAGES);
        var document = parsed(page);
        return new UrlPreview(
                page.address().toString(),
                first(address(document, "link[rel~=(?i)^canonical$]", "href"), address(document, meta("og:url"), "content")),
                clipped(first(said(document, "og:title"), said(document, "twitter:title"), document.title()), 300),
                clipped(
                        first(
                                said(document, "og:description"),
                                said(document, "description"),
                                said(document, "twitter:description")),
                        500),
                first(
                        address(document, meta("og:image:secure_url"), "content"),
                        address(document, meta("og:image"), "content"),
                        address(document, meta("og:image:url"), "content"),
                        address(document, meta("twitter:image"), "content"),
                        address(document, "link[rel=image_src]", "href")),
                clipped(first(said(document, "og:site_name"), said(document, "application-name")), 200),
                clipped(first(said(document, "og:type")), 100),
                clipped(first(document.select("html").attr("lang"), said(document, "og:locale")), 35),
                first(address(document, "link[rel~=(?i)(^|\\s)icon(\\s|$)]", "href")));
    }

    private static final List<String> PAGES = List.of("text/html", "application/xhtml+xml");

    private static Document parsed(Fetched page) {
        try {
            return Jsoup.parse(
                    new ByteArrayInputStream(page.bytes()),
                    charset(page.charset()),
                    page.address().toString());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    // Null has the page's own declaration looked for.
    private static String charset(String told) {
        try {
            return !told.isEmpty() && Charset.isSupported(told) ? told : null;
        } catch (IllegalCharsetNameException none) {
            return null;
        }
    }

    private static String meta(String name) {
        return "meta[property=%1$s], meta[name=%1$s]".formatted(name);
    }

    private static String said(Document document, String name) {
        return document.select(meta(name)).attr("content");
    }

    // Only what a browser would show without running it: an address of the web.
    private static String address(Document document, String query, String attribute) {
        var found = document.selectFirst(query);
        var address = found == null ? "" : found.absUrl(attribute);
        return address.matches("(?i)https?://.{1,1990}") ? address : "";
    }

    /** The first that says anything; null when none does. */
    private static String first(String... texts) {
        for (var text : texts) {
            if (!text.isBlank()) {
                return text.strip().replaceAll("\\s+", " ");
            }
        }
        return null;
    }

    private static String clipped(String text, int letters) {
        if (text == null || text.codePointCount(0, text.length()) <= letters) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, letters - 1)).stripTrailing() + "…";
    }
}
