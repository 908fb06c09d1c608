package codex.engine.builtin;

import codex.agent.developer.WriteFunction.FunctionBody;
import codex.code.Argument;
import codex.specification.Access;
import codex.specification.Assumption;
import codex.specification.Behaviour;
import codex.specification.Body;
import codex.specification.Column;
import codex.specification.Document;
import codex.specification.Enumeration;
import codex.specification.Example;
import codex.specification.Field;
import codex.specification.Limits;
import codex.specification.Method;
import codex.specification.Module;
import codex.specification.Parameter;
import codex.specification.Response;
import codex.specification.Role;
import codex.specification.Route;
import codex.specification.RouteAccess;
import codex.specification.Rule;
import codex.specification.Source;
import codex.specification.Table;
import codex.specification.Type;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads one recipe from its folder. What the file leaves out has the plainest value; ids count from 1. */
final class RecipeReader {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Source SOURCE = Source.assumption("recipe", 1);

    private static final String ROW = "6f1c2d3e-4a5b-4c6d-8e7f-9a0b1c2d3e4f";

    private final String name;
    private final JsonNode file;
    private int lastId;

    RecipeReader(String name) {
        this.name = name;
        try {
            this.file = YAML.readTree(text("recipe.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException("recipe " + name + " is not YAML", e);
        }
    }

    static String resource(String path) {
        try (var in = RecipeReader.class.getResourceAsStream("/engine/builtin/recipes/" + path)) {
            return new String(
                    Objects.requireNonNull(in, "there is no recipe file " + path)
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the recipe file " + path + " cannot be read", e);
        }
    }

    Recipe read() {
        return new Recipe(
                name,
                trigger(),
                !file.has("tables"),
                file.path("whole").asBoolean(),
                brings(),
                members("functions", this::made));
    }

    private Trigger trigger() {
        var triggers = file.path("triggers");
        return new Trigger(
                phrases(triggers.path("names")),
                list(triggers.path("asks"), groups -> list(groups, group -> Trigger.phrase(strings(group)))),
                phrases(triggers.path("unless")),
                phrases(triggers.path("about")));
    }

    private Document brings() {
        var routes = members("routes", this::route);
        var module = new Module(id(), word(file, "module"), word(file, "summary"), routes, SOURCE);
        return new Document(
                name,
                word(file, "summary"),
                List.of(),
                file.has("roles") || file.path("people").asBoolean() ? Access.ACCOUNTS : Access.NONE,
                List.of(),
                members("roles", this::role),
                List.of(module),
                members("types", this::type),
                members("enums", this::enumeration),
                members("tables", this::table),
                list(file.path("assumptions"), text -> new Assumption(id(), text.asText(), null, 0.6)),
                List.of(),
                lastId);
    }

    private Route route(String routeName, JsonNode route) {
        var call = word(route, "call").split(" ", 2);
        return new Route(
                id(),
                routeName,
                Method.valueOf(call[0]),
                call[1],
                word(route, "summary"),
                access(route.path("for")),
                parameters(call[1], route),
                body(route),
                list(route.path("responses"), this::response),
                behaviour(routeName, route),
                List.of(),
                list(route.path("examples"), this::example),
                List.of(),
                SOURCE);
    }

    private Role role(String roleName, JsonNode role) {
        return new Role(
                id(), roleName, word(role, "summary"), role.path("newcomers").asBoolean(), SOURCE);
    }

    // Nothing for everybody, "people" for whoever signed in, "own" for whoever a row belongs to, or names of roles.
    private static RouteAccess access(JsonNode who) {
        if (who.isArray()) {
            return new RouteAccess(RouteAccess.Level.ROLES, strings(who), false);
        }
        return who.isMissingNode()
                ? RouteAccess.PUBLIC
                : new RouteAccess(
                        RouteAccess.Level.SIGNED_IN, List.of(), who.asText().equals("own"));
    }

    // A row is found by its id, without a word about it.
    private List<Parameter> parameters(String path, JsonNode route) {
        var told = members(route.path("parameters"), this::parameter);
        if (!path.contains("{id}") || told.stream().anyMatch(each -> each.name().equals("id"))) {
            return told;
        }
        var row = new Parameter(
                id(), "id", Parameter.Place.PATH, "uuid", true, null, Limits.NONE, ROW, "Which one", SOURCE);
        return Stream.concat(Stream.of(row), told.stream()).toList();
    }

    private Behaviour behaviour(String routeName, JsonNode route) {
        if (!route.has("does")) {
            return Behaviour.recipe(name + "." + routeName, optional(route, "table"));
        }
        var kind = Behaviour.Kind.valueOf(word(route, "does"));
        if (kind == Behaviour.Kind.CUSTOM) {
            return Behaviour.custom(optional(route, "table"));
        }
        var step = route.has("step") ? step(route.path("step")) : null;
        return new Behaviour(kind, word(route, "table"), step, null, null, null);
    }

    private static Behaviour.Transition step(JsonNode step) {
        return new Behaviour.Transition(
                word(step, "column"), strings(step.path("from")), word(step, "to"), Map.of(), List.of());
    }

    private static @Nullable Body body(JsonNode route) {
        if (route.has("form")) {
            return new Body(word(route, "form"), "");
        }
        return route.has("request") ? Body.json(word(route, "request")) : null;
    }

    private Parameter parameter(String parameterName, JsonNode parameter) {
        return new Parameter(
                id(),
                parameterName,
                Parameter.Place.valueOf(word(parameter, "in").toUpperCase(Locale.ROOT)),
                word(parameter, "type"),
                parameter.path("required").asBoolean(),
                optional(parameter, "default"),
                limits(parameter),
                optional(parameter, "example"),
                word(parameter, "description"),
                SOURCE);
    }

    private Response response(JsonNode response) {
        var type = word(response, "type");
        var media = response.has("media") ? word(response, "media") : type.isEmpty() ? "" : "application/json";
        return new Response(id(), response.path("status").asInt(), media, type, word(response, "description"));
    }

    private Example example(JsonNode example) {
        return new Example(
                id(),
                word(example, "given"),
                word(example, "when"),
                word(example, "then"),
                values(example.path("values")),
                example.has("status") ? example.path("status").asInt() : null,
                example.has("answer") ? example.path("answer") : null);
    }

    private static @Nullable Map<String, JsonNode> values(JsonNode values) {
        if (!values.isObject()) {
            return null;
        }
        var result = new LinkedHashMap<String, JsonNode>();
        values.properties().forEach(value -> result.put(value.getKey(), value.getValue()));
        return result;
    }

    private Type type(String typeName, JsonNode type) {
        return new Type(id(), typeName, word(type, "summary"), members(type.path("fields"), this::field), SOURCE);
    }

    private Field field(String fieldName, JsonNode field) {
        return new Field(
                id(),
                fieldName,
                word(field, "type"),
                !field.path("optional").asBoolean(),
                optional(field, "default"),
                limits(field),
                optional(field, "example"),
                word(field, "description"),
                SOURCE);
    }

    private Enumeration enumeration(String enumName, JsonNode values) {
        return new Enumeration(id(), enumName, strings(values.path("values")), word(values, "summary"), SOURCE);
    }

    private Table table(String tableName, JsonNode table) {
        return new Table(
                id(),
                tableName,
                word(table, "summary"),
                members(table.path("columns"), this::column),
                Stream.concat(ordered(table).stream(), list(table.path("rules"), this::rule).stream())
                        .toList(),
                optional(table, "owner"),
                null,
                SOURCE);
    }

    private List<Rule> ordered(JsonNode table) {
        var columns = strings(table.path("ordered"));
        return columns.isEmpty()
                ? List.of()
                : List.of(new Rule(
                        id(),
                        "The " + columns.getFirst().replace('_', ' ') + " lies before the "
                                + columns.getLast().replace('_', ' ') + ".",
                        Rule.Form.ORDERED,
                        columns,
                        null,
                        null,
                        List.of(),
                        SOURCE));
    }

    private Rule rule(JsonNode rule) {
        return new Rule(
                id(),
                word(rule, "text"),
                Rule.Form.valueOf(word(rule, "form")),
                strings(rule.path("columns")),
                number(rule, "number"),
                optional(rule, "target"),
                list(
                        rule.path("where"),
                        each -> new Rule.Condition(
                                word(each, "column"), each.path("is").asBoolean(true), optional(each, "value"))),
                SOURCE);
    }

    private Column column(String columnName, JsonNode column) {
        return new Column(
                id(),
                columnName,
                word(column, "type"),
                !column.path("optional").asBoolean(),
                column.path("unique").asBoolean(),
                column.path("readOnly").asBoolean(),
                optional(column, "default"),
                limits(column),
                optional(column, "references"),
                column.has("onDelete") ? Column.OnDelete.valueOf(word(column, "onDelete")) : null,
                optional(column, "example"),
                word(column, "description"),
                SOURCE);
    }

    private static Limits limits(JsonNode node) {
        return new Limits(
                number(node, "min"),
                number(node, "max"),
                integer(node, "minLength"),
                integer(node, "maxLength"),
                optional(node, "pattern"),
                optional(node, "format"));
    }

    private Recipe.Made made(String functionName, JsonNode function) {
        var java = text(functionName.substring(0, 1).toUpperCase(Locale.ROOT) + functionName.substring(1) + ".java");
        return new Recipe.Made(
                name + "." + functionName,
                functionName,
                word(function, "description"),
                members(function.path("arguments"), (argument, type) -> new Argument(argument, type.asText(), true)),
                word(function, "returns"),
                strings(function.path("errors")),
                strings(function.path("tables")),
                strings(function.path("calls")),
                strings(function.path("packages")),
                JavaFile.read(java));
    }

    /** One class as a file: its imports, the body of its one public method, and all else in it as helpers. */
    static final class JavaFile {
        private static final Pattern IMPORT = Pattern.compile("^import ([\\w.]+);$");

        private JavaFile() {}

        static FunctionBody read(String java) {
            var imports = new ArrayList<String>();
            var body = new StringBuilder();
            var helpers = new StringBuilder();
            var part = Part.HEAD;
            for (var line : java.stripTrailing().lines().toList()) {
                var imported = IMPORT.matcher(line);
                if (imported.matches()) {
                    imports.add(imported.group(1));
                }
                part = part.next(line);
                switch (part) {
                    case HEAD, OPEN_SIGNATURE, SIGNATURE, END -> {}
                    case BODY -> body.append(outdented(line, 8)).append('\n');
                    case HELPERS -> helpers.append(outdented(line, 4)).append('\n');
                }
            }
            return new FunctionBody(
                    imports,
                    body.toString().strip(),
                    helpers.toString().replaceAll("\n{3,}", "\n\n").strip());
        }

        private static String outdented(String line, int columns) {
            return line.substring(
                    Math.min(columns, line.length() - line.stripLeading().length()));
        }

        /** Where in the file a line stands; told by its indentation, as the formatter leaves it. */
        private enum Part {
            HEAD,
            HELPERS,
            OPEN_SIGNATURE,
            SIGNATURE,
            BODY,
            END;

            Part next(String line) {
                return switch (this) {
                    case HEAD -> line.startsWith("final class ") ? END : HEAD;
                    case END, HELPERS -> {
                        if (line.startsWith("    public static ")) {
                            yield line.endsWith("{") ? SIGNATURE : OPEN_SIGNATURE;
                        }
                        yield line.equals("}") ? END : HELPERS;
                    }
                    case OPEN_SIGNATURE -> line.endsWith("{") ? SIGNATURE : OPEN_SIGNATURE;
                    case SIGNATURE -> BODY;
                    case BODY -> line.equals("    }") ? END : BODY;
                };
            }
        }
    }

    private String id() {
        lastId++;
        return "e" + lastId;
    }

    private String text(String file) {
        return resource(name + "/" + file);
    }

    private <T> List<T> members(String of, BiFunction<String, JsonNode, T> read) {
        return members(file.path(of), read);
    }

    private static <T> List<T> members(JsonNode object, BiFunction<String, JsonNode, T> read) {
        return object.properties().stream()
                .map(member -> read.apply(member.getKey(), member.getValue()))
                .toList();
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        return StreamSupport.stream(array.spliterator(), false).map(read).toList();
    }

    private static List<String> strings(JsonNode array) {
        return list(array, JsonNode::asText);
    }

    private static List<Pattern> phrases(JsonNode array) {
        return array.isEmpty() ? List.of() : List.of(Trigger.phrase(strings(array)));
    }

    private static String word(JsonNode node, String member) {
        return node.path(member).asText("");
    }

    private static @Nullable String optional(JsonNode node, String member) {
        return node.has(member) ? node.path(member).asText() : null;
    }

    private static @Nullable BigDecimal number(JsonNode node, String member) {
        return node.has(member) ? new BigDecimal(node.path(member).asText()) : null;
    }

    private static @Nullable Integer integer(JsonNode node, String member) {
        return node.has(member) ? Integer.valueOf(node.path(member).asInt()) : null;
    }
}
