package codex.stack.javalin;

import codex.specification.Names;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Pieces of Java and of addresses that generated tests are made of. */
final class TestText {
    private TestText() {}

    /** A value inside an address. */
    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A statement that gives a member of {@code body} this value. */
    static String put(String name, JsonNode value) {
        var field = Words.literal(name);
        if (value.isTextual()) {
            return "body.put(%s, %s);\n".formatted(field, Words.literal(value.textValue()));
        }
        return "body.set(%s, TestApp.json(%s));\n".formatted(field, Words.literal(value.toString()));
    }

    /** A sentence as the name of a test. */
    static String method(String words) {
        var name = Names.snake(words);
        return name.isEmpty() || !Character.isLetter(name.charAt(0)) ? "example_" + name : name;
    }
}
