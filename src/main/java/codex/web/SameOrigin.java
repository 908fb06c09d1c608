package codex.web;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.Handler;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * Unsafe methods need proof that a page of ours sent them (SECURITY.md, S20): browsers say so in {@code Sec-Fetch-Site},
 * older ones in {@code Origin}; a request with neither is refused. {@code same-site} is not enough, since deployed
 * applications may be same-site. A bearer token needs no proof: no browser adds one by itself.
 */
final class SameOrigin implements Handler {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    public void handle(Context ctx) {
        if (SAFE.contains(ctx.req().getMethod()) || program(ctx) || proven(ctx)) {
            return;
        }
        throw new ForbiddenResponse();
    }

    private static boolean proven(Context ctx) {
        var site = ctx.header("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        var origin = ctx.header("Origin");
        return origin != null && authority(origin).equals(ctx.host());
    }

    private static String authority(String origin) {
        try {
            var authority = new URI(origin).getRawAuthority();
            return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
        } catch (URISyntaxException nonsense) {
            return "";
        }
    }

    // Without our cookie there is no session that another page could make use of.
    private static boolean program(Context ctx) {
        var authorization = ctx.header("Authorization");
        var bearer = authorization != null && authorization.startsWith("Bearer ");
        return Visit.api(ctx) && (bearer || ctx.header("Cookie") == null);
    }
}
