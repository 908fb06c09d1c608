package codex.engine.llm;

import static codex.engine.llm.Trial.failed;
import static codex.engine.llm.Trial.given;
import static org.assertj.core.api.Assertions.assertThat;

import codex.engine.CallOutcome;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RELIABILITY.md, 2.3: what an endpoint answers by its status. Each test names the fault. */
class EndpointFaultsTest {
    private ScriptedModel model;
    private Trial trial;

    @BeforeEach
    void start() throws IOException {
        model = new ScriptedModel();
        trial = new Trial(model.url());
    }

    @AfterEach
    void stop() {
        model.close();
    }

    /** F16, F17, F18; C12: at least what is asked, at most a quarter more. */
    @ParameterizedTest
    @CsvSource({
        "Retry-After, 2, 2000",
        "Retry-After, 'Sun, 01 Mar 2026 09:00:05 GMT', 5000",
        "retry-after-ms, 1500, 1500",
    })
    void a_busy_endpoint_is_asked_again_after_the_time_it_names(String header, String value, int millis) {
        model.fails(429, "{}", header, value).says(Trial.GOOD);
        given(trial.ask());
        assertThat(trial.calls()).hasSize(2);
        assertThat(trial.calls().getFirst().outcome()).isEqualTo("Busy");
        assertThat(trial.waited()).isBetween(Duration.ofMillis(millis), Duration.ofMillis(millis * 5L / 4));
        assertThat(trial.calls().getFirst().cost()).isZero();
    }

    /** C12. */
    @Test
    void a_wait_in_words_is_understood() {
        model.fails(429, "{\"error\":{\"message\":\"Rate limit reached, please try again in 7.5s.\"}}")
                .says(Trial.GOOD);
        given(trial.ask());
        assertThat(trial.waited()).isBetween(Duration.ofMillis(7500), Duration.ofMillis(9375));
    }

    /** C12: the model is busy for every question. */
    @Test
    void a_busy_answer_delays_the_whole_model() {
        model.fails(429, "{}", "Retry-After", "300").says(Trial.GOOD);
        assertThat(failed(trial.ask()).after()).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
        var other = failed(trial.nextJob().ask());
        assertThat(other.outcome()).isEqualTo(CallOutcome.BUSY);
        assertThat(other.counts()).isFalse();
        assertThat(model.requests()).hasSize(1);
        trial.clock.advance(Duration.ofMinutes(7));
        given(trial.ask());
    }

    /** F19. */
    @Test
    void an_account_without_credit_is_told_so_at_once() {
        model.fails(429, "{\"error\":{\"code\":\"insufficient_quota\"}}");
        var failed = once(CallOutcome.QUOTA);
        assertThat(failed).contains("no credit left");
    }

    /** F20. */
    @Test
    void an_endpoint_that_stays_busy_is_tried_eight_times_in_two_claims() {
        for (var i = 0; i < 9; i++) {
            model.fails(429, "{}");
        }
        var first = failed(trial.ask());
        assertThat(first.after()).isNotNull();
        assertThat(first.counts()).isTrue();
        assertThat(model.requests()).hasSize(4);
        trial.clock.advance(Duration.ofSeconds(10));
        var last = failed(trial.ask());
        assertThat(last.outcome()).isEqualTo(CallOutcome.BUSY);
        assertThat(last.after()).isNull();
        assertThat(model.requests()).hasSize(8);
        assertThat(trial.cost()).isZero();
    }

    /** F21. */
    @Test
    void one_failure_of_the_endpoint_costs_one_more_try() {
        model.fails(500, "").says(Trial.GOOD);
        given(trial.ask());
        assertThat(trial.calls()).extracting("outcome").containsExactly("Down", "Answer");
        assertThat(trial.calls()).extracting("tryNumber").containsExactly(1, 2);
    }

    /** F22, C13. */
    @Test
    void five_failures_in_a_row_leave_the_endpoint_alone_until_a_probe_succeeds() {
        for (var i = 0; i < 5; i++) {
            model.fails(500, "");
        }
        model.says(Trial.GOOD).says(Trial.GOOD);
        assertThat(failed(trial.ask()).counts()).isTrue();
        var open = failed(trial.ask());
        assertThat(open.outcome()).isEqualTo(CallOutcome.DOWN);
        assertThat(open.counts()).isFalse();
        assertThat(model.requests()).hasSize(5);
        var other = failed(trial.nextJob().ask());
        assertThat(other.counts()).isFalse();
        assertThat(other.after()).isLessThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(model.requests()).hasSize(5);
        trial.clock.advance(Duration.ofSeconds(31));
        given(trial.ask());
        given(trial.nextJob().ask());
        assertThat(model.requests()).hasSize(7);
    }

    /** C13. */
    @Test
    void a_probe_that_fails_leaves_it_alone_for_another_while() {
        for (var i = 0; i < 6; i++) {
            model.fails(500, "");
        }
        trial.ask();
        trial.ask();
        trial.clock.advance(Duration.ofSeconds(31));
        assertThat(failed(trial.nextJob().ask()).counts()).isFalse();
        assertThat(model.requests()).hasSize(6);
    }

    /** F23. */
    @Test
    void a_gateway_that_fails_with_a_page_is_tried_eight_times() {
        for (var i = 0; i < 9; i++) {
            model.fails(502, "<html>Bad gateway</html>");
        }
        assertThat(failed(trial.askUntilFinal()).outcome()).isEqualTo(CallOutcome.DOWN);
        assertThat(model.requests()).hasSize(8);
    }

    /** F24: no thread is held. */
    @Test
    void a_wait_over_a_minute_is_left_to_the_queue() {
        model.fails(503, "{}", "Retry-After", "600");
        var failed = failed(trial.ask());
        assertThat(failed.outcome()).isEqualTo(CallOutcome.BUSY);
        assertThat(failed.after()).isBetween(Duration.ofMinutes(10), Duration.ofSeconds(750));
        assertThat(trial.waits).isEmpty();
        assertThat(trial.calls()).hasSize(1);
    }

    /** F25, F26. */
    @ParameterizedTest
    @CsvSource({"401, bad key", "403, not in your region"})
    void a_refused_key_is_not_sent_again(int status, String said) {
        model.fails(status, said);
        assertThat(once(CallOutcome.DENIED)).contains(said);
    }

    /** C18. */
    @Test
    void a_key_that_the_endpoint_repeats_is_read_nowhere() {
        model.fails(401, "{\"error\":{\"message\":\"Incorrect API key provided: sk-canary\"}}");
        var failed = failed(trial.ask());
        assertThat(failed.why()).contains("Incorrect API key provided").doesNotContain("sk-canary");
        assertThat(trial.reply(trial.calls().getFirst())).doesNotContain("sk-canary");
    }

    /** F27. */
    @Test
    void a_model_that_is_not_there_is_named() {
        model.fails(404, "no such model");
        assertThat(once(CallOutcome.REJECTED)).contains("no such model").contains("\"small\"");
    }

    /** F30, F31. */
    @ParameterizedTest
    @CsvSource({"413", "422", "400"})
    void a_request_that_is_refused_is_not_sent_again(int status) {
        model.fails(status, "not like this");
        assertThat(once(CallOutcome.REJECTED)).contains("not like this");
    }

    private String once(CallOutcome outcome) {
        var failed = failed(trial.ask());
        assertThat(failed.outcome()).isEqualTo(outcome);
        assertThat(failed.after()).isNull();
        assertThat(trial.calls()).hasSize(1);
        assertThat(trial.calls().getFirst().outcome()).isEqualTo(outcome.word());
        assertThat(trial.cost()).isZero();
        assertThat(trial.waits).isEmpty();
        return failed.why();
    }

    /** F29: what the model refused once is not sent to it again. */
    @Test
    void a_parameter_that_the_model_does_not_take_is_left_out_from_then_on() {
        model.fails(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")
                .fails(400, "Unsupported value: 'temperature' does not support 0.0 with this model.")
                .fails(400, "'response_format' of type 'json_schema' is not supported with this model.")
                .says(Trial.GOOD)
                .says(Trial.GOOD);
        given(trial.ask());
        given(trial.nextJob().ask());
        var requests = model.requests();
        assertThat(requests).hasSize(5);
        assertThat(requests.get(0).has("max_tokens")).isTrue();
        assertThat(requests.get(0).has("temperature")).isTrue();
        for (var learned : requests.subList(3, 5)) {
            assertThat(learned.has("max_tokens")).isFalse();
            assertThat(learned.path("max_completion_tokens").asInt()).isEqualTo(1500);
            assertThat(learned.has("temperature")).isFalse();
            assertThat(learned.path("response_format").path("type").asText()).isEqualTo("json_object");
            assertThat(learned.path("messages").path(0).path("content").asText())
                    .contains("JSON schema of the answer");
        }
        assertThat(trial.waits).isEmpty();
    }

    /** F29. */
    @Test
    void a_limit_of_tokens_that_the_model_names_is_kept() {
        model.fails(400, "max_tokens is too large: 1500. This model supports at most 1024 completion tokens.")
                .says(Trial.GOOD);
        given(trial.ask());
        assertThat(model.requests().getLast().path("max_tokens").asInt()).isEqualTo(1024);
    }

    /** C2: an outage does not condemn a job for ever. */
    @Test
    void a_person_who_asks_again_is_given_new_tries() {
        for (var i = 0; i < 8; i++) {
            model.fails(429, "{}");
        }
        model.says(Trial.GOOD);
        assertThat(failed(trial.askUntilFinal()).after()).isNull();
        trial.clock.advance(Duration.ofMinutes(1));
        given(trial.repeated().ask());
    }
}
