package codex.agent.architect;

import static org.assertj.core.api.Assertions.assertThat;

import codex.agent.architect.DrawCodeGraph.Definition;
import codex.agent.architect.DrawCodeGraph.Drawing;
import codex.code.Argument;
import codex.code.CodeGraph;
import codex.specification.Document;
import codex.specification.Route;
import codex.specification.Samples;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is wrong with a drawing is said in sentences that whoever draws it again can act on. */
class DrawCodeGraphTest {
    private final Document document = Samples.shortener();
    private final Route route = document.routes()
            .filter(each -> each.behaviour().kind().needsFunction())
            .findFirst()
            .orElseThrow();
    private final DrawCodeGraph question = new DrawCodeGraph(document, route, List.of());

    @Test
    void a_function_that_keeps_to_its_head_and_its_tables_is_right() {
        assertThat(faultsOfOwn(own("Shortens it. A link that is malformed: status 400.", List.of("400 malformed"))))
                .isEmpty();
    }

    @Test
    void a_function_refuses_with_a_status_that_its_route_lists_or_that_any_may_need() {
        assertThat(faultsOfOwn(own("Shortens it.", List.of("401 wrong password", "404 nothing there"))))
                .singleElement()
                .asString()
                .startsWith(route.name() + " refuses with 401, which the route does not list; it lists ")
                .endsWith("[400, 404, 409, 422]");
        assertThat(faultsOfOwn(own("Fails with status 503 in 400 of 451 cases.", List.of())))
                .singleElement()
                .asString()
                .contains("refuses with 503");
    }

    @Test
    void names_and_tables_that_are_not_there_are_faults() {
        var drawing = new Drawing(
                List.of(new Definition("other", "Does it.", List.of(), "string", List.of(), List.of("nothing"), null)),
                List.of(),
                List.of());
        assertThat(question.faults(drawing))
                .anySatisfy(fault -> assertThat(fault).startsWith("the first function has the name"))
                .contains("there is no table nothing");
    }

    /** RELIABILITY.md, F45. */
    @Test
    void a_function_stands_there_once_and_takes_no_name_of_another() {
        assertThat(faults(helper("freeCode"), helper("freeCode")))
                .containsExactly("the name freeCode is taken; call that function or choose another name");
        assertThat(faults(helper(question.head().name())))
                .containsExactly("the name shortenUrl is taken; call that function or choose another name");
        assertThat(faults(helper("followLink")))
                .containsExactly("the name followLink is taken; call that function or choose another name");
    }

    /** RELIABILITY.md, F46. */
    @Test
    void a_functions_name_is_a_word() {
        for (var name : List.of("../../etc/x", "/etc/passwd", "C:\\x", "a\0b", "a".repeat(300), "<script>", "x")) {
            assertThat(faults(helper(name)))
                    .singleElement()
                    .asString()
                    .startsWith("a function's name is in lower camel case");
        }
    }

    /** RELIABILITY.md, F47. */
    @Test
    void ten_functions_and_sixty_calls_are_the_most() {
        var helpers = IntStream.range(0, 10)
                .mapToObj(number -> helper("helper" + number))
                .toArray(Definition[]::new);
        assertThat(faults(Arrays.copyOf(helpers, 9))).isEmpty();
        assertThat(faults(helpers)).containsExactly("functions has 11 items; at most 10 are allowed");
        var calls = Collections.nCopies(61, new CodeGraph.Call("shortenUrl", "shortenUrl"));
        assertThat(question.faults(new Drawing(List.of(own("Shortens it.", List.of())), calls, List.of())))
                .containsExactly("calls has 61 items; at most 60 are allowed");
    }

    @Test
    void descriptions_and_errors_are_of_a_length_to_read() {
        assertThat(faultsOfOwn(own("d".repeat(6_000), Collections.nCopies(20, "404 none"))))
                .isEmpty();
        assertThat(faultsOfOwn(own("d".repeat(6_001), Collections.nCopies(21, "404 none"))))
                .containsExactly(
                        "the description of shortenUrl has 6,001 characters; at most 6,000 are allowed",
                        "errors of shortenUrl has 21 items; at most 20 are allowed");
        assertThat(faultsOfOwn(own("Does it.", List.of("")))).containsExactly("an error of shortenUrl is empty");
    }

    @Test
    void arguments_differ_and_are_words() {
        var twice = new Definition(
                "freeCode",
                "Does it.",
                List.of(
                        new Argument("size", "integer", true),
                        new Argument("size", "integer", true),
                        new Argument("max_size", "integer", true)),
                "string",
                List.of(),
                List.of(),
                null);
        assertThat(faults(twice))
                .containsExactly(
                        "input of freeCode has “size” twice; each stands there once",
                        "an argument's name is in lower camel case; found “max_size” in freeCode");
    }

    @Test
    void a_recipe_is_the_routes_or_none() {
        var head = question.head();
        var magic =
                new Definition(head.name(), "Does it.", head.input(), head.returnType(), List.of(), List.of(), "magic");
        assertThat(faultsOfOwn(magic)).containsExactly("recipe of shortenUrl is null; found “magic”");
    }

    private List<String> faults(Definition... helpers) {
        var functions = Stream.concat(Stream.of(own("Shortens it.", List.of())), Arrays.stream(helpers))
                .toList();
        return question.faults(new Drawing(functions, List.of(), List.of()));
    }

    private static Definition helper(String name) {
        return new Definition(name, "Does it.", List.of(), "string", List.of(), List.of(), null);
    }

    private List<String> faultsOfOwn(Definition own) {
        return question.faults(new Drawing(List.of(own), List.of(), List.of()));
    }

    private Definition own(String description, List<String> errors) {
        var head = question.head();
        return new Definition(head.name(), description, head.input(), head.returnType(), errors, List.of(), null);
    }
}
