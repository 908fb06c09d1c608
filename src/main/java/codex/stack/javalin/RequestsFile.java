package codex.stack.javalin;

import codex.specification.Parameter;
import codex.specification.RouteAccess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.stream.Collectors;

/** One example call for each route, as editors run them. */
final class RequestsFile {
    private final AppModel app;
    private final ExampleValue examples;

    RequestsFile(AppModel app) {
        this.app = app;
        this.examples = new ExampleValue(app);
    }

    String text() {
        var head =
                "@address = http://localhost:8080\n" + (app.accounts() ? "@token = put the login's answer here\n" : "");
        return head + app.routes().stream().map(this::request).collect(Collectors.joining());
    }

    private String request(RouteModel model) {
        var route = model.route();
        var lines = new StringBuilder("\n### %s\n".formatted(route.summary().replaceAll("\\s+", " ")));
        lines.append("%s {{address}}%s%s\n".formatted(route.method(), path(model), query(model)));
        if (route.access().level() != RouteAccess.Level.PUBLIC) {
            lines.append("Authorization: Bearer {{token}}\n");
        }
        var body = body(model);
        if (!body.isEmpty() || !body.asText().isEmpty()) {
            lines.append("Content-Type: %s\n\n".formatted(model.takesJson() ? "application/json" : model.takes()))
                    .append(
                            body.isTextual()
                                    ? body.textValue()
                                    : body.toPrettyString().replace("\r\n", "\n"))
                    .append('\n');
        }
        return lines.toString();
    }

    private String path(RouteModel model) {
        var path = model.route().path();
        for (var field : model.parameters()) {
            if (field.place() == Parameter.Place.PATH) {
                path = path.replace(
                        "{" + field.json() + "}",
                        examples.of(field)
                                .map(value -> TestText.encode(value.asText()))
                                .orElse("example"));
            }
        }
        var entity = model.entity();
        var id = entity != null && entity.numbered() ? "1" : "6f9619ff-8b86-4d01-b42d-00c04fc964ff";
        return path.replaceAll("\\{[^}]*}", id);
    }

    private String query(RouteModel model) {
        var query = model.parameters().stream()
                .filter(field -> field.place() == Parameter.Place.QUERY && field.required())
                .flatMap(field ->
                        examples.of(field).stream().map(value -> field.json() + "=" + TestText.encode(value.asText())))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private JsonNode body(RouteModel model) {
        if (model.whole() != null) {
            return examples.whole(model);
        }
        var body = JsonNodeFactory.instance.objectNode();
        model.inputs().forEach(column -> examples.of(column).ifPresent(value -> body.set(column.json(), value)));
        if (model.form()) {
            return TextNode.valueOf(body.properties().stream()
                    .map(each -> each.getKey() + "="
                            + TestText.encode(each.getValue().asText()))
                    .collect(Collectors.joining("&")));
        }
        model.body().forEach(field -> examples.of(field).ifPresent(value -> body.set(field.json(), value)));
        return body;
    }
}
