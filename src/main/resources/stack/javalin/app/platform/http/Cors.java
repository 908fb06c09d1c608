package app.platform.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Set;

/** Lets pages of named origins call this application; with none named, browsers keep all others out. */
public final class Cors {
    /** Every origin. */
    public static final String ANY = "*";

    private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";
    private static final String TOLD = "ETag, Link, Location, Retry-After, X-Request-Id";

    private Cors() {}

    /** Stands before the routes: what a browser asks beforehand carries no login and is no call of a route. */
    public static void add(RoutesConfig routes, Set<String> origins) {
        if (origins.isEmpty()) {
            return;
        }
        routes.before(ctx -> {
            ctx.header("Vary", "Origin");
            var origin = ctx.header("Origin");
            if (origin == null || !(origins.contains(ANY) || origins.contains(origin))) {
                return;
            }
            ctx.header("Access-Control-Allow-Origin", origins.contains(ANY) ? ANY : origin);
            if (ctx.method() == HandlerType.OPTIONS && ctx.header("Access-Control-Request-Method") != null) {
                allow(ctx);
            } else {
                ctx.header("Access-Control-Expose-Headers", TOLD);
            }
        });
    }

    private static void allow(Context ctx) {
        ctx.header("Access-Control-Allow-Methods", METHODS);
        ctx.header("Access-Control-Max-Age", "600");
        var asked = ctx.header("Access-Control-Request-Headers");
        if (asked != null) {
            ctx.header("Access-Control-Allow-Headers", asked);
        }
        ctx.status(204).skipRemainingHandlers();
    }
}
