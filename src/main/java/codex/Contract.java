package codex;

import codex.specification.Names;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a running application says of itself in OpenAPI, for callers who know what they want but not how it is called. */
final class Contract {
    private static final List<String> METHODS = List.of("post", "put", "patch", "get", "delete");
    private static final List<String> MEDIA = List.of(
            "multipart/form-data",
            "application/json",
            "application/merge-patch+json",
            "application/x-www-form-urlencoded");

    private final JsonNode openApi;
    private final List<Operation> operations = new ArrayList<>();

    Contract(JsonNode openApi) {
        this.openApi = openApi;
        openApi.path("paths").properties().stream()
                .filter(path -> !path.getKey().matches("/(?:health|auth)/.*"))
                .forEach(path -> METHODS.stream()
                        .filter(path.getValue()::has)
                        .map(method ->
                                operation(method, path.getKey(), path.getValue().get(method)))
                        .forEach(operations::add));
    }

    /**
     * A way to call it.
     *
     * @param media of the request's body; empty where it takes none
     */
    record Operation(String method, String path, String words, String media, List<Place> places, JsonNode answer) {
        private boolean ofOne() {
            return path.endsWith("}");
        }

        private String literal() {
            return path.replaceAll("/?\\{[^}]*}", "");
        }

        private String last() {
            return spoken(literal().substring(literal().lastIndexOf('/') + 1));
        }
    }

    /** Somewhere that a value can go: {@code in} is path, query, header, cookie or body. */
    record Place(String name, String in, boolean required, JsonNode schema, JsonNode example) {
        String spoken() {
            return Contract.spoken(name);
        }
    }

    boolean accounts() {
        return openApi.at("/paths").has("/auth/login");
    }

    /** The operation that {@code wanted} names best: {@code create appointment}, {@code do cancel}. */
    Optional<Operation> find(String wanted) {
        var word = Stream.of("get one", "get all", "get", "create", "change", "delete", "do")
                .filter(kind -> wanted.equals(kind) || wanted.startsWith(kind + " "))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing is called by: " + wanted));
        var rest = wanted.substring(word.length()).strip().replace("\"", "");
        var pattern = Pattern.compile("\\b(?:" + rest + ")");
        var ranking = Comparator.<Operation>comparingInt(operation -> -fits(operation, pattern))
                .thenComparingInt(operation -> word.equals("get one") && operation.ofOne() ? 0 : 1)
                .thenComparingInt(operation -> word.equals("change") && operation.method.equals("patch") ? 0 : 1)
                .thenComparingInt(operation -> METHODS.indexOf(operation.method))
                .thenComparingInt(operation -> operation.path.length());
        return operations.stream()
                .filter(operation -> is(word, operation) && fits(operation, pattern) > least(word))
                .min(ranking);
    }

    // A row is made, changed and deleted where its name stands; what else is done may be told in words.
    private static int least(String word) {
        return List.of("create", "change", "delete").contains(word) ? 2 : 0;
    }

    private static boolean is(String word, Operation operation) {
        return switch (word) {
            case "create" -> operation.method.equals("post") && !operation.ofOne();
            case "change" -> List.of("put", "patch").contains(operation.method) && operation.ofOne();
            case "delete" -> operation.method.equals("delete") && operation.ofOne();
            case "get one" -> operation.method.equals("get") && operation.path.contains("{");
            case "get all" -> operation.method.equals("get") && !operation.path.contains("{");
            case "get" -> operation.method.equals("get");
            default -> true;
        };
    }

    private static int fits(Operation operation, Pattern pattern) {
        if (pattern.matcher(operation.last()).find()) {
            return 3;
        }
        if (pattern.matcher(spoken(operation.literal())).find()) {
            return 2;
        }
        return pattern.matcher(operation.words).find() ? 1 : 0;
    }

    private Operation operation(String method, String path, JsonNode described) {
        var places = new ArrayList<Place>();
        for (var each : described.path("parameters")) {
            var parameter = resolved(each);
            places.add(new Place(
                    parameter.path("name").asText(),
                    parameter.path("in").asText(),
                    parameter.path("required").asBoolean(),
                    resolved(parameter.path("schema")),
                    parameter.path("example")));
        }
        var contents = described.at("/requestBody/content");
        var media = MEDIA.stream()
                .filter(contents::has)
                .findFirst()
                .orElseGet(() -> contents.isEmpty() ? "" : contents.fieldNames().next());
        places.addAll(members(contents.path(media).path("schema")));
        var answer = described.path("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .map(response -> response.getValue().at("/content/application~1json/schema"))
                .findFirst()
                .map(this::resolved)
                .orElse(described.path("nothing"));
        var words = spoken(described.path("operationId").asText() + " "
                + described.path("summary").asText());
        return new Operation(method, path, words, media, places, answer);
    }

    /** The members of an object of this schema. */
    List<Place> members(JsonNode schema) {
        var object = resolved(schema);
        var required = StreamSupport.stream(object.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return object.path("properties").properties().stream()
                .map(member -> new Place(
                        member.getKey(),
                        "body",
                        required.contains(member.getKey()),
                        resolved(member.getValue()),
                        member.getValue().path("example")))
                .toList();
    }

    JsonNode resolved(JsonNode node) {
        if (!node.has("$ref")) {
            return node.has("anyOf") ? resolved(node.path("anyOf").path(0)) : node;
        }
        return resolved(openApi.at(node.path("$ref").asText().substring(1)));
    }

    /** {@code shortUrl}, {@code short_url} and {@code Short-URL} as {@code short url}. */
    static String spoken(String name) {
        return Names.kebab(name.replaceAll("[^A-Za-z0-9]+", "_"))
                .replace('-', ' ')
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
