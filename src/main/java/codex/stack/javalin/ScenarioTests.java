package codex.stack.javalin;

import codex.code.Scenario;
import codex.code.SourceFile;
import codex.specification.Names;
import codex.specification.Parameter;
import codex.specification.SampleFile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Acceptance tests: scenarios that were written from the specification, as a class for each route that they prove. */
final class ScenarioTests {
    private static final String CALLERS = "    // callers\n";
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)}");
    private static final String FORMS = "        // forms\n";

    private final AppModel app;
    private final Map<String, RouteModel> routes;

    ScenarioTests(AppModel app) {
        this.app = app;
        this.routes = app.routes().stream()
                .filter(RouteModel::finished)
                .collect(Collectors.toMap(route -> route.route().operation(), route -> route));
    }

    /** Without those that call a route which is not there. */
    List<SourceFile> write() {
        var files = new ArrayList<SourceFile>();
        for (var route : app.routes()) {
            var proving = app.project().scenarios().stream()
                    .filter(each -> each.proves().equals(route.route().operation()))
                    .filter(each -> each.calls().stream().allMatch(call -> routes.containsKey(call.route())))
                    .toList();
            if (!proving.isEmpty()) {
                files.add(file(route, proving));
            }
        }
        if (!files.isEmpty()) {
            files.add(0, helper());
        }
        return files;
    }

    private SourceFile file(RouteModel route, List<Scenario> scenarios) {
        var className = Names.pascal(route.route().name()) + Scenario.TEST_CLASS;
        var taken = new HashSet<String>();
        var tests = scenarios.stream().map(each -> test(each, taken)).collect(Collectors.joining());
        var file = new JavaFile(route.handlerPackage())
                .offer(app.base() + ".Scenario", app.base() + ".TestApp")
                .offer("org.junit.jupiter.api.Test")
                .write("""
                        /** What %s has to do, told by the specification alone. */
                        class %s {%s
                        }
                        """.formatted(route.route().operation(), className, tests));
        var path = "src/test/java/" + route.handlerPackage().replace('.', '/') + "/" + className + ".java";
        return new SourceFile(
                path, file.text(), SourceFile.Origin.TEST, List.of(route.route().id()));
    }

    private String test(Scenario scenario, Set<String> taken) {
        var name = TestText.method(scenario.name());
        var shortened = name.length() > 100 ? name.substring(0, 100) : name;
        for (var number = 2; !taken.add(shortened); number++) {
            shortened = name.substring(0, Math.min(100, name.length())) + "_" + number;
        }
        return "\n@Test\nvoid %s() {\ntry (var scenario = new Scenario()) {\n%s}\n}\n"
                .formatted(
                        shortened,
                        scenario.calls().stream().map(this::statement).collect(Collectors.joining()));
    }

    private String statement(Scenario.Call call) {
        var route = Objects.requireNonNull(routes.get(call.route()));
        var statement = new StringBuilder("scenario.by(%s, %s, %s)"
                .formatted(
                        Words.literal(call.caller().strip()),
                        Words.literal(route.route().method().name()),
                        Words.literal(address(route, call))));
        for (var field : route.parameters()) {
            var value = call.values().get(field.json());
            if (value == null || value.isNull() || field.place() == null) {
                continue;
            }
            switch (field.place()) {
                case HEADER -> statement.append(".header(%s, %s)".formatted(quoted(field), Words.literal(text(value))));
                case COOKIE ->
                    statement.append(".cookie(%s, %s)".formatted(quoted(field), Words.literal(cookie(field, value))));
                case PATH, QUERY, FORM -> {}
            }
        }
        statement.append(body(route, call)).append(".answers(%d)".formatted(call.status()));
        var answer = call.answer();
        if (answer != null) {
            statement.append(".with(%s)".formatted(Words.literal(answer.toString())));
        }
        if (!call.shows().isEmpty()) {
            statement.append(".shows(%s)"
                    .formatted(call.shows().stream().map(Words::literal).collect(Collectors.joining(", "))));
        }
        call.hides().forEach(text -> statement.append(".hides(%s)".formatted(Words.literal(text))));
        return statement.append(";\n").toString();
    }

    private static String quoted(FieldModel field) {
        return Words.literal(field.json());
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    // Which cookie of that answer, the place says.
    private static String cookie(FieldModel field, JsonNode value) {
        return text(value).replaceAll("\\.cookie\\s*}", ".cookie " + field.json() + "}");
    }

    private static String address(RouteModel route, Scenario.Call call) {
        var path = VARIABLE.matcher(route.route().path())
                .replaceAll(found -> Matcher.quoteReplacement(inAddress(text(value(call, found.group(1))))));
        var query = new ArrayList<String>();
        for (var field : route.parameters()) {
            var value = call.values().get(field.json());
            if (value != null && !value.isNull() && field.place() == Parameter.Place.QUERY) {
                var values = value.isArray()
                        ? value
                        : JsonNodeFactory.instance.arrayNode().add(value);
                values.forEach(each -> query.add(TestText.encode(field.json()) + "=" + inAddress(text(each))));
            }
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    // What only the run knows is encoded there.
    private static String inAddress(String text) {
        var encoded = new StringBuilder();
        var from = 0;
        for (var open = text.indexOf("${"); open >= 0 && text.indexOf('}', open) > 0; open = text.indexOf("${", from)) {
            var end = text.indexOf('}', open) + 1;
            encoded.append(TestText.encode(text.substring(from, open))).append(text, open, end);
            from = end;
        }
        return encoded.append(TestText.encode(text.substring(from))).toString();
    }

    private String body(RouteModel route, Scenario.Call call) {
        var form = route.parameters().stream()
                .filter(field -> field.place() == Parameter.Place.FORM)
                .filter(field -> call.values().containsKey(field.json()))
                .toList();
        if (route.parameters().stream().anyMatch(EndpointTests::file)) {
            return ".files(%s)"
                    .formatted(
                            form.stream().map(field -> part(route, field, call)).collect(Collectors.joining(", ")));
        }
        if (!form.isEmpty()) {
            return ".form(%s)"
                    .formatted(form.stream()
                            .map(field -> quoted(field) + ", " + Words.literal(text(value(call, field.json()))))
                            .collect(Collectors.joining(", ")));
        }
        if (route.whole() != null) {
            var whole = value(call, "body");
            return route.takesJson()
                    ? ".json(%s)".formatted(Words.literal(whole.toString()))
                    : ".text(%s, %s)".formatted(Words.literal(route.takes()), Words.literal(text(whole)));
        }
        var placed = Stream.concat(
                        VARIABLE.matcher(route.route().path()).results().map(found -> found.group(1)),
                        route.parameters().stream()
                                .filter(field -> field.place() != null)
                                .map(FieldModel::json))
                .collect(Collectors.toSet());
        var members = members(call.values(), placed);
        var takesBody = !route.body().isEmpty() || !route.inputs().isEmpty() || !members.isEmpty();
        return takesBody ? ".json(%s)".formatted(Words.literal(members.toString())) : ".sent()";
    }

    // In the order of their names: the same scenario is always the same file.
    private static ObjectNode members(Map<String, JsonNode> values, Set<String> placed) {
        var members = JsonNodeFactory.instance.objectNode();
        values.entrySet().stream()
                .filter(each -> !placed.contains(each.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> members.set(each.getKey(), each.getValue()));
        return members;
    }

    private static JsonNode value(Scenario.Call call, String name) {
        var value = call.values().get(name);
        return value == null ? JsonNodeFactory.instance.nullNode() : value;
    }

    private static String part(RouteModel route, FieldModel field, Scenario.Call call) {
        if (!EndpointTests.file(field)) {
            return "TestApp.Field.text(%s, %s)"
                    .formatted(quoted(field), Words.literal(text(value(call, field.json()))));
        }
        var content = text(value(call, field.json()));
        if (!content.equals("sample")) {
            return file(field, "note.txt", "text/plain", content.getBytes(StandardCharsets.UTF_8));
        }
        var sample = route.route().parameters().stream()
                .filter(each -> each.name().equals(field.json()))
                .findFirst()
                .map(SampleFile::of)
                .orElseThrow();
        return file(field, sample.name(), sample.mediaType(), sample.bytes());
    }

    private static String file(FieldModel field, String name, String mediaType, byte[] content) {
        return "TestApp.Field.file(%s, %s, %s, %s)"
                .formatted(
                        quoted(field),
                        Words.literal(name),
                        Words.literal(mediaType),
                        Words.literal(Base64.getEncoder().encodeToString(content)));
    }

    private SourceFile helper() {
        var callers = app.accounts() ? """
                    private final Map<String, TestApp.Caller> callers = new HashMap<>();

                    private TestApp.Caller callerOf(String name) {
                        if (PLACE.matcher(name).matches()) {
                            return new TestApp.Caller("", filled(name));
                        }
                        return switch (name.split(" ", 2)[0]) {
                            case "" -> TestApp.NOBODY;
                            case "admin" -> app.admin();
                            case "account" -> callers.computeIfAbsent(name, any -> app.caller());
                            default -> callers.computeIfAbsent(name, any -> app.caller(name.split(" ", 2)[0]));
                        };
                    }
                """ : """

                    private TestApp.Caller callerOf(String name) {
                        return name.isEmpty() ? TestApp.NOBODY : new TestApp.Caller("", filled(name));
                    }
                """;
        var forms = app.uploads() ? """

                        /** Sends a form with files. */
                        public Answered files(TestApp.Field... fields) {
                            var all = List.of(fields).stream()
                                    .map(field -> field.fileName().isEmpty()
                                            ? TestApp.Field.text(
                                                    field.name(), filled(new String(field.value(), StandardCharsets.UTF_8)))
                                            : field)
                                    .toList();
                            return sent(app.sendForm(callerOf(caller), method, address(path), all, names()), "");
                        }
                """ : "";
        var text = RootFiles.resource("/stack/javalin/test/Scenario.java")
                .replaceFirst("package app;", "package " + app.base() + ";")
                .replace(CALLERS, callers)
                .replace(FORMS, forms);
        var imported = app.accounts()
                ? text.replace(
                        "import java.util.List;",
                        "import java.util.HashMap;\nimport java.util.List;\nimport java.util.Map;")
                : text;
        return SourceFile.test("src/test/java/" + app.base().replace('.', '/') + "/Scenario.java", imported);
    }
}
