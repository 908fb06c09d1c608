package codex.verify;

import codex.specification.Access;
import codex.specification.Behaviour.Kind;
import codex.specification.Column;
import codex.specification.Document;
import codex.specification.Limits;
import codex.specification.Method;
import codex.specification.Names;
import codex.specification.Parameter;
import codex.specification.Parameter.Place;
import codex.specification.Response;
import codex.specification.Role;
import codex.specification.Route;
import codex.specification.RouteAccess;
import codex.specification.Table;
import codex.specification.TypeName;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Thinks of the requests that prove an application: parents before children, right ones, then wrong ones, then attacks. */
final class Calls {
    static final String PASSWORD = "Correct-horse-battery-9";
    static final String ADMIN = "admin@example.com";
    private static final String ROLE_OF_ADMIN = "admin";
    private static final String NOWHERE = "00000000-0000-4000-8000-000000000000";
    private static final List<String> HOSTILE = List.of(
            "'; DROP TABLE account; --", "<script>alert(1)</script>", "../../etc/passwd", "a\r\nINFO forged line");

    private final Document document;
    private final Set<String> unfinished;
    private final Values values;
    private final List<Call> calls = new ArrayList<>();
    private final Set<String> made = new HashSet<>();
    private final Set<String> underway = new HashSet<>();
    private int turn;

    Calls(Document document, Set<String> unfinished) {
        this.document = document;
        this.unfinished = unfinished;
        this.values = new Values(document);
    }

    /** In the order in which they have to be made. */
    List<Call> all() {
        if (document.access() == Access.ACCOUNTS) {
            signIn();
        }
        // Deletions last, children before their parents: what others need is then no longer needed.
        document.routes().filter(route -> route.method() != Method.DELETE).forEach(this::prove);
        document.routes()
                .filter(route -> route.method() == Method.DELETE)
                .sorted(Comparator.comparingInt(route -> -ancestors(route)))
                .forEach(this::prove);
        return List.copyOf(calls);
    }

    /** Calls that show, after a restart, that what was written is still there. */
    List<Call> again() {
        return document.routes()
                .filter(route -> route.behaviour().kind() == Kind.LIST && !unfinished.contains(route.id()))
                .filter(route -> !route.path().contains("{"))
                .map(route -> call(
                        Rung.CLEAN_ROOM,
                        route,
                        actor(route),
                        "the same after a restart",
                        route.path(),
                        "",
                        List.of(200)))
                .toList();
    }

    /** How many tables the route's table refers to, over others too: a child has more than its parent. */
    private int ancestors(Route route) {
        var reached = new HashSet<String>();
        document.table(String.valueOf(route.behaviour().table())).ifPresent(table -> reach(table, reached));
        return reached.size();
    }

    private void reach(Table table, Set<String> reached) {
        for (var column : table.columns()) {
            var parent = column.references();
            if (parent != null && reached.add(parent)) {
                document.table(parent).ifPresent(each -> reach(each, reached));
            }
        }
    }

    /** The first admin, somebody new, and a person for each role that is given and not got by registering. */
    private void signIn() {
        register("newcomer", "account");
        login("member", "newcomer@example.com");
        login("admin", ADMIN);
        roles().skip(1).forEach(role -> {
            register(role, "account_" + role);
            give(role);
            login(token(role), role + "@example.com");
        });
    }

    private void give(String role) {
        var path = "/auth/accounts/{{account_" + role + "}}/role";
        var headers = Map.of("Content-Type", "application/json", "Authorization", "Bearer {{admin}}");
        var body = JsonNodeFactory.instance.objectNode().put("role", role).toString();
        add(new Call(Rung.ROUTES, null, "admin", "give a role", "PUT", path, headers, body, List.of(200), null, ""));
    }

    // Whoever registers has the first; the others are given.
    private Stream<String> roles() {
        return document.roles().stream().map(Role::name).filter(role -> !role.equals(ROLE_OF_ADMIN));
    }

    private String token(String role) {
        if (role.equals(ROLE_OF_ADMIN)) {
            return "admin";
        }
        return roles().findFirst().filter(role::equals).isPresent() ? "member" : "role_" + role;
    }

    private void register(String person, String save) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("email", person + "@example.com")
                .put("password", PASSWORD)
                .put("name", "A " + person);
        post("register", "/auth/register", body.toString(), 201, save, "/id");
    }

    private void login(String token, String email) {
        var body = JsonNodeFactory.instance.objectNode().put("email", email).put("password", PASSWORD);
        post("log in as " + token, "/auth/login", body.toString(), 200, token, "/accessToken");
    }

    private void post(String what, String path, String body, int status, String save, String pointer) {
        var headers = Map.of("Content-Type", "application/json");
        add(new Call(Rung.ROUTES, null, "nobody", what, "POST", path, headers, body, List.of(status), save, pointer));
    }

    private void prove(Route route) {
        if (unfinished.contains(route.id())) {
            add(call(Rung.ROUTES, route, actor(route), "unfinished", path(route), "", List.of(501, 401, 403)));
            return;
        }
        permissions(route);
        if (route.method() == Method.DELETE) {
            // A fresh row: nothing refers to it yet.
            made.remove(String.valueOf(route.behaviour().table()));
        }
        parents(route);
        examples(route);
        var body = body(route);
        var text = body.map(JsonNode::toString).orElse("");
        add(call(Rung.ROUTES, route, actor(route), "as specified", path(route), text, accepted(route)));
        wrongPath(route, text);
        wrongQuery(route, text);
        body.filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .ifPresent(object -> wrongBody(route, object));
    }

    private void permissions(Route route) {
        if (route.access().level() == RouteAccess.Level.PUBLIC) {
            return;
        }
        var text = body(route).map(JsonNode::toString).orElse("");
        add(call(Rung.ROUTES, route, "nobody", "without a token", path(route), text, List.of(401)));
        add(call(Rung.ATTACKS, route, "forged", "with a forged token", path(route), text, List.of(401)));
        if (route.access().level() == RouteAccess.Level.ROLES) {
            roles().filter(role -> !route.access().roles().contains(role))
                    .findFirst()
                    .ifPresent(role ->
                            add(call(Rung.ROUTES, route, role, "without the role", path(route), text, List.of(403))));
        }
    }

    private void examples(Route route) {
        for (var example : route.examples()) {
            var given = example.values();
            var status = example.status();
            if (given != null && status != null) {
                var body = JsonNodeFactory.instance.objectNode();
                given.forEach((name, value) -> {
                    if (route.parameters().stream()
                            .noneMatch(each -> each.name().equals(name))) {
                        body.set(name, value);
                    }
                });
                var text = route.request() == null && body.isEmpty() ? "" : body.toString();
                add(call(Rung.ROUTES, route, actor(route), example.then(), path(route, given), text, List.of(status)));
            }
        }
    }

    private void wrongPath(Route route, String body) {
        var byKey = route.parameters().stream()
                .anyMatch(each -> each.place() == Place.PATH && each.name().equals("id"));
        if (byKey
                && route.behaviour().table() != null
                && !route.behaviour().kind().needsFunction()) {
            var path = path(route)
                    .replaceFirst("\\{\\{" + variable(route.behaviour().table()) + "}}", NOWHERE);
            add(call(Rung.ROUTES, route, actor(route), "an id that is not there", path, body, List.of(404)));
            var nonsense = path.replaceFirst(NOWHERE, "not-an-id");
            add(call(Rung.ROUTES, route, actor(route), "an id that is none", nonsense, body, List.of(400, 404)));
        }
    }

    private void wrongQuery(Route route, String body) {
        var path = path(route);
        var joined = path + (path.contains("?") ? "&" : "?");
        if (route.behaviour().kind() == Kind.LIST) {
            add(call(
                    Rung.ROUTES,
                    route,
                    actor(route),
                    "an unknown sort key",
                    joined + "sort=no_such",
                    body,
                    List.of(400)));
            add(call(Rung.ROUTES, route, actor(route), "a page too large", joined + "size=1000", body, List.of(400)));
            add(call(
                    Rung.ATTACKS,
                    route,
                    actor(route),
                    "SQL as a sort key",
                    joined + "sort=" + encoded("id; DROP TABLE x"),
                    body,
                    List.of(400)));
        }
        for (var parameter : route.parameters()) {
            if (parameter.place() != Place.QUERY) {
                continue;
            }
            if (parameter.required()) {
                var without = path(route, parameter, null);
                add(call(
                        Rung.ROUTES,
                        route,
                        actor(route),
                        "required parameter " + parameter.name() + " missing",
                        without,
                        body,
                        List.of(400)));
            }
            broken(parameter.type(), parameter.limits())
                    .ifPresent(wrong -> add(call(
                            Rung.ROUTES,
                            route,
                            actor(route),
                            "parameter " + parameter.name() + " breaks its limits",
                            path(route, parameter, wrong.asText()),
                            body,
                            List.of(400))));
            if (textual(parameter.type())) {
                HOSTILE.forEach(hostile -> add(call(
                        Rung.ATTACKS,
                        route,
                        actor(route),
                        "hostile text in " + parameter.name(),
                        path(route, parameter, hostile),
                        body,
                        tolerant(route))));
            }
        }
    }

    private void wrongBody(Route route, ObjectNode body) {
        var path = path(route);
        add(call(Rung.ROUTES, route, actor(route), "a body that is no JSON", path, "{\"", List.of(400)));
        add(call(
                Rung.ROUTES,
                route,
                actor(route),
                "an unknown field",
                path,
                with(body, "noSuchField", "x"),
                List.of(400)));
        for (var name : List.of("id", "version", "createdAt")) {
            add(call(
                    Rung.ATTACKS,
                    route,
                    actor(route),
                    "sets " + name + " itself",
                    path,
                    with(body, name, "1"),
                    List.of(400)));
        }
        add(call(
                Rung.ATTACKS,
                route,
                actor(route),
                "a body of 2 MB",
                path,
                with(body, "noSuchField", "x".repeat(2 << 20)),
                List.of(400, 413)));
        add(call(
                Rung.ATTACKS,
                route,
                actor(route),
                "JSON nested 3,000 deep",
                path,
                "[".repeat(3000) + "]".repeat(3000),
                List.of(400, 413)));
        for (var member : members(route)) {
            if (member.required() && route.behaviour().kind() != Kind.CHANGE) {
                var without = body.deepCopy();
                without.remove(member.name());
                add(call(
                        Rung.ROUTES,
                        route,
                        actor(route),
                        "required field " + member.name() + " missing",
                        path,
                        without.toString(),
                        List.of(400)));
            }
            broken(member.type(), member.limits()).ifPresent(wrong -> {
                var changed = body.deepCopy();
                changed.set(member.name(), wrong);
                add(call(
                        Rung.ROUTES,
                        route,
                        actor(route),
                        "field " + member.name() + " breaks its limits",
                        path,
                        changed.toString(),
                        List.of(400)));
            });
            if (textual(member.type())) {
                HOSTILE.forEach(hostile -> add(call(
                        Rung.ATTACKS,
                        route,
                        actor(route),
                        "hostile text in " + member.name(),
                        path,
                        with(body, member.name(), hostile),
                        tolerant(route))));
            }
        }
    }

    private static String with(ObjectNode body, String name, String value) {
        return body.deepCopy().put(name, value).toString();
    }

    private static Optional<JsonNode> broken(String type, Limits limits) {
        var nodes = JsonNodeFactory.instance;
        return switch (type) {
            case "string", "text" ->
                limits.maxLength() != null && limits.maxLength() < 100_000
                        ? Optional.of(nodes.textNode("x".repeat(limits.maxLength() + 1)))
                        : Optional.empty();
            case "integer", "long", "decimal", "number" -> {
                var max = limits.max();
                var min = limits.min();
                if (max != null) {
                    yield Optional.of(nodes.numberNode(max.add(BigDecimal.ONE)));
                }
                yield min == null
                        ? Optional.of(nodes.textNode("many"))
                        : Optional.of(nodes.numberNode(min.subtract(BigDecimal.ONE)));
            }
            case "boolean", "date", "time", "datetime", "uuid" -> Optional.of(nodes.textNode("nonsense"));
            default -> Optional.empty();
        };
    }

    private static boolean textual(String type) {
        return type.equals("string") || type.equals("text");
    }

    /** Rows that the route needs: the row it is about, and before it whatever that row refers to. */
    private void parents(Route route) {
        var table = route.behaviour().table();
        for (var parameter : route.parameters()) {
            if (parameter.place() == Place.PATH) {
                referred(route, parameter.name()).ifPresent(this::make);
            }
        }
        if (table != null) {
            document.table(table).ifPresent(this::makeParents);
        }
    }

    private void make(Table table) {
        if (made.contains(table.name())) {
            return;
        }
        made.add(table.name());
        underway.add(table.name());
        // Fresh parents: what was done to the others may stand against it, a book that is on loan.
        table.columns().stream()
                .map(Column::references)
                .filter(Objects::nonNull)
                .filter(name -> !underway.contains(name))
                .forEach(made::remove);
        makeParents(table);
        document.routes()
                .filter(route -> route.behaviour().kind() == Kind.CREATE
                        && table.name().equals(route.behaviour().table())
                        && !unfinished.contains(route.id()))
                .findFirst()
                .ifPresent(route -> {
                    parents(route);
                    var text = body(route).map(JsonNode::toString).orElse("");
                    var call = call(
                            Rung.ROUTES, route, actor(route), "a row for others", path(route), text, accepted(route));
                    add(new Call(
                            call.rung(),
                            call.routeId(),
                            call.actor(),
                            call.what(),
                            call.method(),
                            call.path(),
                            call.headers(),
                            call.body(),
                            call.accepted(),
                            variable(table.name()),
                            "/id"));
                });
        underway.remove(table.name());
    }

    private void makeParents(Table table) {
        table.columns().stream()
                .map(Column::references)
                .filter(Objects::nonNull)
                .filter(name -> !name.equals(table.name()))
                .flatMap(name -> document.table(name).stream())
                .forEach(this::make);
    }

    // The variable {id} is the row itself, {bookId} the row of the table that the column book_id refers to.
    private Optional<Table> referred(Route route, String variable) {
        var table = Optional.ofNullable(route.behaviour().table()).flatMap(document::table);
        if (variable.equals("id")) {
            return table;
        }
        var column = table.flatMap(each -> each.column(Names.snake(variable)));
        return column.map(Column::references)
                .flatMap(document::table)
                .or(() -> document.table(Names.snake(variable).replaceFirst("_id$", "")));
    }

    private static String variable(String table) {
        return "row_" + table;
    }

    private String path(Route route) {
        return path(route, Map.of());
    }

    private String path(Route route, Parameter changed, @Nullable String value) {
        var given = new TreeMap<String, JsonNode>();
        given.put(
                changed.name(),
                value == null ? JsonNodeFactory.instance.nullNode() : JsonNodeFactory.instance.textNode(value));
        return path(route, given);
    }

    private String path(Route route, Map<String, JsonNode> given) {
        var path = route.path();
        var query = new ArrayList<String>();
        turn++;
        for (var parameter : route.parameters()) {
            var value = given.get(parameter.name());
            if (parameter.place() == Place.PATH) {
                path = path.replace(
                        "{" + parameter.name() + "}",
                        value == null ? pathValue(route, parameter) : encoded(value.asText()));
            } else if (parameter.place() == Place.QUERY
                    && (value != null || parameter.required())
                    && (value == null || !value.isNull())) {
                var text = value != null
                        ? value.asText()
                        : values.of(parameter.type(), parameter.limits(), parameter.example(), turn, 0)
                                .asText();
                query.add(parameter.name() + "=" + encoded(text));
            }
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private String pathValue(Route route, Parameter parameter) {
        if (parameter.type().equals("uuid")) {
            return referred(route, parameter.name())
                    .map(table -> "{{" + variable(table.name()) + "}}")
                    .orElse(NOWHERE);
        }
        return encoded(values.of(parameter.type(), parameter.limits(), parameter.example(), turn, 0)
                .asText());
    }

    private record Member(String name, String type, boolean required, Limits limits) {}

    private List<Member> members(Route route) {
        var request = route.request();
        if (request != null) {
            return document.type(TypeName.of(request.type()).base()).stream()
                    .flatMap(type -> type.fields().stream())
                    .map(field -> new Member(
                            field.name(),
                            field.type(),
                            field.required() && field.defaultValue() == null,
                            field.limits()))
                    .toList();
        }
        return written(route).stream()
                .map(column -> new Member(
                        Names.camel(column.name()),
                        column.type(),
                        column.required() && column.defaultValue() == null,
                        column.limits()))
                .toList();
    }

    // What a caller sets: not what is read-only, the owner, or told by the path.
    private List<Column> written(Route route) {
        var kind = route.behaviour().kind();
        if (kind != Kind.CREATE && kind != Kind.REPLACE && kind != Kind.CHANGE) {
            return List.of();
        }
        return Optional.ofNullable(route.behaviour().table()).flatMap(document::table).stream()
                .flatMap(table -> table.columns().stream()
                        .filter(column -> !column.readOnly() && !column.name().equals(table.owner())))
                .filter(column -> route.parameters().stream()
                        .noneMatch(each -> each.place() == Place.PATH
                                && Names.snake(each.name()).equals(column.name())))
                .toList();
    }

    private Optional<JsonNode> body(Route route) {
        var request = route.request();
        turn++;
        if (request != null && request.mediaType().equals("application/json")) {
            return Optional.of(values.of(request.type(), Limits.NONE, null, turn, 0));
        }
        var columns = written(route);
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        var body = JsonNodeFactory.instance.objectNode();
        for (var position = 0; position < columns.size(); position++) {
            var column = columns.get(position);
            var references = column.references();
            if (references != null) {
                var self = references.equals(route.behaviour().table());
                if (!self || column.required()) {
                    body.put(
                            Names.camel(column.name()),
                            references.equals(Table.ACCOUNT) ? "{{account}}" : "{{" + variable(references) + "}}");
                }
            } else {
                body.set(Names.camel(column.name()), values.of(column, turn, position));
            }
        }
        return Optional.of(body);
    }

    private static List<Integer> accepted(Route route) {
        var declared = route.responses().stream()
                .filter(Response::success)
                .map(Response::status)
                .toList();
        var kind = route.behaviour().kind();
        if (kind.needsFunction()) {
            return tolerant(route);
        }
        if (kind == Kind.TRANSITION) {
            return List.of(declared.isEmpty() ? 200 : declared.getFirst(), 409);
        }
        if (!declared.isEmpty()) {
            return declared;
        }
        return List.of(kind == Kind.CREATE ? 201 : kind == Kind.DELETE ? 204 : 200);
    }

    // Whatever is not a failure: a function may refuse values that nobody could know to be wrong.
    private static List<Integer> tolerant(Route route) {
        var accepted =
                new ArrayList<>(route.responses().stream().map(Response::status).toList());
        accepted.addAll(List.of(200, 201, 204, 302, 303, 400, 404, 409, 422));
        return accepted;
    }

    private static String actor(Route route) {
        var roles = route.access().roles();
        return switch (route.access().level()) {
            case PUBLIC -> "nobody";
            case SIGNED_IN -> "owner";
            case ROLES -> roles.isEmpty() ? ROLE_OF_ADMIN : roles.getFirst();
        };
    }

    private void add(Call call) {
        calls.add(call);
    }

    private Call call(
            Rung rung, Route route, String actor, String what, String path, String body, List<Integer> accepted) {
        var headers = new TreeMap<String, String>();
        if (!body.isEmpty()) {
            headers.put(
                    "Content-Type",
                    route.method() == Method.PATCH ? "application/merge-patch+json" : "application/json");
        }
        switch (actor) {
            case "nobody" -> {}
            case "owner" -> headers.put("Authorization", "Bearer {{member}}");
            case "forged" ->
                headers.put("Authorization", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiIsInJvbGUiOiJhZG1pbiJ9.");
            default -> headers.put("Authorization", "Bearer {{" + token(actor) + "}}");
        }
        return new Call(rung, route.id(), actor, what, route.method().name(), path, headers, body, accepted, null, "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
