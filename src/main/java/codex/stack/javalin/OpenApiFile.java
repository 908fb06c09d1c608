package codex.stack.javalin;

import codex.specification.Behaviour;
import codex.specification.Body;
import codex.specification.Callers;
import codex.specification.Limits;
import codex.specification.Parameter;
import codex.specification.Response;
import codex.specification.RouteAccess;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The app's calls as an OpenAPI 3.1 document. */
final class OpenApiFile {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String PROBLEM = "application/problem+json";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ROLES =
            "/~1auth~1accounts~1{id}~1role/put/requestBody/content/application~1json/schema/properties/role/enum";
    private static final Map<Integer, String> MEANINGS = Map.of(
            400, "The request breaks a rule that its fields have",
            401, "Nobody is signed in",
            403, "The caller may not do this",
            404, "There is no such row",
            409, "It contradicts what is there",
            412, "The row has changed since",
            501, "Not there yet");

    private final AppModel app;
    private final ExampleValue examples;

    OpenApiFile(AppModel app) {
        this.app = app;
        this.examples = new ExampleValue(app);
    }

    String text() {
        var root = NODES.objectNode();
        root.put("openapi", "3.1.0");
        root.putObject("info")
                .put("title", app.document().name())
                .put("description", app.document().summary())
                .put("version", "1.0.0");
        var paths = root.putObject("paths");
        for (var route : app.routes()) {
            var path = paths.withObjectProperty(route.route().path());
            operation(path.putObject(route.route().method().name().toLowerCase(Locale.ROOT)), route);
        }
        health(paths);
        if (app.accounts()) {
            login(paths);
        }
        var components = root.putObject("components");
        schemas(components.putObject("schemas"));
        if (app.accounts()) {
            components
                    .putObject("securitySchemes")
                    .putObject("bearer")
                    .put("type", "http")
                    .put("scheme", "bearer");
        }
        return Yaml.of(root);
    }

    private void operation(ObjectNode operation, RouteModel model) {
        var route = model.route();
        operation.put("operationId", route.name()).put("summary", route.summary());
        operation.putArray("tags").add(model.module().module().name());
        if (app.accounts()) {
            var security = operation.putArray("security");
            if (route.access().level() != RouteAccess.Level.PUBLIC) {
                security.addObject().putArray("bearer");
                operation.put("x-callers", Callers.words(route.access()));
            }
        }
        parameters(operation, model);
        body(operation, model);
        responses(operation.putObject("responses"), model);
    }

    private void parameters(ObjectNode operation, RouteModel model) {
        var parameters = NODES.arrayNode();
        for (var binding : model.bindings()) {
            var parameter =
                    parameters.addObject().put("name", binding.variable()).put("in", "path");
            parameter.put("required", true);
            var given = model.parameters().stream()
                    .filter(each -> each.json().equals(binding.variable()))
                    .findFirst();
            var column = binding.column();
            if (given.isPresent()) {
                parameter.set("schema", schema(given.get()));
            } else if (column != null) {
                parameter.set("schema", schema(column.type(), column.column().limits()));
            } else {
                var entity = model.entity();
                parameter.set(
                        "schema",
                        entity == null ? string("text") : schema(entity.id().type(), Limits.NONE));
            }
        }
        for (var field : model.parameters()) {
            var place = field.place();
            if (place == Parameter.Place.PATH || place == Parameter.Place.FORM || place == null) {
                continue;
            }
            parameters
                    .addObject()
                    .put("name", field.json())
                    .put("in", place.name().toLowerCase(Locale.ROOT))
                    .put("required", field.required() && field.defaultValue() == null)
                    .set("schema", schema(field));
        }
        var entity = model.entity();
        if (model.kind() == Behaviour.Kind.LIST && entity != null) {
            listParameters(parameters, model, entity);
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
    }

    // What every list takes, beside what the route names itself.
    private void listParameters(ArrayNode parameters, RouteModel model, EntityModel entity) {
        var taken = new TreeSet<String>();
        parameters.forEach(each -> taken.add(each.path("name").asText()));
        if (!taken.contains("page")) {
            query(parameters, "page", "The page, from 1")
                    .putObject("schema")
                    .put("type", "integer")
                    .put("minimum", 1)
                    .put("default", 1);
        }
        if (!taken.contains("size")) {
            size(parameters, model);
        }
        if (!taken.contains("sort")) {
            query(parameters, "sort", "Fields, separated by commas; - before one turns it round")
                    .putObject("schema")
                    .put("type", "string");
        }
        for (var column : entity.columns()) {
            if (column.listed() && !taken.contains(column.filter())) {
                query(
                                parameters,
                                column.filter(),
                                "Rows whose " + column.json()
                                        + " is this; also with .ne, .gt, .gte, .lt, .lte, .contains, .in, .isnull")
                        .set("schema", schema(column.type(), Limits.NONE));
            }
        }
    }

    private static void size(ArrayNode parameters, RouteModel model) {
        var words = model.csvOrJson()
                ? "Rows on a page: 20 unless said, and at most 100; as CSV 10,000 unless said"
                : model.csv() ? "Rows in a file" : "Rows on a page";
        var schema = query(parameters, "size", words)
                .putObject("schema")
                .put("type", "integer")
                .put("minimum", 1)
                .put("maximum", model.csv() ? 10_000 : 100);
        if (!model.csvOrJson()) {
            schema.put("default", model.csv() ? 10_000 : 20);
        }
    }

    private static ObjectNode query(ArrayNode parameters, String name, String description) {
        return parameters.addObject().put("name", name).put("in", "query").put("description", description);
    }

    private void body(ObjectNode operation, RouteModel model) {
        var form = model.parameters().stream()
                .filter(field -> field.place() == Parameter.Place.FORM)
                .toList();
        var entity = model.entity();
        ObjectNode schema;
        var mediaType = "application/json";
        if (!form.isEmpty()) {
            var files = form.stream().anyMatch(field -> field.type().kind() == Kind.FILE);
            mediaType = files ? "multipart/form-data" : Body.FORM;
            schema = fields(form);
        } else if (entity != null && !model.inputs().isEmpty()) {
            schema = inputs(model);
            if (model.form()) {
                mediaType = Body.FORM;
            }
            if (model.form() && model.kind() == Behaviour.Kind.CHANGE) {
                schema.withObjectProperty("properties")
                        .putObject("version")
                        .put("type", "integer")
                        .put("description", "What the row had when the form was shown; 412 if it has another now");
            } else if (model.kind() == Behaviour.Kind.CHANGE) {
                schema.remove("required");
            }
        } else if (model.whole() != null) {
            mediaType = model.takes();
            schema = schema(model.whole().type(), model.whole().limits());
        } else if (!model.body().isEmpty()) {
            schema = fields(model.body());
        } else {
            return;
        }
        var body = operation.putObject("requestBody").put("required", true);
        body.putObject("content").putObject(mediaType).set("schema", schema);
    }

    private ObjectNode inputs(RouteModel model) {
        var schema = NODES.objectNode().put("type", "object").put("additionalProperties", false);
        var required = NODES.arrayNode();
        var properties = NODES.objectNode();
        for (var column : model.inputs()) {
            if (column.column().required() && column.column().defaultValue() == null) {
                required.add(column.json());
            }
            properties.set(column.json(), described(column));
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        schema.set("properties", properties);
        return schema;
    }

    private ObjectNode described(ColumnModel column) {
        var schema = schema(column.type(), column.column().limits());
        if (!column.column().description().isBlank()) {
            schema.put("description", column.column().description());
        }
        examples.of(column).ifPresent(value -> schema.putArray("examples").add(value));
        return schema;
    }

    private ObjectNode fields(List<FieldModel> fields) {
        var schema = NODES.objectNode().put("type", "object");
        var required = NODES.arrayNode();
        var properties = NODES.objectNode();
        for (var field : fields) {
            if (field.required() && field.defaultValue() == null) {
                required.add(field.json());
            }
            properties.set(field.json(), schema(field));
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        schema.set("properties", properties);
        return schema;
    }

    private void responses(ObjectNode responses, RouteModel model) {
        var answers = new TreeMap<Integer, ObjectNode>();
        for (var status : errors(model)) {
            answers.put(status, problem(status));
        }
        for (var declared : model.route().responses()) {
            if (!declared.success()) {
                var answer = problem(declared.status());
                if (!declared.description().isBlank()) {
                    answer.put("description", declared.description());
                }
                answers.put(declared.status(), answer);
            }
        }
        if (model.finished()) {
            answers.put(model.status(), success(model));
        }
        for (var declared : model.route().responses()) {
            var answer = answers.get(declared.status());
            if (answer != null && !declared.cookies().isEmpty()) {
                var header = answer.withObjectProperty("headers").putObject("Set-Cookie");
                header.put("description", "Sets " + String.join(", ", declared.cookies()));
                header.putObject("schema").put("type", "string");
            }
        }
        answers.forEach((status, answer) -> responses.set(String.valueOf(status), answer));
    }

    private ObjectNode success(RouteModel model) {
        var answer = NODES.objectNode().put("description", model.route().summary());
        if (model.redirects()) {
            answer.putObject("headers")
                    .putObject("Location")
                    .putObject("schema")
                    .put("type", "string");
            return answer;
        }
        if (model.csv()) {
            file(answer);
        }
        if (!model.mediaType().isEmpty() && (!model.csv() || model.csvOrJson())) {
            var mediaType = model.csv() ? Response.JSON : model.mediaType();
            answer.withObjectProperty("content").putObject(mediaType).set("schema", answerSchema(model));
        }
        return answer;
    }

    private static void file(ObjectNode answer) {
        var headers = answer.putObject("headers");
        headers.putObject("Content-Disposition").putObject("schema").put("type", "string");
        headers.putObject("Link")
                .put("description", "To the other pages, where the rows are more than one has")
                .putObject("schema")
                .put("type", "string");
        answer.putObject("content")
                .putObject(Response.CSV)
                .putObject("schema")
                .put("type", "string")
                .put(
                        "description",
                        "RFC 4180, with a line of names first. What is no number and begins with =, +, -, @, a tab or a"
                                + " carriage return has an apostrophe before it, so that no spreadsheet computes it.");
    }

    private ObjectNode answerSchema(RouteModel model) {
        var entity = model.entity();
        if (entity != null && !model.page()) {
            return switch (model.kind()) {
                case LIST -> rows(model, entity);
                case AGGREGATE -> NODES.objectNode();
                default -> reference(entity.className());
            };
        }
        var answer = model.answer();
        return answer == null ? NODES.objectNode().put("type", "string") : schema(answer, Limits.NONE);
    }

    private ObjectNode rows(RouteModel model, EntityModel entity) {
        var answer = ListAnswer.of(model, app.types());
        if (answer.bare()) {
            var list = NODES.objectNode().put("type", "array");
            list.set("items", reference(entity.className()));
            return list;
        }
        return answer.type().map(type -> reference(type.className())).orElseGet(() -> page(entity));
    }

    private static ObjectNode page(EntityModel entity) {
        var page = NODES.objectNode().put("type", "object");
        page.putArray("required").add("items").add("page").add("size").add("total");
        var properties = page.putObject("properties");
        properties.putObject("items").put("type", "array").set("items", reference(entity.className()));
        properties.putObject("page").put("type", "integer");
        properties.putObject("size").put("type", "integer");
        properties.putObject("total").put("type", "integer");
        return page;
    }

    private List<Integer> errors(RouteModel model) {
        var errors = new TreeSet<Integer>();
        if (!model.finished()) {
            errors.add(501);
        }
        if (!model.parameters().isEmpty()
                || !model.body().isEmpty()
                || model.whole() != null
                || !model.inputs().isEmpty()
                || model.kind() == Behaviour.Kind.LIST
                || !model.bindings().isEmpty()) {
            errors.add(model.route().invalid());
        }
        if (model.route().access().level() != RouteAccess.Level.PUBLIC) {
            errors.add(401);
            errors.add(403);
        }
        if (!model.bindings().isEmpty()) {
            errors.add(404);
        }
        if (model.entity() != null) {
            switch (model.kind()) {
                case CREATE, TRANSITION -> errors.add(409);
                case REPLACE, CHANGE, DELETE -> errors.addAll(List.of(409, 412));
                default -> {}
            }
        }
        return List.copyOf(errors);
    }

    private static ObjectNode problem(int status) {
        var answer = NODES.objectNode().put("description", MEANINGS.getOrDefault(status, "It could not be done"));
        answer.putObject("content").putObject(PROBLEM).set("schema", reference("Problem"));
        return answer;
    }

    private void schemas(ObjectNode schemas) {
        for (var each : app.enums()) {
            var values =
                    schemas.putObject(each.className()).put("type", "string").putArray("enum");
            each.enumeration().values().forEach(values::add);
        }
        app.types().forEach(type -> schemas.set(type.className(), fields(type.fields())));
        for (var entity : app.entities()) {
            var schema = schemas.putObject(entity.className()).put("type", "object");
            schema.put("description", entity.table().summary());
            var properties = schema.putObject("properties");
            properties.set("id", schema(entity.id().type(), Limits.NONE));
            entity.columns().forEach(column -> properties.set(column.json(), nullable(column)));
            properties.putObject("version").put("type", "integer").put("format", "int64");
            properties.putObject("createdAt").put("type", "string").put("format", "date-time");
            properties.putObject("updatedAt").put("type", "string").put("format", "date-time");
        }
        var problem = schemas.putObject("Problem").put("type", "object").put("description", "RFC 9457");
        problem.putArray("required").add("title").add("status");
        var properties = problem.putObject("properties");
        for (var name : List.of("type", "title", "detail", "instance", "traceId")) {
            properties.putObject(name).put("type", "string");
        }
        properties.putObject("status").put("type", "integer");
        properties
                .putObject("errors")
                .put("type", "array")
                .putObject("items")
                .put("type", "object")
                .putObject("properties")
                .putObject("field")
                .put("type", "string");
    }

    private ObjectNode nullable(ColumnModel column) {
        var schema = schema(column.type(), column.column().limits());
        if (column.column().required()) {
            return schema;
        }
        var either = NODES.objectNode();
        either.putArray("anyOf").add(schema).addObject().put("type", "null");
        return either;
    }

    private static void health(ObjectNode paths) {
        for (var path : List.of("/health/live", "/health/ready")) {
            var get = paths.putObject(path).putObject("get");
            get.put("operationId", path.substring(1).replace("/l", "L").replace("/r", "R"));
            get.put("summary", path.endsWith("live") ? "Whether it runs" : "Whether it can work");
            get.putObject("responses").putObject("200").put("description", "It does");
        }
    }

    // The same in every application with accounts, but for the roles.
    private void login(ObjectNode paths) {
        try {
            var login = (ObjectNode) JSON.readTree(RootFiles.resource("/stack/javalin/openapi/auth.json"));
            var roles = (ArrayNode) login.at(ROLES);
            app.roles().forEach(roles::add);
            paths.setAll(login);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("auth.json is our own", broken);
        }
    }

    private ObjectNode schema(FieldModel field) {
        var schema = schema(field.type(), field.limits());
        var standard = field.defaultValue();
        if (standard != null) {
            schema.put("default", standard);
        }
        examples.of(field).ifPresent(value -> schema.putArray("examples").add(value));
        return schema;
    }

    private static ObjectNode schema(JavaType type, Limits limits) {
        if (type.many()) {
            var list = NODES.objectNode().put("type", "array");
            list.set("items", one(type, limits));
            return list;
        }
        return one(type, limits);
    }

    private static ObjectNode one(JavaType type, Limits limits) {
        return switch (type.kind()) {
            case STRING, TEXT -> text(type.kind(), limits);
            case INTEGER -> numeric("integer", "int32", limits);
            case LONG -> numeric("integer", "int64", limits);
            case DECIMAL -> numeric("number", null, limits);
            case NUMBER -> numeric("number", "double", limits);
            case BOOLEAN -> NODES.objectNode().put("type", "boolean");
            case DATE -> string("date");
            case TIME -> string("time");
            case DATETIME -> string("date-time");
            case UUID -> string("uuid");
            case JSON -> NODES.objectNode();
            case FILE -> string("binary");
            case ENUM, TYPE, ENTITY -> reference(type.name());
        };
    }

    private static ObjectNode text(Kind kind, Limits limits) {
        var schema = NODES.objectNode().put("type", "string");
        if (limits.minLength() != null) {
            schema.put("minLength", limits.minLength());
        }
        schema.put("maxLength", kind.maxLength(limits));
        if (limits.pattern() != null) {
            schema.put("pattern", "^(?:" + limits.pattern() + ")$");
        }
        if (limits.format() != null) {
            schema.put("format", limits.format().equals("url") ? "uri" : limits.format());
        }
        return schema;
    }

    private static ObjectNode numeric(String type, @Nullable String format, Limits limits) {
        var schema = NODES.objectNode().put("type", type);
        if (format != null) {
            schema.put("format", format);
        }
        if (limits.min() != null) {
            schema.set("minimum", DecimalNode.valueOf(limits.min()));
        }
        if (limits.max() != null) {
            schema.set("maximum", DecimalNode.valueOf(limits.max()));
        }
        return schema;
    }

    private static ObjectNode string(String format) {
        return NODES.objectNode().put("type", "string").put("format", format);
    }

    private static ObjectNode reference(String name) {
        return NODES.objectNode().put("$ref", "#/components/schemas/" + name);
    }
}
