package app.platform.http;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A file that came in with a form, or as a body.
 *
 * @param name the last part of what the caller calls it; to be shown, never to be a path
 * @param mediaType told by the content, not by the caller; a text may be what its caller says of it, but no page
 */
public record Upload(String name, String mediaType, byte[] bytes) {
    private static final String UNKNOWN = "application/octet-stream";
    private static final Map<String, String> MAGIC = Map.of(
            "\u0089PNG\r\n\u001a\n", "image/png",
            "\u00ff\u00d8\u00ff", "image/jpeg",
            "GIF87a", "image/gif",
            "GIF89a", "image/gif",
            "BM", "image/bmp",
            "%PDF-", "application/pdf",
            "PK\u0003\u0004", "application/zip");
    private static final Set<String> TEXTS = Set.of(
            "text/csv", "text/markdown", "text/calendar", "text/vcard", "application/json", "application/xml", "text/xml");

    /** The body itself as a file without a name; null and a noted mistake when it is empty or too large. */
    public static Upload body(Inputs inputs, String mediaType, int maxBytes) {
        Context ctx = inputs.context();
        if (!inputs.sentAs(mediaType)) {
            throw new Problem(415, "The body must be " + mediaType + ".", List.of());
        }
        var bytes = ctx.bodyAsBytes();
        if (bytes.length == 0) {
            inputs.error("body", "required", "is missing");
            return null;
        }
        if (bytes.length > maxBytes) {
            inputs.error("body", "length", "must have at most " + maxBytes + " bytes");
            return null;
        }
        return new Upload("", told(bytes, ctx.contentType()), bytes);
    }

    /**
     * The file in the field {@code name} of a form; null and a noted mistake when it is missing or too large. Browsers
     * send an empty one where none was chosen.
     */
    public static Upload read(Inputs inputs, String name, boolean required, int maxBytes) {
        var file = inputs.file(name);
        if (file == null || file.size() == 0) {
            if (required) {
                inputs.error(name, "required", "is missing");
            }
            return null;
        }
        if (file.size() > maxBytes) {
            inputs.error(name, "length", "must have at most " + maxBytes + " bytes");
            return null;
        }
        return read(file);
    }

    private static Upload read(UploadedFile file) {
        try (var content = file.content()) {
            var bytes = content.readAllBytes();
            return new Upload(last(file.filename()), told(bytes, file.contentType()), bytes);
        } catch (IOException broken) {
            throw new UncheckedIOException("the uploaded file could not be read", broken);
        }
    }

    private static String last(String path) {
        var name = path.substring(1 + Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')))
                .replaceAll("[\\p{Cntrl}\\p{Cs}]", "")
                .strip();
        return name.length() <= 255 ? name : name.substring(name.length() - 255);
    }

    private static String told(byte[] bytes, String said) {
        var head = new String(bytes, 0, Math.min(bytes.length, 16), StandardCharsets.ISO_8859_1);
        if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
            return "image/webp";
        }
        for (var magic : MAGIC.entrySet()) {
            if (head.startsWith(magic.getKey())) {
                return magic.getValue();
            }
        }
        if (!text(bytes)) {
            return UNKNOWN;
        }
        var type = said == null ? "" : said.split(";")[0].strip().toLowerCase(Locale.ROOT);
        return TEXTS.contains(type) ? type : "text/plain";
    }

    private static boolean text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .chars()
                    .noneMatch(each -> each < ' ' && each != '\n' && each != '\r' && each != '\t' && each != '\f');
        } catch (CharacterCodingException binary) {
            return false;
        }
    }
}
