package codex.stack.javalin;

import codex.specification.Limits;
import java.util.Optional;
import java.util.function.Predicate;

/** The part of a test in which somebody writes markup where a text is asked for, and reads the page that shows it. */
final class MarkupTest {
    private static final String MARKUP = "<script>alert(1)</script>";

    private MarkupTest() {}

    /**
     * Statements for a page whose address the expression {@code path} makes of {@code id}; empty where none of those
     * columns takes markup.
     */
    static Optional<String> of(EntityModel entity, FixtureFile fixtures, Predicate<ColumnModel> columns, String path) {
        return fixtures.creator(entity)
                .filter(made -> made.bindings().isEmpty())
                .flatMap(made -> made.inputs().stream()
                        .filter(column ->
                                columns.test(column) && takes(column.column().limits()))
                        .findFirst()
                        .map(column -> """
                                var body = Fixtures.%sInput(app, row.caller());
                                body.put(%s, TestApp.vary(%s, TestApp.next()));
                                var id = app.call(row.caller(), %s, %s, body).json().get("id").asText();
                                var page = app.get(caller, %s).text();
                                assertTrue(page.contains("&lt;script&gt;alert(1)"), page);
                                assertTrue(!page.contains("<script>"), page);
                                """.formatted(
                                        entity.variable(),
                                        Words.literal(column.json()),
                                        Words.literal(MARKUP),
                                        Words.literal(made.route().method().name()),
                                        Words.literal(made.route().path()),
                                        path)));
    }

    private static boolean takes(Limits limits) {
        var most = limits.maxLength();
        var least = limits.minLength();
        return limits.pattern() == null
                && limits.format() == null
                && (most == null || most >= MARKUP.length())
                && (least == null || least <= MARKUP.length());
    }
}
