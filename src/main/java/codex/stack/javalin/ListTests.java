package codex.stack.javalin;

import codex.specification.Limits;
import codex.specification.Parameter;
import codex.specification.Rule;
import java.util.List;
import java.util.stream.Collectors;

/** The tests of a route that lists rows. */
final class ListTests {
    private final AppModel app;
    private final RouteModel route;
    private final EntityModel entity;
    private final FixtureFile fixtures;
    private final ExampleValue examples;
    private final StringBuilder tests = new StringBuilder();

    private ListTests(AppModel app, RouteModel route, EntityModel entity, FixtureFile fixtures) {
        this.app = app;
        this.route = route;
        this.entity = entity;
        this.fixtures = fixtures;
        this.examples = new ExampleValue(app);
    }

    /** As methods of a class; empty where no test reaches the route. */
    static String of(AppModel app, RouteModel route, EntityModel entity, FixtureFile fixtures) {
        if (!fixtures.reachable(route)) {
            return "";
        }
        var tests = new ListTests(app, route, entity, fixtures);
        if (route.csv()) {
            tests.file();
        }
        if (route.page()) {
            tests.shown();
        }
        if (route.page() || (route.csv() && !route.csvOrJson())) {
            tests.bounds(route.page() ? 101 : 10_001);
            tests.unknown();
            tests.sorting();
            tests.filters();
            return tests.tests.toString();
        }
        tests.pages();
        tests.unknown();
        tests.sorting();
        if (tests.counted()) {
            tests.rows();
        } else {
            tests.filters();
        }
        return tests.tests.toString();
    }

    private void pages() {
        var answer = ListAnswer.of(route, app.types());
        var rows = answer.rows();
        test("answers_a_page", start() + """
                var answer = app.get(caller, list + "size=1");
                assertStatus(%d, answer);
                assertTrue(%s.isArray(), answer.text());
                assertTrue(%s.size() <= 1, answer.text());
                """.formatted(route.status(), rows, rows) + (answer.page() ? """
                assertTrue(answer.json().path("total").isNumber(), answer.text());
                """ : ""));
        test(
                "refuses_pages_out_of_bounds",
                start() + """
                for (var wrong : new String[] {"page=0", "page=x", "size=0", "size=101"}) {
                    assertProblem(%d, app.get(caller, list + wrong));
                }
                """.formatted(route.route().invalid()));
    }

    private void file() {
        test(
                "answers_with_a_file",
                start() + """
                var answer = %s;
                assertStatus(%d, answer);
                assertEquals("attachment; filename=\\"%s\\"", answer.header("Content-Disposition"));
                assertTrue(answer.header("Content-Type").startsWith("text/csv"), answer.header("Content-Type"));
                assertTrue(answer.text().startsWith("id,"), answer.text());
                """.formatted(asked("list"), route.status(), HandlerText.fileName(entity)));
        if (!ownRows()) {
            return;
        }
        test("has_a_line_for_each_row", row() + """
                var answer = %s;
                assertEquals(2, answer.text().lines().count(), answer.text());
                assertTrue(answer.text().contains("\\r\\n" + row.id() + ","), answer.text());
                """.formatted(asked("list + \"id=\" + row.id()")));
        if (free()) {
            formula();
        }
    }

    // Of the columns that take any text the first: a spreadsheet must not compute what stands in it.
    private void formula() {
        var creator = fixtures.creator(entity).filter(made -> made.bindings().isEmpty());
        creator.stream()
                .flatMap(made -> made.inputs().stream())
                .filter(column -> text(column) && any(column.column().limits()))
                .findFirst()
                .ifPresent(column -> test(
                        "keeps_formulas_from_spreadsheets",
                        row()
                                + """
                        var body = Fixtures.%s(app, row.caller());
                        var formula = TestApp.vary("=1+1", TestApp.next());
                        body.put(%s, formula);
                        var made = app.call(row.caller(), %s, %s, body);
                        var answer = %s;
                        assertTrue(answer.text().contains(",'" + formula), answer.text());
                        """.formatted(
                                        entity.variable() + "Input",
                                        Words.literal(column.json()),
                                        Words.literal(
                                                creator.get().route().method().name()),
                                        Words.literal(creator.get().route().path()),
                                        asked("list + \"id=\" + made.json().get(\"id\").asText()"))));
    }

    private static boolean any(Limits limits) {
        var least = limits.minLength();
        var most = limits.maxLength();
        return limits.pattern() == null
                && limits.format() == null
                && (least == null || least <= 4)
                && (most == null || most >= 4);
    }

    // Whether the rows that a test makes are those of the list.
    private boolean ownRows() {
        return route.bindings().isEmpty() && route.status() == 200 && fixtures.makeable(entity);
    }

    private String asked(String path) {
        return route.csvOrJson()
                ? "app.call(caller, \"GET\", %s, null, \"Accept\", \"text/csv\")".formatted(path)
                : "app.get(caller, %s)".formatted(path);
    }

    private void shown() {
        test("answers_with_a_page_for_people", start() + """
                var answer = app.get(caller, list);
                assertStatus(%d, answer);
                assertTrue(answer.header("Content-Type").startsWith("text/html"), answer.header("Content-Type"));
                assertTrue(answer.text().contains("<h1>"), answer.text());
                """.formatted(route.status()));
        if (!ownRows()) {
            return;
        }
        test("shows_the_row_that_is_asked_for", row() + """
                var answer = app.get(caller, list + "id=" + row.id());
                assertTrue(answer.text().contains("id=\\"row-" + row.id()), answer.text());
                """);
        if (free()) {
            MarkupTest.of(entity, fixtures, column -> column.type().kind() == Kind.STRING, "list + \"id=\" + id")
                    .ifPresent(made -> test("shows_markup_as_text", row() + made));
        }
    }

    private void bounds(int tooMany) {
        test(
                "refuses_pages_out_of_bounds",
                start() + """
                for (var wrong : new String[] {"page=0", "page=x", "size=0", "size=%d"}) {
                    assertProblem(%d, app.get(caller, list + wrong));
                }
                """.formatted(tooMany, route.route().invalid()));
    }

    private void unknown() {
        test(
                "refuses_what_it_does_not_know",
                start()
                        + "ListContract.assertUnknownRefused(app, %d, caller, list);\n"
                                .formatted(route.route().invalid()));
    }

    private void sorting() {
        var columns =
                listed().stream().map(column -> Words.literal(column.json())).collect(Collectors.joining(", "));
        if (!columns.isEmpty()) {
            test("sorts_by_each_column_both_ways", start() + """
                    for (var column : new String[] {%s}) {
                        assertStatus(%d, app.get(caller, list + "sort=" + column));
                        assertStatus(%d, app.get(caller, list + "sort=-" + column));
                    }
                    """.formatted(columns, route.status(), route.status()));
        }
    }

    // Whether the rows that a test makes are those of the list, and the answer says how many there are.
    private boolean counted() {
        return ownRows() && ListAnswer.of(route, app.types()).page();
    }

    private void rows() {
        if (free()) {
            test("turns_pages_without_a_row_twice", row() + """
                    Fixtures.%s(app, row.caller());
                    ListContract.assertPages(app, caller, list);
                    """.formatted(entity.variable()));
        }
        for (var column : listed()) {
            test(
                    "filters_by_" + column.name(),
                    row()
                            + "ListContract.assertFilters(app, caller, list, row, %s, %s);\n"
                                    .formatted(Words.literal(column.json()), text(column)));
        }
        listed().stream()
                .filter(column ->
                        text(column) && column.input() && examples.of(column).isPresent())
                .findFirst()
                .ifPresent(column -> test(
                        "finds_a_row_by_its_words",
                        row()
                                + "ListContract.assertSearch(app, caller, list, row, %s);\n"
                                        .formatted(Words.literal(column.json()))));
    }

    // Whether whoever made a row may always make another.
    private boolean free() {
        return entity.table().rules().stream()
                .noneMatch(rule -> rule.form() == Rule.Form.LIMIT
                        || rule.form() == Rule.Form.NO_OVERLAP
                        || (rule.form() == Rule.Form.UNIQUE && !rule.where().isEmpty()));
    }

    private void filters() {
        var filters = listed().stream()
                .filter(column -> route.bindings().stream().noneMatch(binding -> column.equals(binding.column())))
                .flatMap(column -> examples.of(column).stream()
                        .map(value -> Words.literal(column.filter() + "=" + TestText.encode(value.asText()))))
                .collect(Collectors.joining(", "));
        if (!filters.isEmpty()) {
            test("filters_by_each_column", start() + """
                    for (var filter : new String[] {%s}) {
                        assertStatus(%d, app.get(caller, list + filter));
                    }
                    """.formatted(filters, route.status()));
        }
    }

    private static boolean text(ColumnModel column) {
        return column.type().kind() == Kind.STRING || column.type().kind() == Kind.TEXT;
    }

    private List<ColumnModel> listed() {
        return entity.columns().stream().filter(ColumnModel::listed).toList();
    }

    private String row() {
        var caller = route.own() ? fixtures.reaching(route, entity) : fixtures.caller(route);
        return "var row = Fixtures.%s(app);\n".formatted(entity.variable()) + start(caller);
    }

    private String start() {
        return start(fixtures.caller(route));
    }

    private String start(String caller) {
        return "var caller = %s;\nvar list = %s + %s;\n"
                .formatted(caller, fixtures.manyPath(route), Words.literal(query()));
    }

    // What every address of the list begins with: the parameters without which it answers nothing.
    private String query() {
        return route.parameters().stream()
                .filter(field -> field.required() && field.defaultValue() == null)
                .filter(field -> field.place() == Parameter.Place.QUERY)
                .flatMap(field -> examples.of(field).stream()
                        .map(value -> TestText.encode(field.json()) + "=" + TestText.encode(value.asText()) + "&"))
                .collect(Collectors.joining("", "?", ""));
    }

    private void test(String name, String body) {
        tests.append("\n@Test\nvoid %s() {\n%s}\n".formatted(name, body));
    }
}
