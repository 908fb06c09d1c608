package codex.specification;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A document as OpenAPI 3.1 (spec.openapis.org/oas/v3.1.1): what a caller of the developed application needs to know. */
public final class OpenApiDocument {
    private static final String JSON = "application/json";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(201, "Created"),
            Map.entry(202, "Accepted"),
            Map.entry(204, "Done, nothing to say"),
            Map.entry(301, "Moved"),
            Map.entry(302, "Found elsewhere"),
            Map.entry(303, "See there"),
            Map.entry(400, "The request cannot be understood"),
            Map.entry(401, "Nobody is signed in"),
            Map.entry(403, "Not allowed"),
            Map.entry(404, "Not there"),
            Map.entry(409, "Conflicts with what is there"),
            Map.entry(422, "Understood, but it makes no sense"));

    private final Document document;
    private final ObjectNode root = DocumentJson.object();
    private final ObjectNode schemas = DocumentJson.object();

    private OpenApiDocument(Document document) {
        this.document = document;
    }

    /** The whole description; {@code version} is the application's, such as the specification's number. */
    public static ObjectNode of(Document document, String version) {
        var openApi = new OpenApiDocument(document);
        openApi.head(version);
        openApi.paths();
        openApi.components();
        return openApi.root;
    }

    private void head(String version) {
        root.put("openapi", "3.1.0");
        var info = root.putObject("info").put("title", document.name()).put("version", version);
        if (!document.summary().isBlank()) {
            info.put("description", document.summary());
        }
        var tags = root.putArray("tags");
        for (var module : document.modules()) {
            tags.addObject().put("name", module.name()).put("description", module.summary());
        }
    }

    private void paths() {
        var paths = root.putObject("paths");
        for (var module : document.modules()) {
            for (var route : module.routes()) {
                paths.withObjectProperty(route.path())
                        .set(route.method().name().toLowerCase(Locale.ROOT), operation(module, route));
            }
        }
    }

    private ObjectNode operation(Module module, Route route) {
        var operation = DocumentJson.object();
        operation.putArray("tags").add(module.name());
        operation.put("operationId", route.name()).put("summary", route.summary());
        if (!route.rules().isEmpty()) {
            operation.put(
                    "description",
                    String.join("\n\n", route.rules().stream().map(Rule::text).toList()));
        }
        security(route, operation);
        parameters(route, operation);
        body(route, operation);
        responses(route, operation.putObject("responses"));
        return operation;
    }

    private void security(Route route, ObjectNode operation) {
        if (document.access() == Access.NONE) {
            return;
        }
        var security = operation.putArray("security");
        if (route.access().level() != RouteAccess.Level.PUBLIC) {
            var scopes = security.addObject().putArray("bearer");
            route.access().roles().forEach(scopes::add);
        }
        if (!route.access().roles().isEmpty()) {
            var roles = operation.putArray("x-roles");
            route.access().roles().forEach(roles::add);
        }
    }

    private void parameters(Route route, ObjectNode operation) {
        var parameters = operation.putArray("parameters");
        for (var parameter : route.parameters()) {
            if (parameter.place() != Parameter.Place.FORM) {
                var json = parameters
                        .addObject()
                        .put("name", parameter.name())
                        .put("in", parameter.place().name().toLowerCase(Locale.ROOT));
                describe(json, parameter.description());
                json.put("required", parameter.required() || parameter.place() == Parameter.Place.PATH);
                json.set("schema", value(parameter.type(), parameter.limits(), parameter.defaultValue()));
                example(json, parameter.type(), parameter.example());
            }
        }
        if (route.behaviour().kind() == Behaviour.Kind.LIST) {
            paging(route, parameters);
        }
        if (parameters.isEmpty()) {
            operation.remove("parameters");
        }
    }

    // What a list takes unless the specification has a parameter of that name itself.
    private static void paging(Route route, ArrayNode parameters) {
        var taken = route.parameters().stream().map(Parameter::name).toList();
        if (!taken.contains("page")) {
            var page = parameters
                    .addObject()
                    .put("name", "page")
                    .put("in", "query")
                    .put("description", "From 1");
            page.putObject("schema").put("type", "integer").put("minimum", 1).put("default", 1);
        }
        if (!taken.contains("size")) {
            var file = route.offers(Response.CSV);
            var either = file && route.offers(Response.JSON);
            var size = parameters
                    .addObject()
                    .put("name", "size")
                    .put("in", "query")
                    .put("description", either ? "Items a page, at most 100; as CSV 10,000" : "Items a page");
            var schema = size.putObject("schema")
                    .put("type", "integer")
                    .put("minimum", 1)
                    .put("maximum", file ? 10_000 : 100);
            if (!either) {
                schema.put("default", file ? 10_000 : 20);
            }
        }
        if (!taken.contains("sort")) {
            var sort = parameters.addObject().put("name", "sort").put("in", "query");
            sort.put("description", "Fields, comma between, - before one for descending: -createdAt,name");
            sort.putObject("schema").put("type", "string");
        }
    }

    private void body(Route route, ObjectNode operation) {
        var form = route.parameters().stream()
                .filter(parameter -> parameter.place() == Parameter.Place.FORM)
                .toList();
        var request = route.request();
        if (!form.isEmpty()) {
            var files = form.stream()
                    .anyMatch(parameter -> TypeName.of(parameter.type()).base().equals("file"));
            var mediaType = request != null && request.type().isEmpty()
                    ? request.mediaType()
                    : files ? "multipart/form-data" : "application/x-www-form-urlencoded";
            var schema = required(operation).putObject(mediaType).putObject("schema");
            form(form, schema);
            return;
        }
        if (request != null) {
            required(operation)
                    .putObject(request.mediaType())
                    .set("schema", media(request.mediaType(), request.type()));
            return;
        }
        var table = written(route);
        if (table != null) {
            var patch = route.behaviour().kind() == Behaviour.Kind.CHANGE;
            var name = Names.pascal(table.name()) + (patch ? "Patch" : "Input");
            schemas.set(name, input(table, patch));
            required(operation).putObject(patch ? MERGE_PATCH : JSON).set("schema", reference(name));
        }
    }

    private static ObjectNode required(ObjectNode operation) {
        return operation.putObject("requestBody").put("required", true).putObject("content");
    }

    private void form(List<Parameter> form, ObjectNode schema) {
        var properties = schema.put("type", "object").putObject("properties");
        for (var parameter : form) {
            var property = value(parameter.type(), parameter.limits(), parameter.defaultValue());
            describe(property, parameter.description());
            properties.set(parameter.name(), property);
        }
        var required = form.stream().filter(Parameter::required).toList();
        if (!required.isEmpty()) {
            var names = schema.putArray("required");
            required.forEach(parameter -> names.add(parameter.name()));
        }
    }

    private @Nullable Table written(Route route) {
        return switch (route.behaviour().kind()) {
            case CREATE, REPLACE, CHANGE -> table(route);
            default -> null;
        };
    }

    private @Nullable Table table(Route route) {
        var name = route.behaviour().table();
        return name == null ? null : document.table(name).orElse(null);
    }

    private void responses(Route route, ObjectNode responses) {
        var byStatus = new TreeMap<Integer, ObjectNode>();
        for (var response : route.responses()) {
            var json = byStatus.computeIfAbsent(response.status(), status -> said(status, response.description()));
            if (!response.cookies().isEmpty()) {
                json.withObjectProperty("headers").set("Set-Cookie", setCookie(response.cookies()));
            }
            if (!response.mediaType().isEmpty()) {
                json.withObjectProperty("content")
                        .putObject(response.mediaType())
                        .set("schema", media(response.mediaType(), response.type()));
            }
        }
        if (route.responses().stream().noneMatch(Response::success)) {
            usual(route, byStatus);
        }
        errors(route).forEach(status -> byStatus.computeIfAbsent(status, OpenApiDocument::problem));
        byStatus.forEach((status, json) -> responses.set(String.valueOf(status), json));
    }

    // One header stands for all: OpenAPI has no way to tell several of the same name apart.
    private static ObjectNode setCookie(List<String> cookies) {
        var header = DocumentJson.object().put("description", "Sets " + String.join(", ", cookies));
        header.putObject("schema").put("type", "string");
        return header.put("example", cookies.getFirst() + "=value; Path=/; HttpOnly; SameSite=Lax");
    }

    private void usual(Route route, Map<Integer, ObjectNode> byStatus) {
        var table = table(route);
        var status = switch (route.behaviour().kind()) {
            case CREATE -> 201;
            case DELETE -> 204;
            default -> 200;
        };
        var json = said(status, "");
        byStatus.put(status, json);
        if (status == 204) {
            return;
        }
        if (status == 201) {
            var location = json.putObject("headers").putObject("Location");
            location.put("description", "Where it is now").putObject("schema").put("type", "string");
        }
        var schema = switch (route.behaviour().kind()) {
            case LIST -> table == null ? DocumentJson.object() : page(table);
            case CREATE, READ, REPLACE, CHANGE, TRANSITION ->
                table == null ? DocumentJson.object() : reference(Names.pascal(table.name()));
            case FIXED, AGGREGATE, RECIPE, CUSTOM, DELETE -> DocumentJson.object();
        };
        json.putObject("content").putObject(JSON).set("schema", schema);
    }

    private static Set<Integer> errors(Route route) {
        var errors = new TreeSet<Integer>();
        if (!route.parameters().isEmpty() || !route.method().safe()) {
            errors.add(route.invalid());
        }
        if (route.access().level() != RouteAccess.Level.PUBLIC) {
            errors.add(401);
        }
        if (!route.access().roles().isEmpty() || route.access().own()) {
            errors.add(403);
        }
        if (route.path().contains("{") && route.behaviour().table() != null) {
            errors.add(404);
        }
        if (route.behaviour().kind() == Behaviour.Kind.TRANSITION) {
            errors.add(409);
        }
        return errors;
    }

    private static ObjectNode said(int status, String description) {
        var words = description.isBlank() ? REASONS.getOrDefault(status, "Status " + status) : description;
        return DocumentJson.object().put("description", words);
    }

    private static ObjectNode problem(int status) {
        var json = said(status, "");
        json.putObject("content").putObject("application/problem+json").set("schema", reference("Problem"));
        return json;
    }

    private void components() {
        var components = root.putObject("components");
        document.types().forEach(type -> schemas.set(type.name(), type(type)));
        document.enums().forEach(each -> schemas.set(each.name(), enumeration(each)));
        document.tables().forEach(table -> schemas.set(Names.pascal(table.name()), entity(table)));
        schemas.set("Problem", problem());
        var sorted = new TreeMap<String, ObjectNode>();
        schemas.properties().forEach(entry -> sorted.put(entry.getKey(), (ObjectNode) entry.getValue()));
        components.putObject("schemas").setAll(sorted);
        if (document.access() == Access.ACCOUNTS) {
            components
                    .putObject("securitySchemes")
                    .putObject("bearer")
                    .put("type", "http")
                    .put("scheme", "bearer")
                    .put("bearerFormat", "JWT");
        }
    }

    private ObjectNode type(Type type) {
        var json = object(type.summary());
        var required = DocumentJson.object().putArray("required");
        for (var field : type.fields()) {
            var property = value(field.type(), field.limits(), field.defaultValue());
            describe(property, field.description());
            example(property, field.type(), field.example());
            ((ObjectNode) json.get("properties")).set(field.name(), property);
            if (field.required()) {
                required.add(field.name());
            }
        }
        return required.isEmpty() ? json : json.set("required", required);
    }

    private static ObjectNode enumeration(Enumeration enumeration) {
        var json = DocumentJson.object().put("type", "string");
        describe(json, enumeration.summary());
        var values = json.putArray("enum");
        enumeration.values().forEach(values::add);
        return json;
    }

    private ObjectNode entity(Table table) {
        var json = object(table.summary());
        var properties = (ObjectNode) json.get("properties");
        properties.set("id", value(table.keyType(), Limits.NONE, null));
        var required = json.putArray("required").add("id");
        for (var column : table.columns()) {
            properties.set(Names.camel(column.name()), column(column));
            if (column.required()) {
                required.add(Names.camel(column.name()));
            }
        }
        properties.set("version", value("long", Limits.NONE, null));
        properties.set("createdAt", value("datetime", Limits.NONE, null));
        properties.set("updatedAt", value("datetime", Limits.NONE, null));
        required.add("version").add("createdAt").add("updatedAt");
        return json;
    }

    private ObjectNode input(Table table, boolean patch) {
        var json = object(table.summary());
        var required = DocumentJson.object().putArray("required");
        if (table.numbers() == Table.Numbers.GIVEN && !patch) {
            ((ObjectNode) json.get("properties")).set("id", value(table.keyType(), Limits.NONE, null));
        }
        for (var column : table.columns()) {
            if (column.readOnly() || column.name().equals(table.owner())) {
                continue;
            }
            ((ObjectNode) json.get("properties")).set(Names.camel(column.name()), column(column));
            if (column.required() && column.defaultValue() == null && !patch) {
                required.add(Names.camel(column.name()));
            }
        }
        return required.isEmpty() ? json : json.set("required", required);
    }

    private ObjectNode column(Column column) {
        var json = value(column.type(), column.limits(), column.defaultValue());
        describe(json, column.description());
        example(json, column.type(), column.example());
        return json;
    }

    private ObjectNode page(Table table) {
        var name = Names.pascal(table.name()) + "Page";
        var json = object("One page of the list");
        var properties = (ObjectNode) json.get("properties");
        properties.putObject("items").put("type", "array").set("items", reference(Names.pascal(table.name())));
        properties.putObject("page").put("type", "integer");
        properties.putObject("size").put("type", "integer");
        properties.putObject("total").put("type", "integer").put("format", "int64");
        json.putArray("required").add("items").add("page").add("size").add("total");
        schemas.set(name, json);
        return reference(name);
    }

    private static ObjectNode problem() {
        var json = object("What went wrong (RFC 9457)");
        var properties = (ObjectNode) json.get("properties");
        List.of("type", "title", "detail", "instance", "traceId")
                .forEach(name -> properties.putObject(name).put("type", "string"));
        properties.putObject("status").put("type", "integer");
        var items = properties
                .putObject("errors")
                .put("type", "array")
                .putObject("items")
                .put("type", "object");
        var members = items.putObject("properties");
        List.of("field", "code", "message")
                .forEach(name -> members.putObject(name).put("type", "string"));
        return json;
    }

    private static ObjectNode object(String description) {
        var json = DocumentJson.object().put("type", "object");
        describe(json, description);
        json.putObject("properties");
        return json;
    }

    private ObjectNode media(String mediaType, String type) {
        if (type.equals("file") || (type.isEmpty() && !mediaType.startsWith("text/"))) {
            return DocumentJson.object();
        }
        return value(type.isEmpty() ? "string" : type, Limits.NONE, null);
    }

    private ObjectNode value(String type, Limits limits, @Nullable String defaultValue) {
        var name = TypeName.of(type);
        if (name.many()) {
            var list = DocumentJson.object().put("type", "array");
            list.set("items", value(name.base(), limits, null));
            return list;
        }
        var json = name.scalar() ? scalar(name.base()) : reference(name.base());
        limit(json, limits);
        if (defaultValue != null && !Set.of("now", "today").contains(defaultValue)) {
            literal(json, "default", type, defaultValue);
        }
        return json;
    }

    private static ObjectNode scalar(String name) {
        var json = DocumentJson.object();
        return switch (name) {
            case "integer" -> json.put("type", "integer").put("format", "int32");
            case "long" -> json.put("type", "integer").put("format", "int64");
            case "decimal" -> json.put("type", "number").put("multipleOf", 0.01);
            case "number" -> json.put("type", "number").put("format", "double");
            case "boolean" -> json.put("type", "boolean");
            case "date" -> json.put("type", "string").put("format", "date");
            case "time" -> json.put("type", "string").put("format", "time");
            case "datetime" -> json.put("type", "string").put("format", "date-time");
            case "uuid" -> json.put("type", "string").put("format", "uuid");
            case "file" -> json.put("type", "string").put("contentMediaType", "application/octet-stream");
            case "json" -> json;
            default -> json.put("type", "string");
        };
    }

    private static void limit(ObjectNode json, Limits limits) {
        if (limits.min() != null) {
            json.put("minimum", limits.min());
        }
        if (limits.max() != null) {
            json.put("maximum", limits.max());
        }
        if (limits.minLength() != null) {
            json.put("minLength", limits.minLength());
        }
        if (limits.maxLength() != null) {
            json.put("maxLength", limits.maxLength());
        }
        if (limits.pattern() != null) {
            json.put("pattern", limits.pattern());
        }
        if (limits.format() != null && !json.has("format")) {
            json.put("format", limits.format().equals("url") ? "uri" : limits.format());
        }
    }

    private static void example(ObjectNode json, String type, @Nullable String example) {
        if (example != null && !json.has("$ref")) {
            literal(json, "example", type, example);
        }
    }

    private static void literal(ObjectNode json, String member, String type, String literal) {
        if (Values.problem(type, Limits.NONE, literal).isPresent()) {
            return;
        }
        switch (type) {
            case "integer", "long", "decimal", "number" ->
                json.set(member, DecimalNode.valueOf(new BigDecimal(literal)));
            case "boolean" -> json.put(member, Boolean.parseBoolean(literal));
            default -> json.put(member, literal);
        }
    }

    private static void describe(ObjectNode json, String description) {
        if (!description.isBlank()) {
            json.put("description", description);
        }
    }

    private static ObjectNode reference(String name) {
        return DocumentJson.object().put("$ref", "#/components/schemas/" + name);
    }
}
