package codex.engine;

import static org.assertj.core.api.Assertions.assertThat;

import codex.Given;
import codex.database.TestDatabase;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class EngineCallsTest {
    private final Jdbi jdbi = TestDatabase.jdbi();
    private final Given given = new Given(jdbi);
    private final EngineCalls calls = jdbi.onDemand(EngineCalls.class);

    /** W6.1: an estimate is of what calls take that were worked on, whoever asked. */
    @Test
    void the_mean_of_a_question_is_that_of_the_calls_that_used_tokens() {
        var rosa = given.account("rosa@example.org");
        var write = "developer/write-function";
        given.call(rosa)
                .asked(write, "a")
                .within(1, "function:a")
                .tokens(100, 20)
                .costing("0.02")
                .add();
        given.call(given.account("ivo@example.org"))
                .asked(write, "b")
                .within(1, "function:a")
                .numbered(2, 1)
                .tokens(300, 40)
                .costing("0.04")
                .add();
        given.call(rosa)
                .asked(write, "a")
                .within(1, "function:b")
                .failed("Busy")
                .add();
        given.call(rosa).asked(write, "a").within(1, "function:c").underWay().add();
        assertThat(calls.means(new String[] {"WriteFunction"}, 100))
                .singleElement()
                .satisfies(mean -> {
                    assertThat(mean.calls()).isEqualTo(2);
                    assertThat(mean.steps()).isEqualTo(1);
                    assertThat(mean.tokens()).isEqualByComparingTo("230");
                    assertThat(mean.cost()).isEqualByComparingTo("0.03");
                });
        assertThat(calls.means(new String[] {"WriteFunction"}, 1))
                .singleElement()
                .satisfies(mean -> assertThat(mean.tokens()).isEqualByComparingTo("340"));
        assertThat(calls.means(new String[] {"DrawCodeGraph"}, 100)).isEmpty();
    }

    /** I4: what a job cost is what its lines say. */
    @Test
    void a_job_s_total_is_the_sum_of_its_lines() {
        var rosa = given.account("rosa@example.org");
        given.call(rosa).within(7, "draft").costing("0.02").add();
        given.call(rosa)
                .within(7, "draft")
                .numbered(2, 1)
                .failed("TimedOut")
                .costing("0.5")
                .assumed()
                .add();
        given.call(rosa).within(7, "draft").numbered(3, 1).underWay().add();
        given.call(rosa).within(8, "draft").costing("9").add();
        var total = calls.ofJob(7);
        assertThat(total.cost()).isEqualByComparingTo("1.02");
        assertThat(total.held()).isEqualByComparingTo("0.5");
        assertThat(total.assumed()).isEqualByComparingTo("0.5");
        assertThat(total.calls()).isEqualTo(3);
        assertThat(total.failed()).isEqualTo(1);
    }
}
