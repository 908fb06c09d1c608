package codex.stack.javalin;

import codex.specification.Behaviour;
import codex.specification.Names;

/** The tests of a route that people fill in on a page. */
final class FormTests {
    private static final String FOREIGN = ", \"Origin\", \"https://other.example\"";

    private final AppModel app;
    private final RouteModel route;
    private final EntityModel entity;
    private final FixtureFile fixtures;
    private final StringBuilder tests = new StringBuilder();

    private FormTests(AppModel app, RouteModel route, EntityModel entity, FixtureFile fixtures) {
        this.app = app;
        this.route = route;
        this.entity = entity;
        this.fixtures = fixtures;
    }

    static String of(AppModel app, RouteModel route, EntityModel entity, FixtureFile fixtures) {
        var tests = new FormTests(app, route, entity, fixtures);
        if (route.byKey() && (route.inputs().isEmpty() || fixtures.makeable(entity))) {
            tests.missing();
        }
        if (fixtures.makeable(entity)) {
            tests.made();
        }
        return tests.tests.toString();
    }

    private void missing() {
        test("misses_a_row_that_is_not_there", """
                var caller = %s;
                var path = %s;
                %sassertProblem(404, %s);
                """.formatted(
                        fixtures.caller(route), FixtureFile.missingPath(route), body(), send("")));
    }

    private String body() {
        return route.inputs().isEmpty()
                ? ""
                : "var body = Fixtures.%sInput(app, caller);\n".formatted(entity.variable());
    }

    private void made() {
        var state = route.route().behaviour().transition();
        if (state != null && !RouteTests.fromStart(entity, state)) {
            return;
        }
        test("refuses_a_page_of_another_site", start() + "assertProblem(403, %s);\n".formatted(send(FOREIGN)));
        test(
                "sends_the_browser_on_to_a_page",
                start()
                        + """
                var answer = %s;
                assertStatus(303, answer);
                %s
                """.formatted(send(""), arrived())
                        + (route.kind() == Behaviour.Kind.DELETE ? """
                assertProblem(404, %s);
                """.formatted(send("")) : ""));
        if (!route.inputs().isEmpty()) {
            typed();
        }
        if (route.kind() == Behaviour.Kind.CHANGE) {
            test("refuses_what_was_typed_before_somebody_changed_the_row", start() + """
                    body.put("version", row.json().get("version").asLong());
                    assertStatus(303, %s);
                    assertProblem(412, %s);
                    """.formatted(send(""), send("")));
        }
    }

    // Whoever may write a row may not always see it.
    private String arrived() {
        var pages = app.routesOf(entity).stream()
                .filter(RouteModel::page)
                .filter(page -> route.kind() != Behaviour.Kind.DELETE || page.kind() == Behaviour.Kind.LIST);
        return pages.allMatch(page -> page.route().access().equals(route.route().access()))
                ? "assertStatus(200, app.get(caller, answer.header(\"Location\")));"
                : "assertTrue(answer.header(\"Location\").startsWith(\"/\"), answer.header(\"Location\"));";
    }

    private void typed() {
        var invalid = route.route().invalid() == 400 ? "" : route.route().invalid() + ", ";
        test("refuses_a_field_that_nobody_asked_for", start() + """
                body.put("nobodyAskedForThis", 1);
                assertInvalid(%s"nobodyAskedForThis", %s);
                """.formatted(invalid, send("")));
        test(
                "shows_the_form_again_with_what_was_typed",
                start()
                        + """
                body.put("nobodyAskedForThis", "<script>alert(1)</script>");
                var answer = %s;
                assertStatus(%d, answer);
                assertTrue(answer.text().contains("role=\\"alert\\""), answer.text());
                assertTrue(answer.text().contains("<form method=\\"post\\""), answer.text());
                assertTrue(!answer.text().contains("<script>"), answer.text());
                """.formatted(
                                        send(", \"Accept\", \"text/html\""),
                                        route.route().invalid()));
        test("takes_nothing_but_a_form", start() + """
                assertProblem(415, app.call(caller, "POST", path, body));
                """);
        for (var column : route.inputs()) {
            if (column.column().required() && column.column().defaultValue() == null) {
                test(
                        "refuses_a_form_without_" + Names.snake(column.json()),
                        start()
                                + """
                        body.put(%s, "");
                        assertInvalid(%s%s, %s);
                        """.formatted(
                                        Words.literal(column.json()), invalid, Words.literal(column.json()), send("")));
            }
        }
    }

    // A row where the form is about one, and what is typed where it takes something.
    private String start() {
        var text = new StringBuilder();
        if (route.byKey()) {
            var caller = route.own() ? fixtures.reaching(route, entity) : fixtures.caller(route);
            text.append("var row = Fixtures.%s(app);\nvar caller = %s;\n".formatted(entity.variable(), caller));
        } else {
            text.append("var caller = %s;\n".formatted(fixtures.caller(route)));
        }
        text.append(
                "var path = %s;\n".formatted(route.byKey() ? FixtureFile.onePath(route) : fixtures.manyPath(route)));
        return text.append(body()).toString();
    }

    private String send(String headers) {
        return "app.typed(caller, path, %s%s)".formatted(route.inputs().isEmpty() ? "null" : "body", headers);
    }

    private void test(String name, String body) {
        tests.append("\n@Test\nvoid %s() {\n%s}\n".formatted(name, body));
    }
}
