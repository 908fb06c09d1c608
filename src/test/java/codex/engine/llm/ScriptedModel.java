package codex.engine.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An OpenAI-compatible endpoint on loopback that plays a script and records what it was sent. */
public final class ScriptedModel implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One turn of the script. */
    @FunctionalInterface
    public interface Turn {
        void play(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private volatile @Nullable UnaryOperator<String> otherwise;
    private volatile Turn embedding =
            exchange -> send(exchange, 404, "application/json", "{\"error\": \"no embeddings here\"}");
    private volatile @Nullable BiFunction<Integer, JsonNode, Turn> answering;
    private final Deque<Turn> script = new ArrayDeque<>();
    private final List<JsonNode> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<JsonNode> embedded = Collections.synchronizedList(new ArrayList<>());
    private final List<Map<String, List<String>>> headers = Collections.synchronizedList(new ArrayList<>());

    public ScriptedModel() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::play);
        server.createContext("/v1/embeddings", this::embed);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort());
    }

    public List<JsonNode> requests() {
        return List.copyOf(requests);
    }

    public List<Map<String, List<String>>> headers() {
        return List.copyOf(headers);
    }

    /** What was to be turned into vectors, one for each call. */
    public List<JsonNode> embedded() {
        return List.copyOf(embedded);
    }

    /** Each text is turned into a vector. Before it is said how, the endpoint has none. */
    public ScriptedModel embedding(Function<String, List<Double>> vector) {
        return embeds(exchange -> {
            var body = JSON.createObjectNode().put("object", "list").put("model", "scripted-vectors");
            var data = body.putArray("data");
            var texts = embedded.getLast().path("input");
            // The last first: an order is not promised, only an index.
            for (var index = texts.size() - 1; index >= 0; index--) {
                var numbers = data.addObject().put("index", index).putArray("embedding");
                vector.apply(texts.get(index).asText()).forEach(numbers::add);
            }
            body.putObject("usage").put("prompt_tokens", 30).put("total_tokens", 30);
            send(exchange, 200, "application/json", body.toString());
        });
    }

    /** What is played when vectors are asked for. */
    ScriptedModel embeds(Turn turn) {
        embedding = turn;
        return this;
    }

    private void embed(HttpExchange exchange) throws IOException {
        headers.add(Map.copyOf(exchange.getRequestHeaders()));
        embedded.add(JSON.readTree(exchange.getRequestBody()));
        embedding.play(exchange);
    }

    /** Answers with a text, as a model that finished. */
    public ScriptedModel says(String text) {
        return ends("stop", text);
    }

    public ScriptedModel ends(String finishReason, String text) {
        return turn(saying(finishReason, text));
    }

    static String completion(String finishReason, String text) {
        var body = JSON.createObjectNode()
                .put("id", "1")
                .put("object", "chat.completion")
                .put("model", "scripted");
        var choice = body.putArray("choices").addObject().put("index", 0).put("finish_reason", finishReason);
        choice.putObject("message").put("role", "assistant").put("content", text);
        body.putObject("usage")
                .put("prompt_tokens", 100)
                .put("completion_tokens", 20)
                .put("total_tokens", 120);
        return body.toString();
    }

    public ScriptedModel fails(int status, String body, String... header) {
        return turn(exchange -> {
            for (var i = 0; i + 1 < header.length; i += 2) {
                exchange.getResponseHeaders().add(header[i], header[i + 1]);
            }
            send(exchange, status, "application/json", body);
        });
    }

    public ScriptedModel turn(Turn turn) {
        synchronized (script) {
            script.add(turn);
        }
        return this;
    }

    /** Once the script is over: answers what a request says with a text. */
    public ScriptedModel otherwise(UnaryOperator<String> answer) {
        this.otherwise = answer;
        return this;
    }

    /** Once the script is over: plays what a request is worth, by its number from 1. */
    public ScriptedModel answering(BiFunction<Integer, JsonNode, Turn> answer) {
        this.answering = answer;
        return this;
    }

    /** A turn that says a text and ends for a reason. */
    public static Turn saying(String finishReason, String text) {
        return exchange -> send(exchange, 200, "application/json", completion(finishReason, text));
    }

    private void play(HttpExchange exchange) throws IOException {
        headers.add(Map.copyOf(exchange.getRequestHeaders()));
        var request = JSON.readTree(exchange.getRequestBody());
        int number;
        synchronized (requests) {
            requests.add(request);
            number = requests.size();
        }
        Turn turn;
        synchronized (script) {
            turn = script.poll();
        }
        if (turn == null && otherwise != null) {
            var said = String.join("\n", request.path("messages").findValuesAsText("content"));
            send(exchange, 200, "application/json", completion("stop", otherwise.apply(said)));
            return;
        }
        if (turn == null && answering != null) {
            turn = answering.apply(number, request);
        }
        if (turn == null) {
            send(exchange, 599, "text/plain", "the script has no further turn");
            return;
        }
        turn.play(exchange);
    }

    public static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
