package codex.web.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;

/** Reads what a program sent into a record, strictly: a member nobody asked for is an error (SECURITY.md, S18, S40). */
final class ApiInput {
    private static final int BODY_BYTES = 1 << 20;

    private static final ObjectMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(50).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private ApiInput() {}

    static <T> T body(Context ctx, Class<T> type) {
        var bytes = bytes(ctx, BODY_BYTES);
        if (!ctx.isJson()) {
            throw ApiProblem.of(415, "The body is JSON, sent with Content-Type: application/json.");
        }
        try {
            var tree = STRICT.readTree(bytes);
            if (!(tree instanceof ObjectNode)) {
                throw ApiProblem.of(
                        400, "The body is a JSON object; found %s.".formatted(tree == null ? "nothing" : kind(tree)));
            }
            refuseUnstorable(tree, "body");
            return STRICT.treeToValue(tree, type);
        } catch (UnrecognizedPropertyException unknown) {
            throw ApiProblem.field(
                    unknown.getPropertyName(), "there is no such member; known are " + unknown.getKnownPropertyIds());
        } catch (JsonMappingException wrong) {
            throw ApiProblem.field(path(wrong), firstLine(wrong));
        } catch (JsonProcessingException broken) {
            throw ApiProblem.of(400, "The body is no JSON: " + firstLine(broken));
        } catch (java.io.IOException cut) {
            throw ApiProblem.of(400, "The body was cut off.");
        }
    }

    // PostgreSQL keeps neither in a text: the zero character, and half of a pair.
    private static void refuseUnstorable(JsonNode node, String name) {
        if (node.isTextual() && node.textValue().codePoints().anyMatch(ApiInput::unstorable)) {
            throw ApiProblem.field(name, "holds a character that no text has: U+0000 or half of a surrogate pair");
        }
        node.properties().forEach(member -> {
            if (member.getKey().codePoints().anyMatch(ApiInput::unstorable)) {
                throw ApiProblem.field(name, "has a member with a character in its name that no text has");
            }
            refuseUnstorable(member.getValue(), member.getKey());
        });
        if (node.isArray()) {
            node.forEach(item -> refuseUnstorable(item, name));
        }
    }

    private static boolean unstorable(int codePoint) {
        return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    private static String kind(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    /** @throws ApiProblem 413 above {@code most} bytes */
    static byte[] bytes(Context ctx, int most) {
        if (ctx.contentLength() > most) {
            throw ApiProblem.of(413, "A body has at most %d bytes; found %d.".formatted(most, ctx.contentLength()));
        }
        try {
            var bytes = ctx.bodyInputStream().readNBytes(most + 1);
            if (bytes.length > most) {
                throw ApiProblem.of(413, "A body has at most %d bytes.".formatted(most));
            }
            return bytes;
        } catch (java.io.IOException cut) {
            throw ApiProblem.of(400, "The body was cut off.");
        }
    }

    /** A path variable that is an id; what is no number is no id, so 404. */
    static long id(Context ctx, String name) {
        var written = ctx.pathParam(name);
        if (!written.matches("[0-9]{1,18}")) {
            throw ApiProblem.notFound();
        }
        return Long.parseLong(written);
    }

    /** A whole number among the query parameters. */
    static long number(Context ctx, String name, long otherwise, long min, long max) {
        var written = ctx.queryParam(name);
        if (written == null) {
            return otherwise;
        }
        if (!written.matches("[0-9]{1,18}") || Long.parseLong(written) < min || Long.parseLong(written) > max) {
            throw ApiProblem.field(name, "is a number from %d to %d; found \"%s\"".formatted(min, max, written));
        }
        return Long.parseLong(written);
    }

    private static String path(JsonMappingException wrong) {
        List<String> names = wrong.getPath().stream()
                .map(reference -> reference.getFieldName() == null
                        ? String.valueOf(reference.getIndex())
                        : reference.getFieldName())
                .toList();
        return names.isEmpty() ? "body" : String.join(".", names);
    }

    private static String firstLine(JsonProcessingException problem) {
        return problem.getOriginalMessage().lines().findFirst().orElse("not as expected");
    }
}
