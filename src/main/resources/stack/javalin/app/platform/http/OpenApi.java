package app.platform.http;

import io.javalin.http.Context;

/** Serves the description of all routes. */
public final class OpenApi {
    private OpenApi() {}

    public static void send(Context ctx) {
        var document = OpenApi.class.getResourceAsStream("/openapi.yaml");
        if (document == null) {
            throw Problem.notFound("The description is not part of this build.");
        }
        ctx.contentType("application/yaml").result(document);
    }
}
