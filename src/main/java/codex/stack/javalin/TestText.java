package codex.stack.javalin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Pieces of text that calls are made of. */
final class TestText {
    private TestText() {}

    /** A value inside an address. */
    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
