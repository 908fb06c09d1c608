package codex;

import codex.Contract.Operation;
import codex.Contract.Place;
import codex.sandbox.Tool;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Makes the calls of one example task against its running application, as somebody who knows the task and no source. */
final class Acceptance {
    static final String ADMIN = "admin@example.com";
    static final String PASSWORD = "Correct-horse-battery-9";
    private static final String NOWHERE = "00000000-0000-4000-8000-000000000000";
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)}");
    private static final Pattern MOMENT = Pattern.compile("now([+-]\\d+)h");
    private static final Pattern LETTERS = Pattern.compile("(\\d+) letters");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Contract contract;
    private final String address;
    private final Path folder;
    private final List<String> reading;
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();

    /** {@code reading} is the command that says as JSON what a file holds; {@code folder} takes the files. */
    Acceptance(String address, Contract contract, Path folder, List<String> reading) {
        this.address = address;
        this.contract = contract;
        this.folder = folder;
        this.reading = reading;
        known.put("nowhere", NOWHERE);
    }

    /** What is wrong with what comes of it; empty where it is right. */
    Optional<String> fault(AcceptanceCall call) {
        try {
            return tried(call);
        } catch (Unable unable) {
            return Optional.of(String.valueOf(unable.getMessage()));
        }
    }

    /** The call cannot be made as it is meant. */
    private static final class Unable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unable(String why) {
            super(why);
        }
    }

    private record Answer(int status, String media, HttpResponse<byte[]> response, JsonNode body) {
        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }
    }

    private Optional<String> tried(AcceptanceCall call) {
        var operation = call.routes().stream()
                .flatMap(route -> contract.find(route).stream())
                .findFirst();
        if (operation.isEmpty()) {
            return call.mayBeMissing()
                    ? Optional.empty()
                    : Optional.of("there is no route to " + String.join(" or ", call.routes()));
        }
        var request = request(operation.get(), call);
        var told = operation.get().method().toUpperCase(Locale.ROOT) + " " + request.uri();
        if (call.together() > 1) {
            return together(call, request).map(fault -> told + ": " + fault);
        }
        var answer = answer(send(request));
        var fault = wrong(call, operation.get(), answer);
        if (fault.isEmpty()) {
            keep(call, answer);
        }
        return fault.map(text -> "%s: %s; %d %s"
                .formatted(told, text, answer.status(), shortened(answer.media(), answer.body(), answer.text())));
    }

    private static String shortened(String media, JsonNode body, String text) {
        var shown = body.isMissingNode() ? (media.startsWith("text/") ? text : media) : body.toString();
        return shown.length() > 240 ? shown.substring(0, 240) + " …" : shown;
    }

    private Optional<String> together(AcceptanceCall call, HttpRequest request) {
        var answers = IntStream.range(0, call.together())
                .mapToObj(each -> http.sendAsync(request, BodyHandlers.ofByteArray()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .map(HttpResponse::statusCode)
                .toList();
        var right = answers.stream().filter(call.statuses()::contains).count();
        var others = answers.stream().filter(call.others()::contains).count();
        return right == 1 && others == call.together() - 1
                ? Optional.empty()
                : Optional.of("one is to have %s, the others %s, and there were %s"
                        .formatted(call.statuses(), call.others(), answers));
    }

    private Optional<String> wrong(AcceptanceCall call, Operation operation, Answer answer) {
        if (!call.statuses().contains(answer.status())) {
            return Optional.of("status " + call.text("status") + " is right");
        }
        var undeclared = call.declares().stream()
                .flatMap(each -> Stream.of(each.split(",\\s*")))
                .filter(name -> contract.members(operation.answer()).stream()
                        .noneMatch(member -> member.spoken().matches("(.* )?" + name)))
                .toList();
        if (!undeclared.isEmpty()) {
            return Optional.of("its answer has no " + undeclared);
        }
        return Stream.of(
                        texts(call, answer),
                        Found.lacking(answer.body(), filled(call.item()), filled(call.has())),
                        Found.first(answer.body(), filled(call.first())),
                        Found.items(answer.body(), call.items()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> texts(AcceptanceCall call, Answer answer) {
        var holds = filled(call.text("holds"));
        if (!answer.text().contains(holds)) {
            return Optional.of("it is to hold " + holds);
        }
        var lacks = filled(call.text("lacks"));
        if (!lacks.isEmpty() && answer.text().contains(lacks)) {
            return Optional.of("it may not hold " + lacks);
        }
        if (!answer.media().startsWith(call.text("media"))) {
            return Optional.of("its media type is " + answer.media() + ", not " + call.text("media"));
        }
        return call.header().properties().stream()
                .filter(header -> !answer.response()
                        .headers()
                        .firstValue(header.getKey())
                        .orElse("")
                        .equals(header.getValue().asText()))
                .map(header -> "its header " + header + " is missing or another")
                .findFirst();
    }

    private void keep(AcceptanceCall call, Answer answer) {
        call.keep()
                .properties()
                .forEach(each -> Stream.of(each.getValue().asText().split("\\|"))
                        .flatMap(pattern -> Found.members(answer.body(), pattern).stream())
                        .filter(JsonNode::isValueNode)
                        .findFirst()
                        .ifPresent(value -> known.put(each.getKey(), value.asText())));
        known.computeIfPresent("code", (name, code) -> code.substring(code.lastIndexOf('/') + 1));
    }

    private HttpRequest request(Operation operation, AcceptanceCall call) {
        var builder = HttpRequest.newBuilder().timeout(PATIENCE);
        sign(builder, call.actor());
        var values = new Values(operation.places());
        values.put(call.send(), true);
        values.put(call.keeping(), false);
        values.put(call.also(), false);
        var given = values.given();
        var path = operation.path();
        var query = new ArrayList<String>();
        var body = NODES.objectNode();
        for (var place : operation.places()) {
            var value = given.get(place);
            if (value == null || value.isNull()) {
                continue;
            }
            switch (place.in()) {
                case "path" -> path = path.replace("{" + place.name() + "}", encoded(value.asText()));
                case "query" -> query.add(place.name() + "=" + encoded(value.asText()));
                case "header" -> builder.header(place.name(), value.asText());
                default -> body.set(place.name(), value);
            }
        }
        return builder.uri(URI.create(address + path + (query.isEmpty() ? "" : "?" + String.join("&", query))))
                .method(operation.method().toUpperCase(Locale.ROOT), body(builder, operation, body))
                .build();
    }

    private HttpRequest.BodyPublisher body(HttpRequest.Builder builder, Operation operation, ObjectNode body) {
        if (operation.media().isEmpty()) {
            return BodyPublishers.noBody();
        }
        if (operation.media().startsWith("multipart/")) {
            builder.header("Content-Type", "multipart/form-data; boundary=acceptance");
            return BodyPublishers.ofByteArray(multipart(body));
        }
        builder.header("Content-Type", operation.media());
        return BodyPublishers.ofString(body.toString());
    }

    private static byte[] multipart(ObjectNode body) {
        var bytes = new ByteArrayOutputStream();
        for (var field : body.properties()) {
            var file = field.getValue().path("file").asText();
            var name = file.isEmpty() ? "" : "; filename=\"" + file + "\"\r\nContent-Type: application/octet-stream";
            bytes.writeBytes(("--acceptance\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\"" + name
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(
                    file.isEmpty()
                            ? field.getValue().asText().getBytes(StandardCharsets.UTF_8)
                            : TasksBench.resource("files/" + file));
            bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        bytes.writeBytes("--acceptance--\r\n".getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    /** The values of one request; each place takes one, and each is taken once. */
    private final class Values {
        private final List<Place> free;
        private final Map<Place, JsonNode> given = new HashMap<>();

        Values(List<Place> places) {
            this.free = new ArrayList<>(places);
        }

        void put(ObjectNode values, boolean needed) {
            values.properties().forEach(each -> {
                if (!needed && unknown(each.getValue())) {
                    return;
                }
                var place = Stream.of(each.getKey().split("\\|"))
                        .flatMap(pattern ->
                                free.stream().filter(free -> free.spoken().matches(pattern)))
                        .findFirst();
                if (place.isEmpty() && needed) {
                    throw new Unable("nothing takes " + each.getKey());
                }
                place.ifPresent(found -> {
                    free.remove(found);
                    given.put(found, value(each.getValue(), found));
                });
            });
        }

        Map<Place, JsonNode> given() {
            free.stream()
                    .filter(place -> place.required() || place.in().equals("path"))
                    .forEach(place -> given.put(place, otherwise(place)));
            return given;
        }
    }

    /** Whether it names nothing but what earlier calls did not find: rows that are not kept here. */
    private boolean unknown(JsonNode value) {
        var texts = value.isArray() ? value : NODES.arrayNode().add(value);
        return !texts.isEmpty()
                && StreamSupport.stream(texts.spliterator(), false)
                        .map(JsonNode::asText)
                        .allMatch(text -> text.matches("\\{\\w+}") && !known.containsKey(text.replaceAll("[{}]", "")));
    }

    private JsonNode otherwise(Place place) {
        var variable = known.get(place.spoken().replaceAll(" id$", ""));
        if (variable != null && place.spoken().endsWith(" id")) {
            return NODES.textNode(variable);
        }
        return example(place);
    }

    private static JsonNode example(Place place) {
        return Stream.of(
                        place.example(),
                        place.schema().at("/examples/0"),
                        place.schema().path("example"),
                        place.schema().path("default"),
                        place.schema().at("/enum/0"))
                .filter(node -> !node.isMissingNode() && !node.isNull())
                .findFirst()
                .orElseGet(() -> switch (type(place.schema())) {
                    case "integer", "number" ->
                        NODES.numberNode(place.schema().path("minimum").asInt(1));
                    case "boolean" -> NODES.booleanNode(false);
                    case "array" -> NODES.arrayNode();
                    case "object" -> NODES.objectNode();
                    default -> NODES.textNode("An example");
                });
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.path(0).asText() : type.asText();
    }

    private JsonNode value(JsonNode wanted, Place place) {
        if (wanted.path("any").asBoolean()) {
            return example(place);
        }
        if (wanted.path("largest").asBoolean() || wanted.path("smallest").asBoolean()) {
            return place.schema().path(wanted.has("largest") ? "maximum" : "minimum");
        }
        if (wanted.isArray() && wanted.path(0).asText().startsWith("{")) {
            var one = IntStream.range(0, wanted.size())
                    .mapToObj(wanted::path)
                    .filter(each -> known.containsKey(each.asText().replaceAll("[{}]", "")))
                    .findFirst();
            return one.map(each -> value(each, place)).orElseThrow(() -> new Unable("nothing is known of " + wanted));
        }
        if (wanted.isArray()) {
            var list = NODES.arrayNode();
            wanted.forEach(each -> list.add(member(each, place.schema().path("items"))));
            return list;
        }
        if (wanted.isTextual()) {
            return fitting(filled(wanted.asText()), place.schema());
        }
        return wanted.isNumber() && type(place.schema()).equals("string") ? NODES.textNode(wanted.asText()) : wanted;
    }

    private JsonNode member(JsonNode wanted, JsonNode schema) {
        if (!wanted.isObject()) {
            return wanted;
        }
        var values = new Values(contract.members(schema));
        values.put((ObjectNode) wanted, true);
        var object = NODES.objectNode();
        values.given().forEach((place, value) -> object.set(place.name(), value));
        return object;
    }

    // A word of a choice is meant however it is written; a moment is told as far as the field wants it.
    private static JsonNode fitting(String text, JsonNode schema) {
        for (var choice : schema.path("enum")) {
            if (plain(choice.asText()).equals(plain(text))) {
                return choice;
            }
        }
        if (text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")) {
            return NODES.textNode(
                    switch (schema.path("format").asText()) {
                        case "date" -> text.substring(0, 10);
                        case "time" -> text.substring(11, 19);
                        default -> text;
                    });
        }
        return NODES.textNode(text);
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private ObjectNode filled(ObjectNode node) {
        var filled = NODES.objectNode();
        node.properties().forEach(member -> {
            var value = member.getValue();
            filled.set(member.getKey(), value.isTextual() ? NODES.textNode(filled(value.asText())) : value);
        });
        return filled;
    }

    private String filled(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> java.util.regex.Matcher.quoteReplacement(known(found)));
    }

    private String known(java.util.regex.MatchResult found) {
        var name = found.group(1);
        var moment = MOMENT.matcher(name);
        if (moment.matches()) {
            return Instant.now()
                    .truncatedTo(ChronoUnit.SECONDS)
                    .plus(Duration.ofHours(Long.parseLong(moment.group(1))))
                    .toString();
        }
        var letters = LETTERS.matcher(name);
        if (letters.matches()) {
            return "a".repeat(Integer.parseInt(letters.group(1)));
        }
        if (name.startsWith("time ")) {
            return name.substring("time ".length());
        }
        if (name.matches("[\\d,]+")) {
            return found.group();
        }
        var value = known.get(name);
        if (value == null) {
            throw new Unable("nothing is known of {" + name + "}, since a call before did not succeed");
        }
        return value;
    }

    private void sign(HttpRequest.Builder builder, String actor) {
        if (contract.accounts() && !actor.equals("nobody")) {
            if (!tokens.containsKey(actor)) {
                tokens.put(actor, token(actor));
            }
            builder.header("Authorization", "Bearer " + tokens.get(actor));
        }
    }

    /** {@code ann}, or with a role {@code tutor:tess}: whoever is new registers first. */
    private String token(String actor) {
        if (actor.isEmpty() || actor.equals("admin")) {
            return logIn(ADMIN);
        }
        var name = actor.substring(actor.indexOf(':') + 1);
        var email = name + "@example.com";
        var registered = post("POST", "/auth/register", credentials(email).put("name", name), "");
        var id = registered.path("id").asText();
        known.put(name, id);
        if (actor.contains(":")) {
            var role = NODES.objectNode().put("role", actor.substring(0, actor.indexOf(':')));
            post("PUT", "/auth/accounts/" + id + "/role", role, logIn(ADMIN));
        }
        return logIn(email);
    }

    private String logIn(String email) {
        return post("POST", "/auth/login", credentials(email), "")
                .path("accessToken")
                .asText();
    }

    private static ObjectNode credentials(String email) {
        return NODES.objectNode().put("email", email).put("password", PASSWORD);
    }

    private JsonNode post(String method, String path, ObjectNode body, String token) {
        var builder = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.toString()));
        if (!token.isEmpty()) {
            builder.header("Authorization", "Bearer " + token);
        }
        return answer(send(builder.build())).body();
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException failed) {
            throw new Unable(request.method() + " " + request.uri() + " is not answered: " + failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for an answer", stopped);
        }
    }

    private Answer answer(HttpResponse<byte[]> response) {
        var media = response.headers().firstValue("Content-Type").orElse("");
        return new Answer(response.statusCode(), media, response, body(media, response.body()));
    }

    private JsonNode body(String media, byte[] bytes) {
        try {
            if (media.contains("json")) {
                return JSON.readTree(bytes);
            }
            if (media.matches("(image/(?!svg).*|application/pdf|audio/.*)")) {
                var file = Files.write(folder.resolve("answer"), bytes);
                var words = Stream.concat(reading.stream(), Stream.of(file.toString()))
                        .toList();
                return JSON.readTree(Tool.run(folder, folder.resolve("reading.log"), new TreeMap<>(), words)
                        .log());
            }
            return Objects.requireNonNull(NODES.missingNode());
        } catch (IOException unreadable) {
            throw new Unable("the answer cannot be read as " + media + ": " + unreadable.getMessage());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
