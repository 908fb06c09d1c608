package codex.verify;

import codex.specification.Behaviour.Kind;
import codex.specification.Body;
import codex.specification.Column;
import codex.specification.Document;
import codex.specification.Limits;
import codex.specification.Method;
import codex.specification.Names;
import codex.specification.Parameter;
import codex.specification.Parameter.Place;
import codex.specification.Paths;
import codex.specification.Route;
import codex.specification.Rule;
import codex.specification.SampleFile;
import codex.specification.Table;
import codex.specification.TypeName;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes requests to the routes of a specification, with values that keep to what is said of them. */
final class Requests {
    private static final String NOWHERE = "00000000-0000-4000-8000-000000000000";
    private static final String BOUNDARY = "codex-form";
    private static final String NOWHERE_NUMBER = "999999999999";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    static final String JSON = "application/json";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Document document;
    private final Values values;
    private final Map<String, JsonNode> rows = new HashMap<>();
    private final Set<String> cookies = new HashSet<>();
    private final Set<String> told = new HashSet<>();
    private int turn;

    Requests(Document document) {
        this.document = document;
        this.values = new Values(document);
    }

    /** A member of a JSON body. */
    record Member(String name, String type, boolean required, Limits limits) {}

    /** An id of this type that no row has. */
    static String nowhere(String keyType) {
        return keyType.equals("long") ? NOWHERE_NUMBER : NOWHERE;
    }

    /** The variable with the id of the row that was made last in this table. */
    static String row(String table) {
        return "row_" + table;
    }

    /** The variable with a cookie that the application has set. */
    static String cookie(String name) {
        return "cookie_" + name.replaceAll("\\W", "_");
    }

    /** Notes that the variable of this cookie has a value. */
    void set(String cookie) {
        cookies.add(cookie);
    }

    /** The variables with what an earlier answer told are called this, _ and the member. */
    static final String TOLD = "told";

    /** From now on values are taken from an answer with these members, where a name fits. */
    void tells(Set<String> members) {
        told.clear();
        told.addAll(members);
    }

    /** The member that a name means: of its name, or the only one that ends in it, as secretKey in X-Key. */
    static Optional<String> meant(String name, Set<String> members) {
        var words = Names.snake(name).replaceFirst("^x_", "");
        var exact =
                members.stream().filter(each -> Names.snake(each).equals(words)).findFirst();
        var ending = members.stream()
                .filter(each -> Names.snake(each).endsWith("_" + words))
                .toList();
        return exact.or(() -> ending.size() == 1 ? Optional.of(ending.getFirst()) : Optional.empty());
    }

    /** The table that a member of a function's body names a row of. */
    Optional<Table> named(String member, String type) {
        return document.table(Names.snake(member).replaceFirst("_id$", ""))
                .filter(table -> table.keyType().equals(type));
    }

    // What stands for a value that only the application knows: a row that was made, or what an answer told.
    private Optional<String> variable(String name, String type) {
        var row = named(name, type)
                .filter(table -> rows.containsKey(table.name()))
                .map(table -> row(table.name()));
        return row.or(() -> meant(name, told).map(member -> TOLD + "_" + member))
                .map(each -> "{{" + each + "}}");
    }

    private JsonNode knowing(Route route, JsonNode body) {
        var request = route.request();
        if (body instanceof ObjectNode object
                && request != null
                && route.behaviour().kind().needsFunction()) {
            document.type(request.type()).stream()
                    .flatMap(type -> type.fields().stream())
                    .forEach(field ->
                            variable(field.name(), field.type()).ifPresent(value -> object.put(field.name(), value)));
        }
        return body;
    }

    /** Whether only the application can make this value. */
    boolean own(Parameter parameter) {
        return parameter.place() == Place.COOKIE && document.cookies().contains(parameter.name());
    }

    /** Notes the values that a row was made with, for those who find it by one of them. */
    void made(Table table, Request request) {
        try {
            var json = request.body().startsWith("{");
            rows.put(table.name(), json ? MAPPER.readTree(request.body()) : NODES.objectNode());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(request.body(), broken);
        }
    }

    /** The column that a variable of the path names, where the route finds its row by that column's value. */
    Optional<Column> finder(Route route, String variable) {
        return route.behaviour().kind() == Kind.CREATE || route.behaviour().kind() == Kind.LIST
                ? Optional.empty()
                : table(route)
                        .flatMap(table -> table.column(Names.snake(variable)))
                        .filter(column -> column.references() == null);
    }

    /** As specified, from {@code caller}; each time with other values. */
    Request right(Route route, String caller) {
        return request(route, Map.of(), sent(route, caller));
    }

    /** As {@link #right}, with every optional parameter given too; empty where there is none. */
    Optional<Request> full(Route route, String caller) {
        var given = new TreeMap<String, JsonNode>();
        route.parameters().stream()
                .filter(each -> each.place() != Place.PATH && !each.required())
                .filter(each -> !own(each) || cookies.contains(each.name()))
                .forEach(each -> given.put(
                        each.name(),
                        own(each)
                                ? NODES.textNode("{{" + cookie(each.name()) + "}}")
                                : values.of(each.type(), each.limits(), each.example(), turn, 0)));
        return given.isEmpty() ? Optional.empty() : Optional.of(request(route, given, sent(route, caller)));
    }

    /** With the given values of parameters and fields, and nothing else that is optional. */
    Request given(Route route, Map<String, JsonNode> given) {
        var body = NODES.objectNode();
        var known = new TreeMap<>(given);
        route.parameters().stream()
                .filter(each -> own(each)
                        && !given.getOrDefault(each.name(), NODES.nullNode()).isNull())
                .forEach(each -> known.put(each.name(), NODES.textNode("{{" + cookie(each.name()) + "}}")));
        given.forEach((name, value) -> {
            if (route.parameters().stream().noneMatch(each -> each.name().equals(name))) {
                body.set(name, value);
            }
        });
        return request(route, known, route.request() == null && body.isEmpty() ? "" : body.toString());
    }

    /** As {@link #right}, but with another value of one parameter; null leaves it out. */
    Request with(Route route, String caller, Parameter changed, @Nullable String value) {
        var given = new TreeMap<String, JsonNode>();
        given.put(changed.name(), value == null ? NODES.nullNode() : NODES.textNode(value));
        return request(route, given, sent(route, caller));
    }

    /** Whether a body is taken that is one value and no JSON object: a list, a text, a file. */
    boolean whole(Route route) {
        var request = route.request();
        if (request == null || request.type().isEmpty()) {
            return false;
        }
        var type = TypeName.of(request.type());
        return !request.mediaType().equals(JSON)
                || type.many()
                || type.scalar()
                || document.enumeration(type.base()).isPresent();
    }

    /** The JSON object that is sent; empty where the route takes none. */
    Optional<ObjectNode> object(Route route, String caller) {
        return body(route, caller).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }

    List<Member> members(Route route) {
        var request = body(route);
        if (request != null) {
            return document.type(request.type()).stream()
                    .flatMap(type -> type.fields().stream())
                    .map(field -> new Member(
                            field.name(),
                            field.type(),
                            field.required() && field.defaultValue() == null,
                            field.limits()))
                    .toList();
        }
        var id = table(route).stream()
                .filter(table -> writes(route) && table.numbers() == Table.Numbers.GIVEN)
                .map(table -> new Member("id", table.keyType(), false, Limits.NONE));
        var columns = written(route).stream()
                .map(column -> new Member(
                        Names.camel(column.name()),
                        column.type(),
                        column.required() && column.defaultValue() == null,
                        column.limits()));
        var version = Stream.of(new Member("version", "long", false, Limits.NONE))
                .filter(each -> route.form() && route.behaviour().kind() == Kind.CHANGE);
        return Stream.of(id, columns, version).flatMap(each -> each).toList();
    }

    // A form of a table says its columns, as a body of JSON does that says nothing else.
    private static @Nullable Body body(Route route) {
        return route.form() ? null : route.request();
    }

    /** What a browser sends of a form that says what this JSON object says; marks stay as they are. */
    static String typed(String body) {
        try {
            var json = body.startsWith("{") ? MAPPER.readTree(body) : NODES.nullNode();
            if (!(json instanceof ObjectNode object)) {
                return body;
            }
            var pairs = new ArrayList<String>();
            object.properties().forEach(each -> {
                var text = each.getValue().asText();
                pairs.add(encoded(each.getKey()) + "=" + (text.contains("{{") ? text : encoded(text)));
            });
            return String.join("&", pairs);
        } catch (JsonProcessingException none) {
            return body;
        }
    }

    /** Whether what must differ in the rows that the route makes comes again after some calls. */
    boolean scarce(Route route) {
        return table(route).stream().anyMatch(values::scarce);
    }

    /** Whether a field names a row of another table. */
    boolean refers(Route route, String member) {
        return body(route) == null
                && table(route).flatMap(table -> table.column(Names.snake(member))).stream()
                        .map(Column::references)
                        .anyMatch(references -> references != null && !references.equals(Table.ACCOUNT));
    }

    /** Texts, choices and references that the body holds, as they stand in an answer that shows the row. */
    List<String> echo(Request request) {
        var echoed = new ArrayList<String>();
        try {
            for (var member : MAPPER.readTree(request.body().isEmpty() ? "{}" : request.body())
                    .properties()) {
                var text = member.getValue();
                if (text.isBoolean() || (text.isTextual() && text.textValue().matches("[A-Za-z {][\\w {}]*"))) {
                    echoed.add("\"%s\":%s".formatted(member.getKey(), text));
                }
            }
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(request.body(), broken);
        }
        return echoed;
    }

    /** Columns that no caller may set: read-only ones and the owner's. */
    List<Column> kept(Route route) {
        return table(route).stream()
                .filter(table -> writes(route))
                .flatMap(table -> table.columns().stream()
                        .filter(column -> column.readOnly() || column.name().equals(table.owner())))
                .toList();
    }

    /** The variable {@code id} is the row itself, {@code bookId} the row of the table that the column {@code book_id} refers to. */
    Optional<Table> referred(Route route, String variable) {
        var table = table(route);
        if (variable.equals("id")) {
            return table;
        }
        var column = table.flatMap(each -> each.column(Names.snake(variable)));
        if (column.isPresent()) {
            return column.map(Column::references).flatMap(document::table);
        }
        return document.table(Names.snake(variable).replaceFirst("_id$", ""))
                .or(() -> table.filter(each ->
                        route.behaviour().kind() != Kind.CUSTOM && Paths.key(variable, route.path(), each.name())));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Optional<Table> table(Route route) {
        return Optional.ofNullable(route.behaviour().table()).flatMap(document::table);
    }

    private Request request(Route route, Map<String, JsonNode> given, String body) {
        var path = route.path();
        var query = new ArrayList<String>();
        var form = new ArrayList<String>();
        var cookies = new ArrayList<String>();
        var headers = new TreeMap<String, String>();
        turn++;
        for (var parameter : route.parameters()) {
            var value = file(parameter) ? null : value(route, parameter, given.get(parameter.name()));
            if (value == null) {
                continue;
            }
            var pair = parameter.name() + "=" + (value.startsWith("{{") ? value : encoded(value));
            switch (parameter.place()) {
                case PATH ->
                    path = path.replace("{" + parameter.name() + "}", value.startsWith("{{") ? value : encoded(value));
                case QUERY -> query.add(pair);
                case FORM -> form.add(pair);
                case COOKIE -> cookies.add(pair);
                case HEADER -> headers.put(parameter.name(), value.replaceAll("[^\\x20-\\x7e]", "?"));
            }
        }
        if (!cookies.isEmpty()) {
            headers.put("Cookie", String.join("; ", cookies));
        }
        var text = form.isEmpty() ? body : String.join("&", form);
        if (!text.isEmpty()) {
            headers.put("Content-Type", mediaType(route, !form.isEmpty()));
        }
        if (route.parameters().stream().anyMatch(Requests::file)) {
            headers.put("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
            text = parts(route, given);
        }
        var address = query.isEmpty() ? path : path + "?" + String.join("&", query);
        return new Request(route.method().name(), address, headers, text);
    }

    private static boolean file(Parameter parameter) {
        return parameter.place() == Place.FORM && parameter.type().equals("file");
    }

    // A letter for each byte: so binary files stand in a text.
    private String parts(Route route, Map<String, JsonNode> given) {
        var parts = new StringBuilder();
        for (var parameter : route.parameters()) {
            if (parameter.place() != Place.FORM) {
                continue;
            }
            var value = given.get(parameter.name());
            if (!file(parameter)) {
                var text = value(route, parameter, value);
                parts.append(text == null ? "" : part(parameter.name(), "", "", text.getBytes(StandardCharsets.UTF_8)));
            } else if (value != null && value.isObject()) {
                parts.append(part(
                        parameter.name(),
                        value.path("name").asText(),
                        value.path("mediaType").asText(),
                        value.path("content").asText().getBytes(StandardCharsets.UTF_8)));
            } else if (value == null ? parameter.required() : !value.isNull()) {
                var sample = SampleFile.of(parameter);
                parts.append(part(parameter.name(), sample.name(), sample.mediaType(), sample.bytes()));
            }
        }
        return parts + "--" + BOUNDARY + "--\r\n";
    }

    private static String part(String name, String fileName, String mediaType, byte[] bytes) {
        var file = mediaType.isEmpty() ? "" : "; filename=\"%s\"\r\nContent-Type: %s".formatted(fileName, mediaType);
        return "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s\r\n"
                .formatted(BOUNDARY, name, file, new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** As {@link #right}, but with this file in place of one of the right kind. */
    Request sending(Route route, Parameter parameter, String fileName, String mediaType, String content) {
        var file = NODES.objectNode()
                .put("name", fileName)
                .put("mediaType", mediaType)
                .put("content", content);
        return request(route, Map.of(parameter.name(), file), "");
    }

    private static String mediaType(Route route, boolean form) {
        if (form) {
            return "application/x-www-form-urlencoded";
        }
        var request = route.request();
        return request != null
                ? request.mediaType()
                : route.method() == Method.PATCH ? "application/merge-patch+json" : JSON;
    }

    private @Nullable String value(Route route, Parameter parameter, @Nullable JsonNode given) {
        if (given != null) {
            return given.isNull() && parameter.place() != Place.PATH ? null : given.asText();
        }
        if (parameter.place() == Place.PATH) {
            var table = referred(route, parameter.name())
                    .filter(each -> parameter.type().equals(each.keyType()));
            if (table.isPresent()) {
                return "{{" + row(table.get().name()) + "}}";
            }
            var known = finder(route, parameter.name())
                    .map(column -> rows.getOrDefault(
                                    String.valueOf(route.behaviour().table()), NODES.objectNode())
                            .path(Names.camel(column.name()))
                            .asText());
            if (known.filter(text -> !text.isEmpty()).isPresent()) {
                return known.get();
            }
        }
        var needed = parameter.required() || parameter.place() == Place.PATH;
        if (needed && route.behaviour().kind().needsFunction()) {
            var value = variable(parameter.name(), parameter.type());
            if (value.isPresent()) {
                return value.get();
            }
        }
        if (parameter.place() == Place.PATH && parameter.type().equals("uuid")) {
            return NOWHERE;
        }
        if (own(parameter)) {
            return parameter.required() && cookies.contains(parameter.name())
                    ? "{{" + cookie(parameter.name()) + "}}"
                    : null;
        }
        return parameter.required() || parameter.place() == Place.PATH
                ? values.of(parameter.type(), parameter.limits(), parameter.example(), turn, 0)
                        .asText()
                : null;
    }

    private String sent(Route route, String caller) {
        var request = body(route);
        return request == null || request.mediaType().equals(JSON)
                ? body(route, caller).map(JsonNode::toString).orElse("")
                : request.type().isEmpty() ? "" : "An example that is sent as " + request.mediaType();
    }

    private Optional<JsonNode> body(Route route, String caller) {
        var request = body(route);
        turn++;
        if (request != null) {
            return request.mediaType().equals(JSON)
                    ? Optional.of(knowing(route, values.of(request.type(), Limits.NONE, null, turn, 0)))
                    : Optional.empty();
        }
        var columns = written(route);
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        var body = NODES.objectNode();
        for (var position = 0; position < columns.size(); position++) {
            var column = columns.get(position);
            var references = column.references();
            if (references == null) {
                body.set(Names.camel(column.name()), values.of(column, unique(route, column), turn, position));
            } else if (column.required() || !references.equals(route.behaviour().table())) {
                var variable = references.equals(Table.ACCOUNT) ? People.account(caller) : row(references);
                body.put(Names.camel(column.name()), "{{" + variable + "}}");
            }
        }
        return Optional.of(body);
    }

    private boolean unique(Route route, Column column) {
        return column.unique()
                || table(route).stream()
                        .flatMap(table -> table.rules().stream())
                        .anyMatch(rule -> rule.form() == Rule.Form.UNIQUE
                                && rule.columns().contains(column.name()));
    }

    // What a caller sets: not what is read-only, the owner, or told by the path.
    private List<Column> written(Route route) {
        var kept = kept(route);
        return table(route).stream()
                .filter(table -> writes(route))
                .flatMap(table -> table.columns().stream())
                .filter(column -> !kept.contains(column))
                .filter(column -> route.parameters().stream()
                        .noneMatch(each -> each.place() == Place.PATH
                                && Names.snake(each.name()).equals(column.name())))
                .toList();
    }

    private static boolean writes(Route route) {
        var kind = route.behaviour().kind();
        return kind == Kind.CREATE || kind == Kind.REPLACE || kind == Kind.CHANGE;
    }
}
