package codex.stack.javalin;

import codex.specification.Behaviour;
import codex.specification.Behaviour.Aggregate.Figure;
import codex.specification.Column.OnDelete;
import codex.specification.Names;
import codex.specification.Response;
import codex.specification.RouteAccess;
import codex.specification.TypeName;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The tests of one route, as a nested class. */
final class RouteTests {
    private final AppModel app;
    private final RouteModel route;
    private final FixtureFile fixtures;
    private final ExampleValue examples;
    private final StringBuilder tests = new StringBuilder();

    RouteTests(AppModel app, RouteModel route, FixtureFile fixtures) {
        this.app = app;
        this.route = route;
        this.fixtures = fixtures;
        this.examples = new ExampleValue(app);
    }

    String text() {
        if (!route.finished()) {
            unfinished();
        } else {
            access();
            behaviour();
        }
        return tests.isEmpty()
                ? ""
                : "\n/** %s %s */\n@Nested\nclass %s {\n%s}\n"
                        .formatted(
                                route.route().method(),
                                Words.comment(route.route().path()),
                                Names.pascal(route.route().name()) + "Route",
                                tests);
    }

    private void unfinished() {
        var open = route.route().access().level() == RouteAccess.Level.PUBLIC;
        test("says_that_it_is_not_there_yet", """
                assertProblem(501, app.call(%s, %s, %s, null));
                """.formatted(
                        open ? "TestApp.NOBODY" : "app.admin()", method(), FixtureFile.missingPath(route)));
    }

    private void access() {
        var access = route.route().access();
        if (access.level() == RouteAccess.Level.PUBLIC) {
            return;
        }
        test(
                "refuses_nobody",
                "assertProblem(401, app.call(TestApp.NOBODY, %s, %s, null));\n"
                        .formatted(method(), FixtureFile.missingPath(route)));
        if (access.level() == RouteAccess.Level.ROLES) {
            wrongRoles(access)
                    .forEach(role -> test(
                            "refuses_the_role_" + Names.snake(role),
                            "assertProblem(403, app.call(app.known(%s), %s, %s, null));\n"
                                    .formatted(Words.literal(role), method(), FixtureFile.missingPath(route))));
        }
    }

    private Stream<String> wrongRoles(RouteAccess access) {
        return app.roles().stream()
                .filter(role -> !role.equals(AppModel.ADMIN) && !access.roles().contains(role));
    }

    private void behaviour() {
        var entity = route.entity();
        if (entity == null) {
            tests.append(EndpointTests.of(app, route, fixtures));
            return;
        }
        if (route.form()) {
            tests.append(FormTests.of(app, route, entity, fixtures));
            return;
        }
        switch (route.kind()) {
            case LIST -> tests.append(ListTests.of(app, route, entity, fixtures));
            case CREATE -> create(entity);
            case AGGREGATE -> aggregate(entity);
            case READ -> one(entity, this::read);
            case REPLACE -> one(entity, this::replace);
            case CHANGE -> one(entity, this::change);
            case DELETE -> one(entity, this::delete);
            case TRANSITION -> one(entity, this::transition);
            case FIXED, RECIPE, CUSTOM -> tests.append(EndpointTests.of(app, route, fixtures));
        }
    }

    private void create(EntityModel entity) {
        if (!fixtures.makeable(entity)
                || !fixtures.creator(entity).filter(route::equals).isPresent()) {
            return;
        }
        var input = "Fixtures.%sInput(app, caller)".formatted(entity.variable());
        var start = "var caller = %s;\nvar path = %s;\n".formatted(fixtures.caller(route), fixtures.manyPath(route));
        var addressed = HandlerText.location(app, entity) != null;
        test(
                addressed ? "answers_with_the_new_row_and_its_address" : "answers_with_the_new_row",
                start
                        + """
                var answer = app.call(caller, %s, path, %s);
                assertStatus(%d, answer);
                %s
                """.formatted(
                                        method(),
                                        input,
                                        route.status(),
                                        addressed
                                                ? """
                assertTrue(answer.header("Location").endsWith(answer.json().get("id").asText()), answer.header("Location"));
                """.strip()
                                                : "assertTrue(answer.json().hasNonNull(\"id\"), answer.text());"));
        if (!route.inputs().isEmpty()) {
            if (showsRow(entity)) {
                kept(entity, start + "var body = %s;\n".formatted(input));
            }
            test("refuses_bodies_that_are_none", start + bodies("path"));
            test(
                    "refuses_a_field_that_nobody_asked_for",
                    start
                            + """
                var body = %s;
                body.put("nobodyAskedForThis", 1);
                %s""".formatted(
                                            input,
                                            refused(
                                                    "nobodyAskedForThis",
                                                    "app.call(caller, %s, path, body)".formatted(method()))));
        }
        for (var column : route.inputs()) {
            inputRules(column, start + "var body = %s;\n".formatted(input), "path");
            if (entity.table().rules().stream().noneMatch(rule -> rule.columns().contains(column.name()))) {
                LimitValue.of(column)
                        .forEach(limit -> test(
                                "takes_%s_that_%s".formatted(column.name(), limit.what()),
                                start
                                        + "var body = %s;\n".formatted(input)
                                        + limit.statement()
                                        + "assertStatus(%d, app.call(caller, %s, path, body));\n"
                                                .formatted(route.status(), method())));
            }
        }
        if (route.bindings().stream().anyMatch(binding -> binding.parent() != null)) {
            test("misses_a_parent_that_is_not_there", """
                    var caller = %s;
                    assertProblem(404, app.call(caller, %s, %s, %s));
                    """.formatted(
                            fixtures.caller(route), method(), FixtureFile.missingPath(route), input));
        }
        if (entity.inputs().stream().anyMatch(column -> column.column().unique())) {
            test("refuses_what_is_taken", start + """
                    var body = %s;
                    assertStatus(%d, app.call(caller, %s, path, body));
                    assertProblem(409, app.call(caller, %s, path, body));
                    """.formatted(input, route.status(), method(), method()));
        }
    }

    // What comes back is what went in, and so it is when the row is read.
    private void kept(EntityModel entity, String start) {
        var read = HandlerText.address(app, entity, false).isPresent()
                ? "assertContains(body, app.get(%s, answer.header(\"Location\")).json());\n"
                        .formatted(app.accounts() ? "app.admin()" : "TestApp.NOBODY")
                : "";
        test("keeps_what_was_sent", start + """
                var answer = app.call(caller, %s, path, body);
                assertContains(body, answer.json());
                """.formatted(method()) + read);
    }

    // Whether the answer shows the row as it is, and no type of its own.
    private boolean showsRow(EntityModel entity) {
        return app.routesOf(entity).stream()
                .flatMap(each -> each.route().responses().stream())
                .filter(Response::success)
                .map(Response::type)
                .allMatch(type -> type.isEmpty()
                        || app.types().stream()
                                .noneMatch(each -> each.className()
                                        .equals(TypeName.of(type).base())));
    }

    private String bodies(String path) {
        return "app.assertBodiesRefused(%d, caller, %s, %s);\n"
                .formatted(route.route().invalid(), method(), path);
    }

    // The route's own status for invalid input, where it is not the usual one.
    private String refused(String field, String answer) {
        var status = route.route().invalid() == 400 ? "" : route.route().invalid() + ", ";
        return "assertInvalid(%s%s, %s);\n".formatted(status, Words.literal(field), answer);
    }

    private void inputRules(ColumnModel column, String start, String path) {
        var field = Words.literal(column.json());
        var send = refused(column.json(), "app.call(caller, %s, %s, body)".formatted(method(), path));
        var name = Names.snake(column.json());
        if (column.column().required() && column.column().defaultValue() == null) {
            test("refuses_a_body_without_" + name, start + "body.remove(%s);\n".formatted(field) + send);
        }
        if (column.column().references() != null) {
            test(
                    "refuses_%s_that_is_not_there".formatted(name),
                    start
                            + "body.put(%s, %s);\n"
                                    .formatted(
                                            field,
                                            FixtureFile.missing(column.type().kind()))
                            + send);
            return;
        }
        BrokenValue.of(column.json(), column.type(), column.column().limits())
                .forEach(broken ->
                        test("refuses_%s_that_%s".formatted(name, broken.what()), start + broken.statement() + send));
    }

    private void aggregate(EntityModel entity) {
        if (!fixtures.reachable(route)) {
            return;
        }
        var start = "var caller = %s;\nvar path = %s;\n".formatted(fixtures.caller(route), fixtures.manyPath(route));
        test("answers_the_figure", start + "assertStatus(%d, app.get(caller, path));\n".formatted(route.status()));
        if (!fixtures.makeable(entity) || !route.bindings().isEmpty()) {
            return;
        }
        var made = "Fixtures.%s(app);\n".formatted(entity.variable());
        var aggregate = Objects.requireNonNull(route.route().behaviour().aggregate());
        if (route.own()) {
            test("counts_no_rows_of_others", start + """
                    var before = app.get(caller, path).text();
                    %sassertEquals(before, app.get(caller, path).text());
                    """.formatted(made));
        }
        if (aggregate.figure() == Figure.COUNT || aggregate.figure() == Figure.SUM) {
            test("counts_each_row", row(entity) + """
                    var path = %s;
                    var before = app.get(caller, path).text();
                    Fixtures.%s(app, row.caller());
                    assertTrue(!before.equals(app.get(caller, path).text()), before);
                    """.formatted(fixtures.manyPath(route), entity.variable()));
        }
    }

    private void one(EntityModel entity, Consumer<EntityModel> more) {
        test("misses_a_row_that_is_not_there", """
                var caller = %s;
                assertProblem(404, app.call(caller, %s, %s, %s));
                """.formatted(
                        fixtures.caller(route), method(), FixtureFile.missingPath(route), missingBody(entity)));
        if (fixtures.makeable(entity)) {
            if (route.own()) {
                otherOwner(entity);
            }
            more.accept(entity);
        }
    }

    private String missingBody(EntityModel entity) {
        return switch (route.kind()) {
            case CHANGE -> "TestApp.object()";
            case REPLACE ->
                fixtures.makeable(entity) ? replacement(entity).orElse("TestApp.object()") : "TestApp.object()";
            default -> "null";
        };
    }

    private void otherOwner(EntityModel entity) {
        test("hides_the_rows_of_others", """
                var row = Fixtures.%s(app);
                var caller = %s;
                assertProblem(%d, app.call(caller, %s, %s, %s));
                """.formatted(
                        entity.variable(),
                        fixtures.caller(route),
                        app.othersAnswer(entity),
                        method(),
                        FixtureFile.onePath(route),
                        missingBody(entity)));
    }

    private String row(EntityModel entity) {
        var caller = route.own() ? fixtures.reaching(route, entity) : fixtures.caller(route);
        return "var row = Fixtures.%s(app);\nvar caller = %s;\n".formatted(entity.variable(), caller);
    }

    private void read(EntityModel entity) {
        if (route.page()) {
            page(entity);
            return;
        }
        test("answers_with_the_row", row(entity) + """
                var answer = app.get(caller, %s);
                assertStatus(%d, answer);
                assertEquals(row.id(), answer.json().get("id").asText());
                """.formatted(FixtureFile.onePath(route), route.status()));
        test(
                "says_when_nothing_has_changed",
                row(entity)
                        + """
                var tag = app.get(caller, %s).header("ETag");
                assertStatus(304, app.call(caller, "GET", %s, null, "If-None-Match", tag));
                assertStatus(%d, app.call(caller, "GET", %s, null, "If-None-Match", "\\"stale\\""));
                """.formatted(
                                        FixtureFile.onePath(route),
                                        FixtureFile.onePath(route),
                                        route.status(),
                                        FixtureFile.onePath(route)));
        if (route.own()) {
            test(
                    "shows_the_row_to_the_administrator",
                    row(entity) + """
                    assertStatus(%d, app.get(app.admin(), %s));
                    """.formatted(route.status(), FixtureFile.onePath(route)));
        }
    }

    private void page(EntityModel entity) {
        test("answers_with_a_page_for_people", row(entity) + """
                var answer = app.get(caller, %s);
                assertStatus(%d, answer);
                assertTrue(answer.header("Content-Type").startsWith("text/html"), answer.header("Content-Type"));
                assertTrue(answer.text().contains("<h1>"), answer.text());
                """.formatted(FixtureFile.onePath(route), route.status()));
        var free = entity.table().rules().isEmpty();
        if (free && route.bindings().size() == 1 && route.byKey()) {
            var path = FixtureFile.onePath(route).replace("row.id()", "id");
            MarkupTest.of(entity, fixtures, column -> column.type().kind().textual(), path)
                    .ifPresent(made -> test("shows_markup_as_text", row(entity) + made));
        }
    }

    private void replace(EntityModel entity) {
        var replacement = replacement(entity);
        if (replacement.isEmpty()) {
            return;
        }
        var input = replacement.get();
        var path = FixtureFile.onePath(route);
        test("answers_with_the_replaced_row", row(entity) + """
                var answer = app.call(caller, %s, %s, %s);
                assertStatus(%d, answer);
                assertEquals(row.id(), answer.json().get("id").asText());
                """.formatted(method(), path, input, route.status()));
        stale(entity, input);
        once(entity, input);
        if (!route.inputs().isEmpty()) {
            test("refuses_bodies_that_are_none", row(entity) + bodies(path));
        }
        for (var column : route.inputs()) {
            inputRules(column, row(entity) + "var body = %s;\n".formatted(input), path);
        }
    }

    // What rows are made from, but for what the path tells; other columns have no fixture.
    private Optional<String> replacement(EntityModel entity) {
        return fixtures.creator(entity)
                .filter(creator -> creator.inputs().containsAll(route.inputs()))
                .map(creator -> "Fixtures.%sInput(app, caller)".formatted(entity.variable())
                        + creator.inputs().stream()
                                .filter(column -> !route.inputs().contains(column))
                                .map(column -> Words.literal(column.json()))
                                .reduce((one, other) -> one + ", " + other)
                                .map(".remove(List.of(%s))"::formatted)
                                .orElse(""));
    }

    private void change(EntityModel entity) {
        var path = FixtureFile.onePath(route);
        test("changes_nothing_when_nothing_is_asked", row(entity) + """
                var answer = app.call(caller, %s, %s, TestApp.object());
                assertStatus(%d, answer);
                assertEquals(row.id(), answer.json().get("id").asText());
                """.formatted(method(), path, route.status()));
        stale(entity, "TestApp.object()");
        once(entity, "TestApp.object()");
        for (var column : route.inputs()) {
            examples.of(column)
                    .filter(value -> column.column().references() == null
                            && !column.column().unique()
                            && entity.table().rules().stream()
                                    .noneMatch(rule -> rule.columns().contains(column.name())))
                    .ifPresent(value -> test(
                            "changes_" + Names.snake(column.json()),
                            row(entity)
                                    + """
                            var body = TestApp.object();
                            %svar answer = app.call(caller, %s, %s, body);
                            assertStatus(%d, answer);
                            assertContains(body, answer.json());
                            """.formatted(
                                            TestText.put(column.json(), value), method(), path, route.status())));
            if (column.column().references() == null) {
                BrokenValue.of(column.json(), column.type(), column.column().limits()).stream()
                        .limit(1)
                        .forEach(broken -> test(
                                "refuses_%s_that_%s".formatted(Names.snake(column.json()), broken.what()),
                                row(entity) + "var body = TestApp.object();\n" + broken.statement()
                                        + refused(
                                                column.json(),
                                                "app.call(caller, %s, %s, body)".formatted(method(), path))));
            }
        }
    }

    private void delete(EntityModel entity) {
        var path = FixtureFile.onePath(route);
        test("deletes_the_row_once", row(entity) + """
                assertStatus(%d, app.call(caller, %s, %s, null));
                assertProblem(404, app.call(caller, %s, %s, null));
                """.formatted(route.status(), method(), path, method(), path));
        stale(entity, "null");
        needed(entity);
    }

    private void needed(EntityModel entity) {
        app.entities().stream()
                .filter(child -> !child.equals(entity) && fixtures.makeable(child))
                .flatMap(child -> child.columns().stream()
                        .filter(column ->
                                entity.table().name().equals(column.column().references())
                                        && column.column().required()
                                        && column.input()
                                        && (column.column().onDelete() == null
                                                || column.column().onDelete() == OnDelete.RESTRICT))
                        .map(column -> """
                                var child = Fixtures.%s(app);
                                var caller = %s;
                                assertProblem(409, app.call(caller, %s, %s, null));
                                """.formatted(
                                child.variable(),
                                route.own() ? "app.admin()" : fixtures.caller(route),
                                method(),
                                FixtureFile.onePath(route)
                                        .replace(
                                                "row.id()", "child.text(%s)".formatted(Words.literal(column.json()))))))
                .findFirst()
                .filter(test -> !test.contains("row."))
                .ifPresent(test -> test("keeps_a_row_that_others_need", test));
    }

    // Of two who have seen the same version one writes, and the other hears of it.
    private void once(EntityModel entity, String body) {
        var path = FixtureFile.onePath(route);
        test(
                "lets_one_of_two_write_who_saw_the_same_version",
                row(entity)
                        + """
                var seen = app.call(caller, %s, %s, %s).header("ETag");
                assertStatus(%d, app.call(caller, %s, %s, %s, "If-Match", seen));
                assertProblem(412, app.call(caller, %s, %s, %s, "If-Match", seen));
                """.formatted(
                                method(), path, body, route.status(), method(), path, body, method(), path, body));
    }

    private void stale(EntityModel entity, String body) {
        test(
                "refuses_to_overwrite_what_somebody_else_has_changed",
                row(entity) + """
                assertProblem(412, app.call(caller, %s, %s, %s, "If-Match", "\\"stale\\""));
                """.formatted(method(), FixtureFile.onePath(route), body));
    }

    private void transition(EntityModel entity) {
        var transition = route.route().behaviour().transition();
        if (transition == null || !fromStart(entity, transition)) {
            return;
        }
        var path = FixtureFile.onePath(route);
        var state = transition.column() == null ? null : entity.require(transition.column());
        var holds = state == null || transition.to() == null
                ? ""
                : "assertEquals(%s, answer.json().get(%s).asText());\n"
                        .formatted(Words.literal(transition.to()), Words.literal(state.json()));
        test("changes_the_state", row(entity) + """
                var answer = app.call(caller, %s, %s, null);
                assertStatus(%d, answer);
                %s""".formatted(method(), path, route.status(), holds));
        var leaves = state != null
                && !transition.from().isEmpty()
                && !transition.from().contains(transition.to());
        var once =
                transition.unset().stream().anyMatch(column -> transition.sets().containsKey(column));
        if (leaves || once) {
            test("refuses_a_second_time", row(entity) + """
                    assertStatus(%d, app.call(caller, %s, %s, null));
                    assertProblem(409, app.call(caller, %s, %s, null));
                    """.formatted(route.status(), method(), path, method(), path));
        }
    }

    /** Only from the state that new rows have can a test come here directly. */
    static boolean fromStart(EntityModel entity, Behaviour.Transition transition) {
        if (transition.column() == null || transition.from().isEmpty()) {
            return true;
        }
        var start = entity.require(transition.column()).column().defaultValue();
        return start != null && transition.from().contains(start);
    }

    private String method() {
        return Words.literal(route.route().method().name());
    }

    private void test(String name, String body) {
        tests.append("\n@Test\nvoid %s() {\n%s}\n".formatted(name, body));
    }
}
