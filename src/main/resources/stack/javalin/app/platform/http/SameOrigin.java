package app.platform.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Set;

/** Refuses calls that change something where a page of another origin makes them: whoever reads it did not mean to. */
public final class SameOrigin {
    private static final Set<HandlerType> SAFE = Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

    private SameOrigin() {}

    /** Stands before the routes; pages of {@code origins} may do as those of this application. */
    public static void add(RoutesConfig routes, String baseUrl, Set<String> origins) {
        routes.before(ctx -> {
            if (!SAFE.contains(ctx.method()) && foreign(ctx, baseUrl, origins)) {
                throw Problem.forbidden("This was sent from a page of another site.");
            }
        });
    }

    // Browsers say where a call comes from and let no page lie about it; what says nothing is no browser.
    private static boolean foreign(Context ctx, String baseUrl, Set<String> origins) {
        var origin = ctx.header("Origin");
        if (origin != null) {
            var own = origin.equals(ctx.scheme() + "://" + ctx.host()) || origin.equals(baseUrl);
            return !own && !origins.contains(origin);
        }
        var site = ctx.header("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }
}
