package codex.agent.developer;

import static org.assertj.core.api.Assertions.assertThat;

import codex.code.CodeGraph;
import codex.code.Scenario;
import codex.specification.Samples;
import codex.verify.Finding;
import codex.verify.Rung;
import codex.verify.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlameTest {
    private static final Problem.Blame BLAME = new Problem.Blame(
            Samples.library(),
            List.of(),
            List.of(graph("e1", "lend", "POST /tools/{toolId}/loans"), graph("e2", "ownLoans", "GET /loans")));

    @Test
    void whose_answer_did_not_hold_is_blamed_and_not_whom_the_scenario_proves() {
        assertThat(blamed("e1", "call 3, GET /loans?sort=id answers 200; it lacks {}"))
                .containsExactly("ownLoans");
        assertThat(blamed("e2", "call 1, POST /tools/7a/loans {} answers 409")).containsExactly("lend");
    }

    @Test
    void a_standard_route_s_answer_tells_of_the_function_that_is_proven() {
        assertThat(blamed("e1", "call 2, GET /tools answers 200; it lacks {}")).containsExactly("lend");
        assertThat(blamed("e1", "call 2, GET /loans/7 answers 404")).containsExactly("lend");
        assertThat(blamed("e1", "nothing is told")).containsExactly("lend");
    }

    private static Iterable<String> blamed(String proven, String evidence) {
        var path = "src/test/java/shed/Lend" + Scenario.TEST_CLASS + ".java";
        return BLAME.of(List.of(
                        new Finding(Rung.TESTS, Severity.ERROR, proven, path, 0, "the test a tool is lent", evidence)))
                .keySet();
    }

    private static CodeGraph graph(String routeId, String function, String operation) {
        return new CodeGraph(1, 1, routeId, function, operation, new CodeGraph.Graph(List.of(function), List.of()));
    }
}
