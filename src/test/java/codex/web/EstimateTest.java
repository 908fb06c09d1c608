package codex.web;

import static org.assertj.core.api.Assertions.assertThat;

import codex.engine.EngineCalls.Mean;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** EXPERIENCE.md, W6.1, G9. */
class EstimateTest {
    private static final Answering MODEL = new Answering("llm", "gpt-4.1");
    private static final Answering RULES = new Answering("builtin", "gpt-4.1");
    private static final List<Mean> EARLIER =
            List.of(mean(Estimate.DRAW, 10, 10, 3000, "0.01"), mean(Estimate.WRITE, 25, 15, 2000, "0.02"));

    @Test
    void standard_routes_ask_nothing() {
        assertThat(Estimate.of(MODEL, 5, 0, 0, EARLIER).words()).contains("All routes are standard", "cost nothing");
    }

    @Test
    void the_built_in_engine_costs_nothing() {
        assertThat(Estimate.of(RULES, 5, 2, 1, List.of()).words())
                .isEqualTo("2 of 5 routes need particular code; the others are standard and cost nothing."
                        + " The built-in engine writes it by rule and costs nothing.");
    }

    @Test
    void without_earlier_runs_only_the_questions_are_counted() {
        for (var means : List.of(List.<Mean>of(), EARLIER.subList(0, 1))) {
            assertThat(Estimate.of(MODEL, 5, 1, 1, means).words())
                    .contains("1 of 5 routes needs", "at least 3 questions", "known after the first run")
                    .doesNotContain("$", "tokens");
        }
    }

    /** Ten routes were drawn by 10 calls and written by 25: four routes take 4 + 10 calls, 8 if all goes well, one more,
     * and one for the tests of each of two modules. */
    @Test
    void earlier_runs_tell_tokens_and_cost() {
        var estimate = Estimate.of(MODEL, 12, 4, 2, EARLIER);
        assertThat(estimate.least()).isEqualTo(11);
        assertThat(estimate.most()).isEqualTo(17);
        assertThat(estimate.tokens()).isNotNull().satisfies(tokens -> {
            assertThat(tokens.least()).isEqualByComparingTo("20000");
            assertThat(tokens.most()).isEqualByComparingTo("32000");
        });
        assertThat(estimate.words())
                .endsWith(
                        "The language model gpt-4.1 is asked 11 to 17 questions, about 20,000 to 32,000 tokens, about $0.12 to $0.24.");
    }

    /** What routes have in common is asked once, and there only where there are several. */
    @Test
    void what_is_shared_is_one_question_more() {
        var shared = List.of(EARLIER.getFirst(), EARLIER.getLast(), mean(Estimate.SHARE, 6, 4, 1000, "0.01"));
        assertThat(Estimate.of(MODEL, 12, 1, 1, shared).least()).isEqualTo(3);
        var estimate = Estimate.of(MODEL, 12, 4, 2, shared);
        assertThat(estimate.least()).isEqualTo(11);
        assertThat(estimate.most()).isEqualTo(18);
        assertThat(estimate.tokens()).isNotNull().satisfies(tokens -> {
            assertThat(tokens.least()).isEqualByComparingTo("21000");
            assertThat(tokens.most()).isEqualByComparingTo("33500");
        });
    }

    @Test
    void acceptance_tests_are_a_question_for_each_module() {
        var tested = List.of(EARLIER.getFirst(), EARLIER.getLast(), mean(Estimate.PROVE, 8, 4, 5000, "0.03"));
        var estimate = Estimate.of(MODEL, 12, 4, 2, tested);
        assertThat(estimate.least()).isEqualTo(11);
        assertThat(estimate.most()).isEqualTo(19);
        assertThat(estimate.tokens()).isNotNull().satisfies(tokens -> {
            assertThat(tokens.least()).isEqualByComparingTo("30000");
            assertThat(tokens.most()).isEqualByComparingTo("52000");
        });
    }

    @Test
    void a_price_that_is_not_known_is_said() {
        var unpriced = List.of(mean(Estimate.DRAW, 10, 10, 3000, null), mean(Estimate.WRITE, 10, 10, 2000, "0.02"));
        assertThat(Estimate.of(MODEL, 12, 4, 2, unpriced).words())
                .endsWith("is asked 11 questions, about 20,000 tokens, at a price that nobody entered.");
    }

    private static Mean mean(String question, long calls, long steps, int tokens, @Nullable String cost) {
        return new Mean(question, calls, steps, new BigDecimal(tokens), cost == null ? null : new BigDecimal(cost));
    }
}
