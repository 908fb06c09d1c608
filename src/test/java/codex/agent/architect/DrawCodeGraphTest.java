package codex.agent.architect;

import static org.assertj.core.api.Assertions.assertThat;

import codex.agent.architect.DrawCodeGraph.Definition;
import codex.agent.architect.DrawCodeGraph.Drawing;
import codex.specification.Document;
import codex.specification.Route;
import codex.specification.Samples;
import java.util.List;
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
        assertThat(faults(own("Shortens it. A link that is malformed: status 400.", List.of("400 malformed"))))
                .isEmpty();
    }

    @Test
    void a_function_refuses_with_a_status_that_its_route_lists_or_that_any_may_need() {
        assertThat(faults(own("Shortens it.", List.of("401 wrong password", "404 nothing there"))))
                .singleElement()
                .asString()
                .startsWith(route.name() + " refuses with 401, which the route does not list; it lists ")
                .endsWith("[400, 404, 409, 422]");
        assertThat(faults(own("Fails with status 503 in 400 of 451 cases.", List.of())))
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

    private List<String> faults(Definition own) {
        return question.faults(new Drawing(List.of(own), List.of(), List.of()));
    }

    private Definition own(String description, List<String> errors) {
        var head = question.head();
        return new Definition(head.name(), description, head.input(), head.returnType(), errors, List.of(), null);
    }
}
