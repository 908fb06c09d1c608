package codex;

import codex.specification.Access;
import codex.specification.Behaviour;
import codex.specification.Body;
import codex.specification.Document;
import codex.specification.Field;
import codex.specification.Limits;
import codex.specification.Method;
import codex.specification.Module;
import codex.specification.Response;
import codex.specification.Route;
import codex.specification.RouteAccess;
import codex.specification.Source;
import codex.specification.Type;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * An endpoint on loopback that answers as a model would, after a fixed time and always rightly, about one kind of
 * application: each of its routes is particular and needs three functions. What is measured with it is Codex alone.
 */
public final class NumbersModel implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SIGNATURE = Pattern.compile("public static \\S+ (\\w+)\\(");
    private static final Pattern ROUTE = Pattern.compile("POST /step\\d+");
    private static final String HEAD = "Head of its own function:";
    private static final Source SAID = Source.sentence(1, 0.95);

    private final HttpServer server;
    private final Duration latency;
    private final AtomicInteger calls = new AtomicInteger();

    NumbersModel(Duration latency) {
        this.latency = latency;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException refused) {
            throw new UncheckedIOException("no port is free on loopback", refused);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort());
    }

    int calls() {
        return calls.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        try {
            Thread.sleep(latency);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        var bytes = completion(answer(JSON.readTree(exchange.getRequestBody()))).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static String completion(String text) {
        var body = JSON.createObjectNode().put("model", "numbers");
        var choice = body.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", text);
        body.putObject("usage").put("prompt_tokens", 1000).put("completion_tokens", 100);
        return body.toString();
    }

    /** What it says to a request: told by the schema that the answer shall have. */
    public static String answer(JsonNode request) {
        var schema = request.at("/response_format/json_schema/name").asText();
        var said = request.at("/messages/1/content").asText();
        return switch (schema) {
            case "Shared" -> "{\"functions\": [], \"calls\": []}";
            case "Drawing" -> drawing(said);
            case "FunctionBody" -> body(said);
            case "Scenarios" -> scenarios(said);
            default -> "{}";
        };
    }

    // The route's own function, whose head it takes as it is, and two that it calls.
    private static String drawing(String said) {
        var start = said.indexOf('{', said.indexOf(HEAD));
        try (var parser = JSON.createParser(said.substring(start))) {
            var head = (ObjectNode) JSON.<JsonNode>readTree(parser);
            var name = head.path("name").asText();
            head.put("description", "Adds the double of the number to the number after it.");
            var drawing = JSON.createObjectNode();
            var functions = drawing.putArray("functions").add(head);
            var calls = drawing.putArray("calls");
            for (var helper : List.of(name + "Double", name + "Next")) {
                functions.add(helper(helper));
                calls.addObject().put("caller", name).put("callee", helper);
            }
            drawing.putArray("packages");
            return drawing.toString();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    // One call of each route: the successor of a number and its double.
    private static String scenarios(String said) {
        var answer = JSON.createObjectNode();
        var scenarios = answer.putArray("scenarios");
        var routes = ROUTE.matcher(said.substring(0, said.indexOf("Earlier scenarios")));
        while (routes.find()) {
            var scenario =
                    scenarios.addObject().put("proves", routes.group()).put("name", routes.group() + " makes a number");
            var call = scenario.putArray("calls").addObject().put("route", routes.group());
            call.put("caller", "").put("status", 200);
            call.putObject("values").put("number", 4);
            call.putObject("answer").put("result", 13);
            call.putArray("shows");
            call.putArray("hides");
        }
        return answer.toString();
    }

    private static ObjectNode helper(String name) {
        var helper = JSON.createObjectNode()
                .put("name", name)
                .put("description", "A number made of another.")
                .put("returnType", "integer");
        helper.putArray("input")
                .addObject()
                .put("name", "number")
                .put("type", "integer")
                .put("required", true);
        helper.putArray("errors");
        helper.putArray("tables");
        return helper.putNull("recipe");
    }

    private static String body(String said) {
        var signature = SIGNATURE.matcher(said);
        if (!signature.find()) {
            throw new IllegalStateException("a question for a body shows the signature");
        }
        var name = signature.group(1);
        var owner = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        var body = name.endsWith("Double")
                ? "return number * 2;"
                : name.endsWith("Next")
                        ? "return number + 1;"
                        : "return new Result(0L + %1$sDouble.%2$sDouble(input.number(), context) + %1$sNext.%2$sNext(input.number(), context));"
                                .formatted(owner, name);
        var answer = JSON.createObjectNode().put("body", body).put("helpers", "");
        answer.putArray("imports");
        return answer.putNull("unclear").toString();
    }

    /** The application it knows about. */
    public static Document document(int routes) {
        var all = IntStream.rangeClosed(1, routes)
                .mapToObj(number -> route(number, 10 + 2 * number))
                .toList();
        return new Document(
                "Numbers",
                "Makes numbers of numbers.",
                List.of("Make numbers of numbers."),
                Access.NONE,
                List.of(),
                List.of(),
                List.of(new Module("e1", "Numbers", "Numbers", all, SAID)),
                List.of(
                        new Type("e2", "Given", "A number", List.of(field("e3", "number", "integer")), SAID),
                        new Type("e4", "Result", "What it makes", List.of(field("e5", "result", "long")), SAID)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                11 + 2 * routes);
    }

    private static Route route(int number, int id) {
        return new Route(
                "e" + id,
                "step" + number,
                Method.POST,
                "/step" + number,
                "Makes a number of a number",
                RouteAccess.PUBLIC,
                List.of(),
                Body.json("Given"),
                List.of(new Response("e" + (id + 1), 200, "application/json", "Result", "The number it makes")),
                Behaviour.custom(null),
                List.of(),
                List.of(),
                List.of(),
                SAID);
    }

    private static Field field(String id, String name, String type) {
        return new Field(id, name, type, true, null, Limits.range(-1000, 1000), "21", "A number", SAID);
    }
}
