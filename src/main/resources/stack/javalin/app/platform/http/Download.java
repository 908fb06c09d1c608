package app.platform.http;

import io.javalin.http.Context;

/** A file as an answer. */
public record Download(byte[] bytes, String mediaType, String name) {
    /** Images and PDFs are shown, all else is saved. The name is reduced to what no header can be broken by. */
    public void send(Context ctx) {
        var shown = mediaType.matches("image/(png|jpeg|gif|webp)|application/pdf|audio/.*");
        var safe = name.replaceAll("[^A-Za-z0-9._-]", "_");
        ctx.contentType(mediaType)
                .header("Content-Disposition", (shown ? "inline" : "attachment") + "; filename=\"" + safe + "\"")
                .result(bytes);
    }
}
