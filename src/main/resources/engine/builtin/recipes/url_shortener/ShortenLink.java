import java.net.URI;
import java.net.URISyntaxException;

final class ShortenLink {
    public static ShortLink shortenLink(ShortenLinkInput input, Context context) {
        var shortBase = context.baseUrl().replaceAll("/+$", "") + "/r/";
        checkAddress(input.url(), shortBase);
        var code = input.alias() == null ? freeCode(context) : input.alias();
        if (!context.links().findByCode(code).isEmpty()) {
            throw Problem.conflict("The alias " + code + " is taken.");
        }
        var link = context.links().insert(Link.create(context).withCode(code).withUrl(input.url()));
        return new ShortLink(link.code(), link.url(), shortBase + link.code());
    }

    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int CODE_LENGTH = 7;

    // A link to a short link could lead round in a circle for ever.
    private static void checkAddress(String url, String shortBase) {
        if (!isWebAddress(url)) {
            throw Problem.badRequest("url", "must be an absolute http or https address");
        }
        if (url.startsWith(shortBase)) {
            throw Problem.badRequest("url", "must not be a short link itself");
        }
    }

    private static boolean isWebAddress(String url) {
        try {
            var uri = new URI(url);
            var web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && uri.toASCIIString().equals(url);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String freeCode(Context context) {
        String code;
        do {
            code = randomCode(context);
        } while (!context.links().findByCode(code).isEmpty());
        return code;
    }

    private static String randomCode(Context context) {
        var code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(LETTERS.charAt(context.random().nextInt(LETTERS.length())));
        }
        return code.toString();
    }
}
