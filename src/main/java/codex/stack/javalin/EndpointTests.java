package codex.stack.javalin;

import codex.specification.Behaviour;
import codex.specification.Example;
import codex.specification.Method;
import codex.specification.Names;
import codex.specification.Parameter;
import codex.specification.Response;
import codex.specification.SampleFile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tests of a route that a fixed text or a function answers. */
final class EndpointTests {
    /** In place of a value: the sample of the kind that the parameter asks for. */
    private static final Optional<JsonNode> SAMPLE = Optional.of(TextNode.valueOf("sample"));

    private final AppModel app;
    private final RouteModel route;
    private final FixtureFile fixtures;
    private final ExampleValue examples;
    private final StringBuilder tests = new StringBuilder();

    private EndpointTests(AppModel app, RouteModel route, FixtureFile fixtures) {
        this.app = app;
        this.route = route;
        this.fixtures = fixtures;
        this.examples = new ExampleValue(app);
    }

    /** As methods of a class. */
    static String of(AppModel app, RouteModel route, FixtureFile fixtures) {
        var tests = new EndpointTests(app, route, fixtures);
        tests.endpoint();
        return tests.tests.toString();
    }

    // Such as 502 of a route that asks another machine: a test does not know whether that one answers.
    private String declaredFailures() {
        return route.route().responses().stream()
                .map(Response::status)
                .filter(status -> status >= 500)
                .distinct()
                .map(" || answer.status() == %d"::formatted)
                .collect(Collectors.joining());
    }

    private void endpoint() {
        if (route.kind() == Behaviour.Kind.FIXED) {
            fixed();
            return;
        }
        cookies();
        for (var example : route.route().examples()) {
            if (example.values() != null && example.status() != null) {
                example(example);
            }
        }
        var values = values();
        test(
                "answers_an_example_without_failing",
                call(values, fixtures.caller(route))
                        + "assertTrue(answer.status() < 500%s, answer.text());\n".formatted(declaredFailures()));
        if (route.whole() != null) {
            whole(values);
        }
        for (var field : taken()) {
            var broken = BrokenValue.of(field.json(), field.type(), field.limits());
            if (field.place() == null) {
                broken.forEach(each -> test(
                        "refuses_%s_that_%s".formatted(Names.snake(field.json()), each.what()),
                        body(values)
                                + each.statement()
                                + send(values, fixtures.caller(route))
                                + refused(field.json(), "answer")));
            }
            var needed = field.required() && field.defaultValue() == null;
            if (needed && field.place() != Parameter.Place.PATH) {
                var without = new LinkedHashMap<>(values);
                without.remove(field.json());
                test(
                        "refuses_a_call_without_" + Names.snake(field.json()),
                        call(without, fixtures.caller(route)) + refused(field.json(), "answer"));
            }
        }
    }

    // A cookie of the application's own comes from the route that sets it; nobody can write one.
    private void cookies() {
        var own = ownCookies(route);
        for (var cookie : own) {
            setter(cookie)
                    .ifPresent(setter -> tests.append("""

                            private String %s() {
                                %sreturn answer.cookie(%s);
                            }
                            """.formatted(
                                    Words.java(cookie + "_cookie"),
                                    setter.call(setter.strangers(), fixtures.caller(setter.route)),
                                    Words.literal(cookie))));
        }
        if (!own.isEmpty() && route.route().method() != Method.GET) {
            test(
                    "refuses_a_page_of_another_site",
                    call(values(), fixtures.caller(route), ", \"Origin\", \"https://other.example\"")
                            + "assertProblem(403, answer);\n");
        }
    }

    // What a caller sends who has none of the application's cookies yet.
    private Map<String, JsonNode> strangers() {
        var values = values();
        ownCookies(route).forEach(values::remove);
        return values;
    }

    private List<String> ownCookies(RouteModel of) {
        return of.parameters().stream()
                .filter(field ->
                        field.place() == Parameter.Place.COOKIE && app.cookies().contains(field.json()))
                .map(FieldModel::json)
                .toList();
    }

    private Optional<EndpointTests> setter(String cookie) {
        return app.routes().stream()
                .filter(RouteModel::finished)
                .filter(each -> each.route().responses().stream()
                        .anyMatch(response -> response.cookies().contains(cookie)))
                .filter(each -> each.parameters().stream()
                        .noneMatch(field -> field.required() && ownCookies(each).contains(field.json())))
                .findFirst()
                .map(each -> new EndpointTests(app, each, fixtures));
    }

    private void whole(Map<String, JsonNode> values) {
        var status = route.route().invalid();
        test(
                "refuses_a_call_without_its_body",
                send(values, fixtures.caller(route), "\"\"", "") + "assertProblem(%d, answer);\n".formatted(status));
        if (route.takesJson() && Objects.requireNonNull(route.whole()).type().many()) {
            test(
                    "refuses_a_body_that_is_no_list",
                    send(values, fixtures.caller(route), "\"{}\"", "") + refused("body", "answer"));
        }
    }

    private void fixed() {
        test("always_answers_the_same", """
                var answer = app.get(%s, %s);
                assertStatus(%d, answer);
                assertEquals(%s, answer.text());
                """.formatted(
                        fixtures.caller(route),
                        Words.literal(route.route().path()),
                        route.status(),
                        Words.literal(String.valueOf(route.route().behaviour().answer()))));
    }

    private void example(Example example) {
        var status = String.valueOf(example.status());
        var given = new LinkedHashMap<>(example.values() == null ? Map.<String, JsonNode>of() : example.values());
        route.parameters().stream()
                .filter(field -> file(field) && field.required())
                .forEach(field -> given.putIfAbsent(field.json(), SAMPLE.orElseThrow()));
        var answer = example.answer();
        var holds = answer == null
                ? ""
                : "assertContains(TestApp.json(%s), answer.json());\n".formatted(Words.literal(answer.toString()));
        var words = example.then().isBlank() ? example.when() : example.when() + " then " + example.then();
        test(
                shortened(TestText.method(words)) + "_" + Names.snake(example.id()),
                call(given, fixtures.caller(route)) + "assertStatus(%s, answer);\n".formatted(status) + holds);
    }

    private static String shortened(String name) {
        return name.length() > 80 ? name.substring(0, 80) : name;
    }

    private List<FieldModel> taken() {
        return Stream.concat(route.parameters().stream(), route.body().stream()).toList();
    }

    private Map<String, JsonNode> values() {
        var values = new LinkedHashMap<String, JsonNode>();
        taken().forEach(field ->
                (file(field) ? SAMPLE : examples.of(field)).ifPresent(value -> values.put(field.json(), value)));
        return values;
    }

    /** Whether a form brings it as a file. */
    static boolean file(FieldModel field) {
        return field.place() == Parameter.Place.FORM && field.type().kind() == Kind.FILE;
    }

    private String call(Map<String, JsonNode> values, String caller) {
        return call(values, caller, "");
    }

    private String call(Map<String, JsonNode> values, String caller, String headers) {
        return body(values) + send(values, caller, headers);
    }

    private String body(Map<String, JsonNode> values) {
        if (route.body().isEmpty()) {
            return "";
        }
        var known = taken().stream()
                .filter(field -> field.place() != null)
                .map(FieldModel::json)
                .collect(Collectors.toSet());
        return "var body = TestApp.object();\n"
                + values.entrySet().stream()
                        .filter(each -> !known.contains(each.getKey()))
                        .map(each -> TestText.put(each.getKey(), each.getValue()))
                        .collect(Collectors.joining());
    }

    private String send(Map<String, JsonNode> values, String caller) {
        return send(values, caller, "");
    }

    private String send(Map<String, JsonNode> values, String caller, String headers) {
        var example = route.whole() == null ? null : examples.whole(route);
        var text = example == null ? "" : example.isTextual() ? example.textValue() : example.toString();
        return send(values, caller, Words.literal(text), headers);
    }

    private String send(Map<String, JsonNode> values, String caller, String whole, String moreHeaders) {
        var path = route.route().path();
        var query = new StringBuilder();
        var headers = new StringBuilder(moreHeaders);
        var form = new StringBuilder();
        var fields = new ArrayList<String>();
        for (var field : route.parameters()) {
            var value = values.getOrDefault(field.json(), JsonNodeFactory.instance.missingNode());
            var text = (value.isArray() ? value.path(0) : value).asText();
            if (field.place() == Parameter.Place.PATH) {
                path = path.replace("{" + field.json() + "}", value.isMissingNode() ? "1" : TestText.encode(text));
            } else if (!value.isMissingNode() && field.place() != null) {
                switch (field.place()) {
                    case QUERY -> pair(query, field.json(), text);
                    case FORM -> {
                        pair(form, field.json(), text);
                        fields.add(formField(field, text));
                    }
                    case HEADER ->
                        headers.append(", ")
                                .append(Words.literal(field.json()))
                                .append(", ")
                                .append(Words.literal(text));
                    case COOKIE -> headers.append(", \"Cookie\", ").append(cookie(field, text));
                    case PATH -> {}
                }
            }
        }
        var address = Words.literal(query.isEmpty() ? path : path + "?" + query);
        var takesForm = route.parameters().stream().anyMatch(field -> field.place() == Parameter.Place.FORM);
        if (route.parameters().stream().anyMatch(EndpointTests::file)) {
            return "var answer = app.sendForm(%s, %s, %s, List.of(%s)%s);\n"
                    .formatted(caller, method(), address, String.join(", ", fields), headers);
        }
        if (takesForm) {
            return "var answer = app.send(%s, %s, %s, \"application/x-www-form-urlencoded\", %s%s);\n"
                    .formatted(caller, method(), address, Words.literal(form.toString()), headers);
        }
        if (route.whole() != null) {
            return "var answer = app.send(%s, %s, %s, %s, %s%s);\n"
                    .formatted(caller, method(), address, Words.literal(sentAs()), whole, headers);
        }
        return "var answer = app.call(%s, %s, %s, %s%s);\n"
                .formatted(caller, method(), address, route.body().isEmpty() ? "null" : "body", headers);
    }

    private String cookie(FieldModel field, String text) {
        var own =
                ownCookies(route).contains(field.json()) && setter(field.json()).isPresent();
        return own
                ? Words.java(field.json() + "_cookie") + "()"
                : Words.literal(field.json() + "=" + TestText.encode(text));
    }

    private String formField(FieldModel field, String text) {
        if (!file(field)) {
            return "TestApp.Field.text(%s, %s)".formatted(Words.literal(field.json()), Words.literal(text));
        }
        var sample = route.route().parameters().stream()
                .filter(each -> each.name().equals(field.json()))
                .findFirst()
                .map(SampleFile::of)
                .orElseThrow();
        return "TestApp.Field.file(%s, %s, %s, %s)"
                .formatted(
                        Words.literal(field.json()),
                        Words.literal(sample.name()),
                        Words.literal(sample.mediaType()),
                        Words.literal(Base64.getEncoder().encodeToString(sample.bytes())));
    }

    // A range of media types is met by any of them.
    private String sentAs() {
        return route.takes().contains("*") ? "application/octet-stream" : route.takes();
    }

    private static void pair(StringBuilder pairs, String name, String value) {
        pairs.append(pairs.isEmpty() ? "" : "&")
                .append(TestText.encode(name))
                .append('=')
                .append(TestText.encode(value));
    }

    // The route's own status for invalid input, where it is not the usual one.
    private String refused(String field, String answer) {
        var status = route.route().invalid() == 400 ? "" : route.route().invalid() + ", ";
        return "assertInvalid(%s%s, %s);\n".formatted(status, Words.literal(field), answer);
    }

    private String method() {
        return Words.literal(route.route().method().name());
    }

    private void test(String name, String body) {
        tests.append("\n@Test\nvoid %s() {\n%s}\n".formatted(name, body));
    }
}
