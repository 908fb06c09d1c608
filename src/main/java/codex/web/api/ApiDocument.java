package codex.web.api;

import codex.web.Access;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.HandlerType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The API's own description, OpenAPI 3.1, written from the route table so that it cannot say anything else. */
final class ApiDocument {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern VARIABLE = Pattern.compile("[{<]([A-Za-z]+)[}>]");

    private ApiDocument() {}

    static ObjectNode of(List<ApiRoute> table, String baseUrl) {
        var document = JSON.objectNode().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Codex")
                .put("version", "1")
                .put("description", "From a description in plain words to a verified application.");
        document.putArray("servers").addObject().put("url", baseUrl + "/api/v1");
        var paths = document.putObject("paths");
        for (var route : table) {
            var path = VARIABLE.matcher(route.path()).replaceAll("{$1}");
            var item = paths.has(path) ? (ObjectNode) paths.get(path) : paths.putObject(path);
            item.set(method(route.method()), operation(route));
        }
        var components = document.putObject("components");
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "A token from POST /tokens or from the account page.");
        components.putObject("schemas").set("Problem", problem());
        return document;
    }

    static String method(HandlerType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode operation(ApiRoute route) {
        var operation = JSON.objectNode().put("summary", route.summary());
        operation.putArray("tags").add(route.path().split("/", 3)[1]);
        var parameters = operation.putArray("parameters");
        VARIABLE.matcher(route.path())
                .results()
                .forEach(match -> parameters
                        .addObject()
                        .put("name", match.group(1))
                        .put("in", "path")
                        .put("required", true)
                        .putObject("schema")
                        .put(
                                "type",
                                match.group(1).equals("path") || match.group(1).equals("element")
                                        ? "string"
                                        : "integer"));
        route.queries()
                .forEach(query -> parameters
                        .addObject()
                        .put("name", query.name())
                        .put("in", "query")
                        .put("description", query.meaning())
                        .putObject("schema")
                        .put("type", query.type()));
        var body = route.body();
        if (body != null) {
            operation
                    .putObject("requestBody")
                    .put("required", true)
                    .putObject("content")
                    .putObject("application/json")
                    .set("schema", schema(body));
        }
        var responses = operation.putObject("responses");
        responses.putObject(String.valueOf(route.status())).put("description", route.answer());
        var scope = route.scope();
        if (scope == null) {
            operation.putArray("security");
        } else {
            operation.putArray("security").addObject().putArray("token").add(scope.label());
            refuses(responses, "401", "no token, or one that is not valid any more");
            refuses(responses, "403", "the token lacks the scope " + scope.label());
        }
        if (VARIABLE.matcher(route.path()).find() || route.access() == Access.ADMIN) {
            refuses(responses, "404", "not there, or not yours");
        }
        if (!route.queries().isEmpty()) {
            refuses(responses, "400", "a parameter is not as described");
        }
        if (body != null) {
            refuses(responses, "400", "the body is not as described");
            refuses(responses, "413", "the body is larger than 1 MB");
            refuses(responses, "415", "the body is not sent as application/json");
            refuses(responses, "422", "the body is as described, but a value in it makes no sense");
        }
        return operation;
    }

    private static void refuses(ObjectNode responses, String status, String when) {
        responses
                .putObject(status)
                .put("description", when)
                .putObject("content")
                .putObject("application/problem+json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/Problem");
    }

    private static ObjectNode schema(Class<?> body) {
        var schema = JSON.objectNode().put("type", "object");
        if (!body.isRecord()) {
            return schema;
        }
        var properties = schema.putObject("properties");
        for (RecordComponent component : body.getRecordComponents()) {
            properties.set(component.getName(), member(component.getType()));
        }
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode member(Class<?> type) {
        if (type == String.class) {
            return JSON.objectNode().put("type", "string");
        }
        if (List.class.isAssignableFrom(type)) {
            return JSON.objectNode().put("type", "array");
        }
        if (type == BigDecimal.class) {
            return JSON.objectNode().put("type", "number");
        }
        if (Number.class.isAssignableFrom(type) || type == int.class || type == long.class) {
            return JSON.objectNode().put("type", "integer");
        }
        return Map.class.isAssignableFrom(type) || ObjectNode.class == type
                ? JSON.objectNode().put("type", "object")
                : JSON.objectNode();
    }

    private static ObjectNode problem() {
        var schema = JSON.objectNode().put("type", "object").put("description", "RFC 9457");
        var properties = schema.putObject("properties");
        for (var name : List.of("type", "title", "detail", "instance")) {
            properties.putObject(name).put("type", "string");
        }
        properties.putObject("status").put("type", "integer");
        var errors = properties
                .putObject("errors")
                .put("type", "array")
                .putObject("items")
                .put("type", "object");
        errors.putObject("properties").putObject("field").put("type", "string");
        return schema;
    }
}
