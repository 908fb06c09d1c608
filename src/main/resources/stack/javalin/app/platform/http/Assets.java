package app.platform.http;

import io.javalin.http.Context;

/** Serves the style of the pages. */
public final class Assets {
    private Assets() {}

    public static void style(Context ctx) {
        var style = Assets.class.getResourceAsStream("/static/app.css");
        if (style == null) {
            throw Problem.notFound("The style is not part of this build.");
        }
        ctx.contentType("text/css; charset=utf-8").header("Cache-Control", "max-age=3600").result(style);
    }
}
