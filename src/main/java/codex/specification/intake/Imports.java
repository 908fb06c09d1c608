package codex.specification.intake;

import codex.specification.DocumentJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Makes a specification from a document of another tool. Whatever the text is, the answer is a value. */
public final class Imports {
    /** The longest document, in bytes. */
    public static final int BYTES = 4 << 20;

    private static final String TOO_LONG =
            "A document has at most %d MB; this one has %%.1f MB. Import one for each part of it, by its tags or by the first word of its paths, into an application each."
                    .formatted(BYTES >> 20);
    private static final Pattern YAML = Pattern.compile("(?m)^(openapi|swagger)\\s*:");

    private Imports() {}

    /** Reads bytes as they were sent: UTF-8, with or without a byte order mark. */
    public static Intake read(byte[] bytes, Hints hints) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return read(text, hints);
        } catch (CharacterCodingException wrong) {
            return Intake.Refused.of("", "This is no text in UTF-8; save it as UTF-8 and import it again.");
        }
    }

    public static Intake read(String written, Hints hints) {
        var text = written.startsWith("\uFEFF") ? written.substring(1) : written;
        var length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length > BYTES) {
            return Intake.Refused.of("", TOO_LONG.formatted(length / (1024.0 * 1024)));
        }
        if (text.isBlank()) {
            return Intake.Refused.of("", "There is nothing in it. Paste a document, or choose a file.");
        }
        try {
            if (!text.stripLeading().startsWith("{") && !YAML.matcher(text).find()) {
                if (SqlReader.recognises(text)) {
                    return SqlReader.read(Spot.storable(text), hints);
                }
                if (JdlReader.recognises(text)) {
                    return JdlReader.read(Spot.storable(text), hints);
                }
            }
            var json = DocumentText.read(text);
            if (OpenApiReader.recognises(json)) {
                return OpenApiReader.read(json, hints);
            }
            return specification(json, hints);
        } catch (DocumentJson.Unreadable foreign) {
            return new Intake.Refused(foreign.problems());
        } catch (Unreadable broken) {
            return Intake.Refused.of(broken.where(), broken.message());
        } catch (StackOverflowError deep) {
            return Intake.Refused.of("", "Its parts refer to each other more deeply than can be followed.");
        }
    }

    // What was exported comes back as it was, ids and all.
    private static Intake specification(JsonNode json, Hints hints) {
        if (!json.has("modules") || !json.has("lastId")) {
            return Intake.Refused.of(
                    "", "This is neither OpenAPI, which says “openapi: 3.0.3” or the like at its top, nor SQL or JDL.");
        }
        var document = DocumentJson.read(json);
        return new Intake.Taken("specification", document.numbered(hints.lastId()), List.of());
    }
}
