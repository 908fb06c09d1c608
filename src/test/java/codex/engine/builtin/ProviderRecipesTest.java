package codex.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application knows by itself gives way to a service that its operator names (BUILTIN-ENGINE.md, 7). */
class ProviderRecipesTest {
    private static final Recipes RECIPES = new Recipes();

    @TempDir
    Path folder;

    private final AtomicReference<String> asked = new AtomicReference<>("");
    private HttpServer server;
    private int status = 200;
    private String mediaType = "application/json";
    private String answer = "{}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.set(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", mediaType);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_rate_comes_with_its_day_from_the_service_and_names_it() {
        var bench = bench("currency_rate", "RATES_URL", "/latest?base={base}&symbols={target}");
        answer = "{\"base\": \"EUR\", \"date\": \"2026-11-30\", \"rates\": {\"USD\": 1.1571}}";
        var reply = bench.call("lookUpRate", Map.of("base", "eur", "target", "usd"));
        assertThat(asked.get().strip()).isEqualTo("GET /latest?base=EUR&symbols=USD");
        assertThat(reply.json().path("rate").asDouble()).isEqualTo(1.1571);
        assertThat(reply.json().path("asOf").asText()).isEqualTo("2026-11-30");
        assertThat(reply.json().path("source").asText()).isEqualTo("127.0.0.1");
    }

    @Test
    void an_amount_is_converted_at_the_rate_of_the_service() {
        var bench = bench("currency_exchange", "RATES_URL", "/{base}/{target}");
        answer = "{\"date\": \"2026-11-30\", \"rates\": {\"JPY\": 180.5}}";
        var reply = bench.call("convertAmount", Map.of("base", "EUR", "target", "JPY", "amount", "10.05"));
        assertThat(reply.json().path("converted").asInt())
                .as("1814.025 in whole yen")
                .isEqualTo(1814);
        assertThat(bench.call("convertAmount", Map.of("base", "QQQ", "target", "JPY", "amount", "1"))
                        .status())
                .as("what is no currency is not asked for")
                .isEqualTo(400);
    }

    @Test
    void what_the_service_does_not_know_is_not_found() {
        var bench = bench("currency_rate", "RATES_URL", "/{base}/{target}");
        answer = "{\"date\": \"2026-11-30\", \"rates\": {}}";
        assertThat(bench.call("lookUpRate", Map.of("base", "EUR", "target", "XPF"))
                        .status())
                .isEqualTo(404);
        status = 404;
        assertThat(bench.call("lookUpRate", Map.of("base", "EUR", "target", "XPF"))
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hello", "{\"rates\": {\"USD\": 1.1}}", "{\"date\": \"soon\", \"rates\": {\"USD\": 1.1}}"})
    void a_service_that_is_not_understood_is_no_answer(String other) {
        var bench = bench("currency_rate", "RATES_URL", "/");
        answer = other;
        assertThat(bench.call("lookUpRate", Map.of("base", "EUR", "target", "USD"))
                        .status())
                .isEqualTo(502);
    }

    @Test
    void a_service_that_is_down_is_no_answer_and_no_old_rate_is_told_in_its_place() {
        var bench = bench("currency_rate", "RATES_URL", "/");
        status = 500;
        assertThat(bench.call("lookUpRate", Map.of("base", "EUR", "target", "USD"))
                        .status())
                .isEqualTo(502);
    }

    @Test
    void a_public_address_is_looked_up_and_a_special_one_never_leaves_the_application() {
        var bench = bench("ip_geolocation", "GEOIP_URL", "/json/{ip}");
        answer = "{\"countryCode\": \"US\", \"city\": \"Mountain View\"}";
        var reply = bench.call("locateIp", Map.of("ip", "8.8.8.8"));
        assertThat(asked.get().strip()).isEqualTo("GET /json/8.8.8.8");
        assertThat(reply.json().path("country").asText()).isEqualTo("US");
        assertThat(reply.json().path("city").asText()).isEqualTo("Mountain View");
        assertThat(reply.json().path("scope").asText()).isEqualTo("public");
        asked.set("");
        assertThat(bench.call("locateIp", Map.of("ip", "10.0.0.1"))
                        .json()
                        .path("scope")
                        .asText())
                .isEqualTo("private network");
        assertThat(asked.get()).isEmpty();
        answer = "{\"status\": \"fail\"}";
        assertThat(bench.call("locateIp", Map.of("ip", "8.8.8.8")).status()).isEqualTo(404);
    }

    @Test
    void a_text_is_spoken_by_the_service_in_any_alphabet() {
        var bench = bench("text_to_speech", "SPEECH_URL", "/v1/audio/speech");
        mediaType = "audio/wav";
        answer = "RIFF";
        var reply = bench.call("speakText", Map.of("text", "世界", "rate", "1.5"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(asked.get()).startsWith("POST /v1/audio/speech {").contains("\"input\":\"世界\"", "\"speed\":1.5");
    }

    @Test
    void a_model_answers_in_a_conversation_from_what_was_said_in_it() {
        var bench = bench("chat_assistant", "MODEL_URL", "/v1/chat/completions");
        var conversation = conversation(bench);
        bench.call("addMessage", Map.of("conversationId", conversation, "text", "What is \"tea\"?"));
        bench.later();
        answer = "{\"choices\": [{\"message\": {\"role\": \"assistant\", \"content\": \" A drink. \"}}]}";
        var reply = bench.call("replyToConversation", Map.of("id", conversation));
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().path("text").asText()).isEqualTo("A drink.");
        assertThat(reply.json().path("author").asText()).isEqualTo("assistant");
        assertThat(asked.get())
                .startsWith("POST /v1/chat/completions {\"model\":\"gpt-4o-mini\"")
                .contains("{\"role\":\"user\",\"content\":\"What is \\\"tea\\\"?\"}");
        assertThat(bench.call("replyToConversation", Map.of("id", conversation)).status())
                .as("nobody has said anything since")
                .isEqualTo(409);
    }

    @Test
    void without_a_model_no_answer_is_made_up() {
        var bench = bench("chat_assistant");
        var conversation = conversation(bench);
        bench.call("addMessage", Map.of("conversationId", conversation, "text", "Hello"));
        assertThat(bench.call("replyToConversation", Map.of("id", conversation)).status())
                .isEqualTo(501);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"choices\": []}",
                "{\"choices\": [{\"message\": {\"content\": \"  \"}}]}",
                "{\"choices\": [{\"message\": {\"content\": null}}]}"
            })
    void a_model_that_says_nothing_is_no_answer(String nothing) {
        var bench = bench("chat_assistant", "MODEL_URL", "/");
        var conversation = conversation(bench);
        bench.call("addMessage", Map.of("conversationId", conversation, "text", "Hello"));
        answer = nothing;
        assertThat(bench.call("replyToConversation", Map.of("id", conversation)).status())
                .isEqualTo(502);
    }

    private static String conversation(Workbench bench) {
        var caller = "00000000-0000-0000-0000-000000000001";
        return bench.made("Conversation", Map.of("ownerId", caller, "title", "Plans"));
    }

    private Workbench bench(String recipe) {
        var brings = RECIPES.all().stream()
                .filter(each -> each.name().equals(recipe))
                .findFirst()
                .orElseThrow()
                .brings();
        return new Workbench(RECIPES, brings, folder);
    }

    private Workbench bench(String recipe, String setting, String path) {
        var bench = bench(recipe);
        bench.provide(setting, "http://127.0.0.1:" + server.getAddress().getPort() + path);
        return bench;
    }
}
