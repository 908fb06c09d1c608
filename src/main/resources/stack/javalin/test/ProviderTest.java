package app.platform.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.Config;
import app.platform.http.Problem;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A service that the operator chose, played by a server on this machine. */
class ProviderTest {
    private static final List<String> JSON = List.of("application/json");
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000);
    private static final ConcurrentLinkedQueue<String> ASKED = new ConcurrentLinkedQueue<>();
    private static HttpServer server;

    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            ASKED.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            var path = exchange.getRequestURI().getPath();
            var status = path.matches("/[0-9]{3}") ? Integer.parseInt(path.substring(1)) : 200;
            var answer = (path.equals("/large") ? "\"" + "x".repeat(2_000) + "\"" : "{}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", path.equals("/page") ? "text/html" : "application/json");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void values_stand_in_its_address_and_cannot_lead_elsewhere() {
        ASKED.clear();
        provider("/rates/{base}?to={target}&from=x", "").get(Map.of("base", "a/../b?c#d", "target", "E & F"), JSON);
        assertEquals(List.of("GET /rates/a%2F..%2Fb%3Fc%23d?to=E%20%26%20F&from=x null "), List.copyOf(ASKED));
    }

    @Test
    void a_body_is_sent_as_json_with_the_key() {
        ASKED.clear();
        var answer = provider("/speech", "a-key").post(JsonNodeFactory.instance.objectNode().put("text", "hello"), JSON);
        assertEquals("{}", new String(answer.bytes(), StandardCharsets.UTF_8));
        assertEquals(List.of("POST /speech Bearer a-key {\"text\":\"hello\"}"), List.copyOf(ASKED));
    }

    @Test
    void what_it_does_not_know_is_no_failure() {
        assertTrue(provider("/404", "").get(Map.of(), JSON).isEmpty());
        assertFalse(provider("/200", "").get(Map.of(), JSON).isEmpty());
    }

    @Test
    void its_failures_are_not_the_callers() {
        for (var path : List.of("/500", "/401", "/302", "/large", "/page")) {
            var refused = assertThrows(Problem.class, () -> provider(path, "").get(Map.of(), JSON));
            assertEquals(502, refused.status());
            assertFalse(refused.getMessage().contains("127.0.0.1"));
        }
        var nobody = new Provider("http://127.0.0.1:1/", "", "", LIMITS);
        assertEquals(502, assertThrows(Problem.class, () -> nobody.get(Map.of(), JSON)).status());
    }

    @Test
    void a_setting_that_is_no_address_is_refused_at_the_start() {
        var settings = Map.of("$SETTING$", "ftp://rates.example");
        var refused = assertThrows(IllegalArgumentException.class, () -> Config.from(settings));
        assertTrue(refused.getMessage().contains("$SETTING$ must be"));
    }

    @Test
    void its_host_is_told_without_its_address() {
        assertEquals("127.0.0.1", provider("/{a}/secret", "").host());
    }

    @Test
    void the_usual_model_is_asked_where_none_is_named() {
        assertEquals("usual", provider("/", "").model("usual"));
        assertEquals("named", new Provider("http://127.0.0.1/", "", "named").model("usual"));
    }

    private static Provider provider(String path, String key) {
        return new Provider("http://127.0.0.1:" + server.getAddress().getPort() + path, key, "", LIMITS);
    }
}
