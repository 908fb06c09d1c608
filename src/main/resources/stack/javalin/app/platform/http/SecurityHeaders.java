package app.platform.http;

import io.javalin.config.RoutesConfig;

/** Headers on every answer that tell browsers to trust nothing but what is said. */
public final class SecurityHeaders {
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";
    private static final String OWN =
            "default-src 'self'; script-src 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private SecurityHeaders() {}

    public static void add(RoutesConfig routes, boolean https) {
        routes.before(ctx -> {
            ctx.header("X-Content-Type-Options", "nosniff");
            ctx.header("X-Frame-Options", "DENY");
            // With no-referrer, browsers would hide from our own forms where they come from.
            ctx.header("Referrer-Policy", "same-origin");
            ctx.header("Content-Security-Policy", NOTHING);
            if (ctx.header("Authorization") != null) {
                ctx.header("Cache-Control", "no-store");
            }
            if (https) {
                ctx.header("Strict-Transport-Security", "max-age=31536000");
            }
        });
        routes.after(ctx -> {
            var type = ctx.res().getContentType();
            if (type != null && type.startsWith("text/html")) {
                ctx.header("Content-Security-Policy", OWN);
            }
        });
    }
}
