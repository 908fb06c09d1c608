package app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The application on a free port with data of its own, and calls to it. */
public final class TestApp implements AutoCloseable {
    static {
        // In KiB; read when the first password is hashed.
        System.setProperty("password.memory", "64");
    }

    /** An id that no row has. */
    public static final String MISSING = "00000000-0000-4000-8000-000000000000";

    /** The same where ids are numbers. */
    public static final long MISSING_NUMBER = 999_999_999_999L;

    /** Who calls; nobody has no token. */
    public record Caller(String id, String token) {}

    /** What came back. */
    public record Answer(int status, HttpResponse<String> response) {
        public String text() {
            return response.body();
        }

        public JsonNode json() {
            return TestApp.json(text());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
        // cookies
    }

    /** A row that was made for a test, and who made it. */
    public record Row(JsonNode json, Caller caller) {
        public String id() {
            return text("id");
        }

        public long number() {
            return json.get("id").asLong();
        }

        public String text(String field) {
            return json.get(field).asText();
        }
    }

    public static final Caller NOBODY = new Caller("", "");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final App app;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestApp(App app) {
        this.app = app;
    }

    public static TestApp start() {
        try {
            return start(Files.createTempDirectory("app-test"));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    public static TestApp start(Path data) {
        return start(data, Map.of());
    }

    /** With further settings. */
    public static TestApp start(Path data, Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("PORT", "0");
        all.put("DATA_DIR", data.toString());
        all.put("APP_SECRET", "a-secret-for-tests-that-is-long-enough");
        all.put("ADMIN_EMAIL", "admin@example.com");
        all.put("ADMIN_PASSWORD", "Correct-horse-battery-9");
        // database
        return new TestApp(App.start(Config.from(all)));
    }

    @Override
    public void close() {
        app.close();
    }

    public Answer get(Caller caller, String path) {
        return call(caller, "GET", path, null);
    }

    /** Calls with a JSON body, or without one where it is null; {@code headers} are names and values in turn. */
    public Answer call(Caller caller, String method, String path, JsonNode body, String... headers) {
        return send(caller, method, path, "application/json", body == null ? null : body.toString(), headers);
    }

    public Answer send(
            Caller caller, String method, String path, String mediaType, String body, String... headers) {
        return body == null
                ? exchange(caller, method, path, "", BodyPublishers.noBody(), headers)
                : exchange(caller, method, path, mediaType, BodyPublishers.ofString(body), headers);
    }

    private Answer exchange(
            Caller caller, String method, String path, String mediaType, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + app.port() + path));
        request.method(method, body);
        if (!mediaType.isEmpty()) {
            request.header("Content-Type", mediaType);
        }
        if (!caller.token().isEmpty()) {
            request.header("Authorization", "Bearer " + caller.token());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    // typed
    // forms
    // callers

    /** What is no JSON object of a reasonable size is refused, whatever else would be right. */
    public void assertBodiesRefused(int invalid, Caller caller, String method, String path) {
        for (var body : List.of("{", "[]", "null", "{} {}", "[".repeat(3000), "{\"a\": 1, \"a\": 2}")) {
            assertProblem(invalid, send(caller, method, path, "application/json", body));
        }
        assertProblem(invalid, send(caller, method, path, "application/json", null));
        assertProblem(415, send(caller, method, path, "text/plain", "{}"));
        assertProblem(413, send(caller, method, path, "application/json", "{}" + " ".repeat(1 << 21)));
    }

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    /** A number that no other call gets. */
    public static int next() {
        return NUMBERS.incrementAndGet();
    }

    /** A text of the same length and the same kinds of letters, other for each number. */
    public static String vary(String example, int number) {
        var at = example.indexOf('@');
        var end = at > 0 ? at : example.length();
        var result = new StringBuilder(example);
        var left = number;
        for (var i = end - 1; i >= 0 && left > 0; i--) {
            var letter = example.charAt(i);
            if (letter >= '0' && letter <= '9') {
                result.setCharAt(i, (char) ('0' + (letter - '0' + left) % 10));
                left /= 10;
            } else if (letter >= 'a' && letter <= 'z') {
                result.setCharAt(i, (char) ('a' + (letter - 'a' + left) % 26));
                left /= 26;
            }
        }
        return result.toString();
    }

    /** A date or an instant, so many days later. */
    public static String later(String moment, int days) {
        return moment.length() == 10
                ? LocalDate.parse(moment).plusDays(days).toString()
                : Instant.parse(moment).plus(Duration.ofDays(days)).toString();
    }

    public static void assertStatus(int expected, Answer answer) {
        assertEquals(expected, answer.status(), answer.text());
    }

    /** A refusal that says what is wrong, and nothing of the inside. */
    public static void assertProblem(int expected, Answer answer) {
        assertStatus(expected, answer);
        assertEquals("application/problem+json", answer.header("Content-Type").split(";")[0]);
        assertEquals(expected, answer.json().path("status").asInt());
        assertTrue(!answer.json().path("title").asText().isEmpty(), answer.text());
        for (var inside : new String[] {"Exception", "java.", "SELECT", "INSERT", "org.h2"}) {
            assertTrue(!answer.text().contains(inside), answer.text());
        }
    }

    /** 400 that names the field. */
    public static void assertInvalid(String field, Answer answer) {
        assertInvalid(400, field, answer);
    }

    /** The same, where the route has its own status for it. */
    public static void assertInvalid(int status, String field, Answer answer) {
        assertProblem(status, answer);
        var named = answer.json().findValuesAsText("field").stream()
                .anyMatch(each -> each.equals(field) || each.startsWith(field + ".") || each.startsWith(field + "["));
        assertTrue(named, answer.text());
    }

    /** Every member of {@code expected} is in {@code actual} with the same value. */
    public static void assertContains(JsonNode expected, JsonNode actual) {
        if (expected.isObject()) {
            expected.fieldNames().forEachRemaining(name -> assertContains(expected.get(name), actual.path(name)));
        } else if (expected.isNumber() && actual.isNumber()) {
            assertEquals(expected.doubleValue(), actual.doubleValue(), 1e-6);
        } else {
            assertEquals(expected, actual);
        }
    }
}
