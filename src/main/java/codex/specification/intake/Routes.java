package codex.specification.intake;

import codex.specification.Behaviour;
import codex.specification.Body;
import codex.specification.Limits;
import codex.specification.Method;
import codex.specification.Names;
import codex.specification.Parameter;
import codex.specification.Paths;
import codex.specification.ReservedWords;
import codex.specification.Response;
import codex.specification.Route;
import codex.specification.RouteAccess;
import codex.specification.Rule;
import codex.specification.TypeName;
import codex.specification.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Operations become routes: path, method and status codes stay as they are; what cannot stay is told. */
final class Routes {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}/]*)}");
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");
    private static final Pattern SETS = Pattern.compile("Sets ([\\w.-]+(?:, [\\w.-]+)*)");
    private static final Pattern COOKIE = Pattern.compile("^([A-Za-z][\\w.-]*)=");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9.+-]+/[a-z0-9.+-]+");
    private static final Set<Behaviour.Kind> CHANGES =
            Set.of(Behaviour.Kind.REPLACE, Behaviour.Kind.CHANGE, Behaviour.Kind.DELETE);
    private static final Set<Behaviour.Kind> WRITES =
            Set.of(Behaviour.Kind.CREATE, Behaviour.Kind.REPLACE, Behaviour.Kind.CHANGE);
    private static final Set<String> LEFT_TO_HTTP = Set.of("accept", "content-type", "authorization");
    private static final Set<String> KNOWN = Set.of(
            "tags",
            "summary",
            "description",
            "operationId",
            "parameters",
            "requestBody",
            "responses",
            "security",
            "externalDocs",
            "x-roles");

    private final Schemas schemas;
    private final Security security;
    private final StandardRoutes standard;
    private final Draft draft;

    Routes(Schemas schemas, Security security, StandardRoutes standard, Draft draft) {
        this.schemas = schemas;
        this.security = security;
        this.standard = standard;
        this.draft = draft;
    }

    Route route(Operation operation) {
        var spot = operation.spot();
        spot.members().stream()
                .filter(member -> !KNOWN.contains(member.name()))
                .forEach(member -> draft.lose(member.spot().pointer(), lost(member.name())));
        var name = draft.routeName(
                spot.text("operationId").isBlank()
                        ? operation.method() + " " + operation.path()
                        : spot.text("operationId"));
        var behaviour = standard.behaviour(operation);
        var path = path(operation, behaviour);
        var parameters = parameters(operation, path, behaviour);
        var request = request(operation, name, behaviour, parameters);
        var responses = responses(operation, name, behaviour);
        var summary = summary(operation);
        var access = security.access(operation);
        if (access.level() == RouteAccess.Level.SIGNED_IN && CHANGES.contains(behaviour.kind())) {
            draft.lose(
                    spot.pointer(),
                    "Anyone who is signed in may do this to any row: the document does not say whose rows they are.");
        }
        return new Route(
                draft.id(),
                name,
                operation.method(),
                path.written(),
                summary,
                access,
                parameters,
                request,
                responses,
                behaviour,
                rules(operation, behaviour, summary),
                List.of(),
                List.of(),
                Draft.source(spot.pointer()));
    }

    private static String lost(String member) {
        return switch (member) {
            case "callbacks" -> "The application calls nobody back.";
            case "servers" -> "Every route is served where the application is.";
            case "deprecated" -> "That it is deprecated is not told to callers.";
            default -> "“%s” is not kept.".formatted(Draft.text(member, 60));
        };
    }

    /**
     * A path in our writing.
     *
     * @param variables our names of its variables, with the names they had
     * @param key which of them is the row's id; null for none
     */
    private record Path(
            String written,
            LinkedHashMap<String, String> variables,
            @Nullable String key) {}

    // The name of a variable is not on the wire: one that Java cannot have gets another.
    private Path path(Operation operation, Behaviour behaviour) {
        var variables = new LinkedHashMap<String, String>();
        var key = standard.key(operation, behaviour);
        var written = VARIABLE.matcher(operation.path()).replaceAll(found -> {
            var legal = Names.camel(Draft.snake(found.group(1), "value"));
            var name = ReservedWords.java(legal) ? legal + "Value" : legal;
            variables.put(name, found.group(1));
            return "{" + name + "}";
        });
        if (written.length() > 1 && written.endsWith("/")) {
            draft.lose(operation.item().pointer(), "The path is answered with and without the slash at its end.");
            written = written.replaceAll("/+$", "");
        }
        var legalKey = variables.entrySet().stream()
                .filter(each -> each.getValue().equals(key))
                .map(Map.Entry::getKey)
                .findFirst();
        return new Path(written, variables, legalKey.orElse(null));
    }

    // The id of a row has the type that its table's ids have.
    private static Parameter keyed(Parameter parameter, String type) {
        return new Parameter(
                parameter.id(),
                parameter.name(),
                parameter.place(),
                type,
                true,
                null,
                Limits.NONE,
                null,
                parameter.description(),
                parameter.source());
    }

    private static String summary(Operation operation) {
        var summary = operation.spot().text("summary").strip();
        if (!summary.isEmpty()) {
            return Draft.text(summary.lines().findFirst().orElse(""), 300);
        }
        var described = operation.spot().text("description").strip();
        return described.isEmpty()
                ? operation.method() + " " + operation.path()
                : Draft.text(described.lines().findFirst().orElse(""), 300);
    }

    // What a function has to know beyond the summary.
    private List<Rule> rules(Operation operation, Behaviour behaviour, String summary) {
        var described = Draft.text(operation.spot().text("description"));
        if (behaviour.kind() != Behaviour.Kind.CUSTOM || described.isEmpty() || described.equals(summary)) {
            return List.of();
        }
        var pointer = operation.spot().get("description").pointer();
        return List.of(Rule.words(draft.id(), described, Draft.source(pointer)));
    }

    private List<Parameter> parameters(Operation operation, Path path, Behaviour behaviour) {
        var declared = new LinkedHashMap<String, Spot>();
        for (var list :
                List.of(operation.item().get("parameters"), operation.spot().get("parameters"))) {
            for (var item : list.items()) {
                schemas.follow(item).ifPresent(spot -> declared.put(spot.text("in") + " " + spot.text("name"), spot));
            }
        }
        var parameters = new ArrayList<Parameter>();
        path.variables().forEach((legal, written) -> {
            var spot = declared.remove("path " + written);
            if (spot == null) {
                draft.lose(
                        operation.spot().pointer(),
                        "{%s} of the path is not declared; it is a text.".formatted(written));
            }
            var parameter = parameter(legal, Parameter.Place.PATH, spot, operation.spot(), operation);
            parameters.add(legal.equals(path.key()) ? keyed(parameter, standard.keyType(behaviour)) : parameter);
        });
        declared.values().stream()
                .filter(spot -> !standard.ignores(spot, behaviour, draft))
                .forEach(spot -> declared(spot, operation, parameters));
        return parameters;
    }

    private void declared(Spot spot, Operation operation, List<Parameter> parameters) {
        var name = spot.text("name");
        var place = switch (spot.text("in")) {
            case "query" -> Parameter.Place.QUERY;
            case "header" -> Parameter.Place.HEADER;
            case "cookie" -> Parameter.Place.COOKIE;
            default -> null;
        };
        if (place == Parameter.Place.HEADER && LEFT_TO_HTTP.contains(name.toLowerCase(Locale.ROOT))) {
            return;
        }
        if (place == null) {
            draft.lose(spot.pointer(), "Left out: a parameter is in the path, the query, a header or a cookie.");
            return;
        }
        if (!PARAMETER.matcher(name).matches() || name.length() > Draft.NAME || ReservedWords.java(Names.camel(name))) {
            draft.lose(
                    spot.pointer() + "/name",
                    "Left out: no parameter can be called “%s”.".formatted(Draft.text(name, 60)));
            return;
        }
        parameters.add(parameter(name, place, spot, spot, operation));
    }

    private Parameter parameter(
            String name, Parameter.Place place, @Nullable Spot declared, Spot from, Operation operation) {
        var value = declared == null ? SchemaValue.of("string") : plain(declared, place, operation);
        var required = place == Parameter.Place.PATH || (declared != null && declared.flag("required"));
        var example = declared == null ? null : example(declared, value);
        return new Parameter(
                draft.id(),
                name,
                place,
                value.type(),
                required,
                place == Parameter.Place.PATH ? null : value.defaultValue(),
                value.limits(),
                example,
                declared == null ? "" : Draft.text(declared.text("description")),
                Draft.source(from.pointer()));
    }

    private static @Nullable String example(Spot declared, SchemaValue value) {
        var given = declared.json().path("example");
        if (!given.isValueNode() || given.isNull()) {
            return value.example();
        }
        var text = given.asText();
        var fits = Values.problem(value.type(), value.limits(), text).isEmpty();
        return fits && TypeName.of(value.type()).scalar() && !value.many() ? text : value.example();
    }

    // Outside a body there are plain values only, and lists of them in a query.
    private SchemaValue plain(Spot parameter, Parameter.Place place, Operation operation) {
        if (parameter.has("content")) {
            draft.lose(parameter.pointer() + "/content", "It is a text, whose inside is not checked.");
            return SchemaValue.of("string");
        }
        var schema = parameter.get("schema");
        var target = schemas.quietly(schema).map(schemas::merged);
        var structured = target.isPresent()
                && (target.get().has("properties")
                        || target.get().get("items").has("properties")
                        || schemas.quietly(target.get().get("items"))
                                .map(each -> each.has("properties"))
                                .orElse(false));
        var value = structured
                ? SchemaValue.JSON
                : schemas.value(schema, operation.spot().text("operationId") + " " + parameter.text("name"));
        var base = TypeName.of(value.type()).base();
        if (base.equals("json") || base.equals("file") || (value.many() && place != Parameter.Place.QUERY)) {
            draft.lose(schema.pointer(), "It is a text, whose inside is not checked.");
            return SchemaValue.of("string");
        }
        var styled = parameter.has("style") && !Set.of("form", "simple").contains(parameter.text("style"));
        var joined = value.many() && parameter.json().path("explode").isBoolean() && !parameter.flag("explode");
        if (styled || joined) {
            draft.lose(parameter.pointer(), "Several values are taken as the same name again: ?a=1&a=2.");
        }
        return value;
    }

    private @Nullable Body request(Operation operation, String name, Behaviour behaviour, List<Parameter> parameters) {
        if (!operation.spot().get("requestBody").there()) {
            return null;
        }
        var followed = schemas.follow(operation.spot().get("requestBody"));
        if (followed.isEmpty()) {
            return null;
        }
        var media = Operation.media(followed.get());
        if (operation.method() == Method.GET || media.isEmpty()) {
            draft.lose(operation.spot().get("requestBody").pointer(), "No body is taken.");
            return null;
        }
        media.stream()
                .skip(1)
                .forEach(other -> draft.lose(
                        other.spot().pointer(),
                        "%s is not taken, only %s."
                                .formatted(
                                        Draft.text(other.name(), 60),
                                        media.getFirst().name())));
        var first = media.getFirst();
        var schema = first.spot().get("schema");
        var type = Operation.bare(first.name());
        if (type.equals("multipart/form-data") || type.equals("application/x-www-form-urlencoded")) {
            form(schema, operation, parameters);
            return new Body(type, "");
        }
        if (Operation.json(type)) {
            if (!type.equals("application/json") && !type.equals("*/*")) {
                draft.lose(first.spot().pointer(), "It is taken as application/json.");
            }
            if (standard.sendsRow(operation, behaviour)) {
                return null;
            }
            var value = schemas.sent(schema, name + " request");
            return Body.json(value.type().equals("file") ? "string" : value.type());
        }
        if (!MEDIA_TYPE.matcher(type).matches()) {
            draft.lose(first.spot().pointer(), "Any bytes are taken.");
            return new Body("application/octet-stream", "file");
        }
        return new Body(type, type.startsWith("text/") || type.endsWith("xml") ? "string" : "file");
    }

    private void form(Spot schema, Operation operation, List<Parameter> parameters) {
        var target = schemas.follow(schema).map(schemas::merged);
        var required = target.map(Schemas::required).orElse(Set.of());
        for (var member : target.map(each -> each.get("properties").members()).orElse(List.of())) {
            if (!PARAMETER.matcher(member.name()).matches() || ReservedWords.java(Names.camel(member.name()))) {
                draft.lose(member.spot().pointer(), "Left out: no field of a form can be called so.");
                continue;
            }
            var value = schemas.value(member.spot(), operation.spot().text("operationId") + " " + member.name());
            var name = TypeName.of(value.type());
            var plain = (name.scalar() && !name.base().equals("json"))
                    || draft.enums().stream().anyMatch(each -> each.name().equals(name.base()));
            if (!plain) {
                draft.lose(member.spot().pointer(), "It is a text, whose inside is not checked.");
            }
            parameters.add(new Parameter(
                    draft.id(),
                    member.name(),
                    Parameter.Place.FORM,
                    plain ? value.type() : "string",
                    required.contains(member.name()) && !value.nullable(),
                    plain ? value.defaultValue() : null,
                    plain ? value.limits() : Limits.NONE,
                    plain ? value.example() : null,
                    value.description(),
                    Draft.source(member.spot().pointer())));
        }
    }

    private List<Response> responses(Operation operation, String name, Behaviour behaviour) {
        var responses = new ArrayList<Response>();
        var statuses = new HashSet<String>();
        for (var member : operation.spot().get("responses").members()) {
            var status = status(member, operation);
            var followed = schemas.follow(member.spot());
            if (status == 0 || followed.isEmpty()) {
                continue;
            }
            answer(status, followed.get(), name).stream()
                    .filter(response -> statuses.add(response.status() + " " + response.mediaType()))
                    .forEach(responses::add);
        }
        return responses.stream().map(each -> row(each, behaviour, operation)).toList();
    }

    // A row that was written goes back, where a status may have a body.
    private Response row(Response response, Behaviour behaviour, Operation operation) {
        var table = behaviour.table();
        if (!WRITES.contains(behaviour.kind())
                || table == null
                || !response.success()
                || !response.mediaType().isEmpty()
                || response.status() == 204) {
            return response;
        }
        draft.lose(operation.spot().get("responses").pointer(), "The row goes back with the answer.");
        return new Response(
                response.id(),
                response.status(),
                "application/json",
                Names.pascal(table),
                response.description(),
                response.cookies());
    }

    private int status(Spot.Member member, Operation operation) {
        var code = member.name();
        if (code.matches("[2-5][0-9][0-9]")) {
            return Integer.parseInt(code);
        }
        if (code.startsWith("x-")) {
            return 0;
        }
        var others = operation.spot().get("responses").members();
        var success = others.stream().anyMatch(each -> each.name().matches("[23][0-9][0-9]"));
        if (code.matches("2[xX]{2}") || (code.equals("default") && !success)) {
            draft.lose(member.spot().pointer(), "It is answered with the status 200.");
            return 200;
        }
        draft.lose(
                member.spot().pointer(),
                "Other errors are answered with their own status, as application/problem+json (RFC 9457).");
        return 0;
    }

    private List<Response> answer(int status, Spot response, String name) {
        var description = Draft.text(response.text("description"));
        var redirect = status >= 300 && status < 400;
        for (var header : response.get("headers").members()) {
            if (header.name().equalsIgnoreCase("Set-Cookie")) {
                continue;
            }
            if (!header.name().equalsIgnoreCase("Location") || (status != 201 && !redirect)) {
                draft.lose(
                        header.spot().pointer(), "The header %s is not sent.".formatted(Draft.text(header.name(), 60)));
            }
        }
        if (response.has("links")) {
            draft.lose(response.get("links").pointer(), "Links to other operations are not told.");
        }
        var cookies = status < 400 ? cookies(response) : List.<String>of();
        var media = Operation.media(response);
        if (media.isEmpty() || redirect || status == 204) {
            return List.of(new Response(draft.id(), status, "", "", description, cookies));
        }
        media.stream()
                .skip(1)
                .forEach(other -> draft.lose(
                        other.spot().pointer(),
                        "%s is not answered, only %s."
                                .formatted(
                                        Draft.text(other.name(), 60),
                                        media.getFirst().name())));
        var first = media.getFirst();
        var type = Operation.bare(first.name());
        if (status >= 400) {
            if (!type.equals("application/problem+json")) {
                draft.lose(
                        first.spot().pointer(),
                        "This error is answered as application/problem+json (RFC 9457) with the same status.");
            }
            return List.of(new Response(draft.id(), status, "", "", description));
        }
        if (Operation.json(type)) {
            if (!type.equals("application/json") && !type.equals("*/*")) {
                draft.lose(first.spot().pointer(), "It is answered as application/json.");
            }
            var value = schemas.value(first.spot().get("schema"), name + " response");
            var written = value.type().equals("file") ? "string" : value.type();
            return List.of(new Response(draft.id(), status, "application/json", written, description, cookies));
        }
        var legal = MEDIA_TYPE.matcher(type).matches() ? type : "application/octet-stream";
        var text = legal.startsWith("text/") || legal.endsWith("xml");
        return List.of(new Response(draft.id(), status, legal, text ? "string" : "file", description, cookies));
    }

    // Names stand in front of the = of examples, and in what Codex itself writes when it exports.
    private List<String> cookies(Spot response) {
        var header = response.get("headers").members().stream()
                .filter(each -> each.name().equalsIgnoreCase("Set-Cookie"))
                .findFirst();
        if (header.isEmpty()) {
            return List.of();
        }
        var spot = header.get().spot();
        var said = SETS.matcher(spot.text("description"))
                .results()
                .flatMap(each -> Stream.of(each.group(1).split(", ", -1)));
        var shown = Stream.of(spot.text("example"), spot.get("schema").text("example"))
                .flatMap(example -> COOKIE.matcher(example).results().map(each -> each.group(1)));
        var names = Stream.concat(said, shown).distinct().toList();
        if (names.isEmpty()) {
            draft.lose(spot.pointer(), "No example tells the name of the cookie, such as session=value.");
        }
        return names;
    }

    /** The module of an operation: its first tag, else the first word of its path. */
    static String module(Operation operation) {
        var tags = operation.spot().get("tags").items();
        if (!tags.isEmpty() && tags.getFirst().json().isTextual()) {
            return tags.getFirst().json().textValue();
        }
        return Paths.segments(operation.path()).stream()
                .filter(segment -> segment.matches("[A-Za-z][A-Za-z0-9_-]*"))
                .filter(segment -> !segment.matches("(?i)api|rest|v[0-9]+"))
                .findFirst()
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .orElse("Api");
    }
}
