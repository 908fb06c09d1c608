package app.platform.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.List;

/** JSON as this application reads and writes it: strict about what comes in, exact about numbers and times. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(50)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    // Forms with files may be larger; a text never has to be.
    private static final int MOST = 1_000_000;

    private Json() {}

    /** @throws Problem 400 if the bytes are not one JSON value, 413 if they are more than a million */
    public static JsonNode read(byte[] bytes) {
        if (bytes.length > MOST) {
            throw new Problem(413, "The request is too large.", List.of());
        }
        try {
            var node = MAPPER.readTree(bytes);
            if (node == null || node.isMissingNode()) {
                throw unreadable("The body is empty; a JSON object was expected.");
            }
            return node;
        } catch (JsonProcessingException broken) {
            var place = broken.getLocation();
            throw unreadable(
                    place == null
                            ? "The body is not JSON."
                            : "The body is not JSON: line " + place.getLineNr() + ", column " + place.getColumnNr() + ".");
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory cannot fail", impossible);
        }
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException mistake) {
            throw new IllegalStateException("cannot write " + value.getClass().getSimpleName() + " as JSON", mistake);
        }
    }

    private static Problem unreadable(String message) {
        return new Problem(400, message, List.of());
    }
}
