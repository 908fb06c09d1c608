package codex.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** A file to take home, which says beforehand how long it is, what it is called and what its hash is. */
public final class Download {
    private final String name;
    private final String mediaType;
    private final byte[] bytes;

    /** @param name in letters that need no quoting in a header (SECURITY.md, S31) */
    Download(String name, String mediaType, byte[] bytes) {
        this.name = name;
        this.mediaType = mediaType;
        this.bytes = bytes;
    }

    /**
     * Answers with the file, or with 304 to whoever has it. Its SHA-256 is told twice: as ETag in hexadecimal, which is
     * what {@code sha256sum} prints, and as Repr-Digest in Base64 (RFC 9530).
     */
    public void answer(Context ctx) {
        var sha256 = sha256(bytes);
        var tag = '"' + HexFormat.of().formatHex(sha256) + '"';
        ctx.header("ETag", tag)
                .header("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":");
        if (Visit.has(ctx, tag)) {
            ctx.status(HttpStatus.NOT_MODIFIED);
            return;
        }
        // Compressed on the way, its length would be known only at the end.
        ctx.disableCompression();
        ctx.contentType(mediaType)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .header("Content-Length", String.valueOf(bytes.length))
                .result(bytes);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
