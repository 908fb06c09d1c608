package codex.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;

/** Style sheet, scripts and icon. With their version in the address they never change, so browsers keep them a year. */
final class StaticFiles {
    void show(Context ctx) {
        var asset = Asset.named(ctx.pathParam("file")).orElseThrow(NotFoundResponse::new);
        var current = asset.version().equals(ctx.queryParam("v"));
        var tag = "\"" + asset.version() + "\"";
        ctx.header("Cache-Control", current ? "public, max-age=31536000, immutable" : "no-cache");
        ctx.header("ETag", tag);
        if (Visit.has(ctx, tag)) {
            ctx.status(HttpStatus.NOT_MODIFIED);
            return;
        }
        ctx.contentType(asset.mediaType()).result(asset.content());
    }
}
