package codex.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What was sent to a model and came back, as a page shows it. It is hostile text (SECURITY.md, S27): it is never more than
 * text, and what nobody could see in it is written out.
 */
public final class CallText {
    /** One message of a request. */
    public record Message(String role, String text) {}

    private static final int DEPTH = 50;
    private static final int MOST_GROWTH = 5;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CallText() {}

    /**
     * A request as its messages, in order: of {@code [{"system": "…"}, …]} as the client notes it, or of a body with
     * {@code messages} as an endpoint takes it. Empty when it is neither, as the beginning of a request that was cut.
     */
    static List<Message> messages(String request) {
        var tree = read(request);
        var messages = tree == null || tree.isArray() ? tree : tree.path("messages");
        if (messages == null || !messages.isArray()) {
            return List.of();
        }
        return StreamSupport.stream(messages.spliterator(), false)
                .flatMap(message -> message.has("role")
                        ? List.of(message(message.path("role").asText(), message.path("content"))).stream()
                        : message.properties().stream().map(each -> message(each.getKey(), each.getValue())))
                .toList();
    }

    /** JSON with a line for each member, anything else as it is. */
    static String pretty(String text) {
        return legible(read(text) == null ? text : indented(text));
    }

    /**
     * The same text with what is invisible or turns the direction of reading written as {@code \\u202e}: a page must not
     * show another text than the program reads. Line ends and tabs stay.
     */
    static String legible(String text) {
        var legible = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (visible(point)) {
                legible.appendCodePoint(point);
            } else {
                legible.append("\\u%04x".formatted(point));
            }
        });
        return legible.toString();
    }

    private static boolean visible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point == '\n' || point == '\t' || point == '\r';
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> false;
            // What joins two characters to one is part of emoji and of several scripts.
            case Character.FORMAT -> point == 0x200c || point == 0x200d;
            default -> true;
        };
    }

    private static Message message(String role, JsonNode content) {
        return new Message(
                legible(role), content.isTextual() ? legible(content.textValue()) : pretty(content.toString()));
    }

    private static @Nullable JsonNode read(String text) {
        try {
            var tree = JSON.readTree(text);
            return tree != null && tree.isContainerNode() ? tree : null;
        } catch (JsonProcessingException none) {
            return null;
        }
    }

    // Not through the tree: numbers, escapes and members that stand twice are shown as they were received.
    private static String indented(String json) {
        var lines = new StringBuilder(json.length() * 2);
        var depth = 0;
        for (var at = 0; at < json.length(); at++) {
            var each = json.charAt(at);
            switch (each) {
                case '"' -> {
                    var end = endOfText(json, at);
                    lines.append(json, at, end);
                    at = end - 1;
                }
                case '{', '[' -> {
                    var next = skipSpace(json, at + 1);
                    lines.append(each);
                    if (json.charAt(next) == each + 2) {
                        lines.append(json.charAt(next));
                        at = next;
                    } else {
                        newLine(lines, ++depth);
                    }
                }
                case '}', ']' -> {
                    newLine(lines, --depth);
                    lines.append(each);
                }
                case ',' -> newLine(lines.append(each), depth);
                case ':' -> lines.append(": ");
                case ' ', '\t', '\r', '\n' -> {}
                default -> lines.append(each);
            }
            // Made to grow: many small values, deeply nested.
            if (lines.length() > MOST_GROWTH * (json.length() + 200)) {
                return json;
            }
        }
        return lines.toString();
    }

    // Behind the quotation mark that ends the text which begins here.
    private static int endOfText(String json, int begin) {
        var at = begin + 1;
        while (json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private static int skipSpace(String json, int begin) {
        var at = begin;
        while (Character.isWhitespace(json.charAt(at))) {
            at++;
        }
        return at;
    }

    private static void newLine(StringBuilder lines, int depth) {
        lines.append('\n').repeat("  ", depth);
    }
}
