package app.platform.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A file that came in with a form, or as a body. Its name and media type are what the caller says, not what it is. */
public record Upload(String name, String mediaType, byte[] bytes) {
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
        var type = ctx.contentType();
        return new Upload("", type == null ? "application/octet-stream" : type, bytes);
    }

    /** The file in the field {@code name} of a form; null and a noted mistake when it is missing or too large. */
    public static Upload read(Inputs inputs, String name, boolean required, int maxBytes) {
        // Whoever reads the form itself comes upon the file, too, and must know that it is asked for.
        inputs.form(name);
        Context ctx = inputs.context();
        var file = ctx.isMultipartFormData() ? ctx.uploadedFile(name) : null;
        if (file == null) {
            if (required) {
                inputs.error(name, "required", "is missing");
            }
            return null;
        }
        if (file.size() > maxBytes) {
            inputs.error(name, "length", "must have at most " + maxBytes + " bytes");
            return null;
        }
        try (var content = file.content()) {
            var type = file.contentType();
            return new Upload(file.filename(), type == null ? "application/octet-stream" : type, content.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException("the uploaded file could not be read", broken);
        }
    }
}
