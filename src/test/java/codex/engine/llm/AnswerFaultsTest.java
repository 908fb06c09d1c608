package codex.engine.llm;

import static codex.engine.llm.Trial.failed;
import static codex.engine.llm.Trial.given;
import static org.assertj.core.api.Assertions.assertThat;

import codex.agent.developer.WriteFunction;
import codex.code.FunctionDefinition;
import codex.engine.Answer;
import codex.engine.CallOutcome;
import codex.engine.ModelSettings.Caps;
import codex.specification.Document;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RELIABILITY.md, 2.3: what a model answers, and what that costs. Each test names the fault or the rule. */
class AnswerFaultsTest {
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

    /** F28, C17: what was tried before is left out first. */
    @Test
    void a_question_that_is_too_long_is_asked_with_less_to_read() {
        var body = new WriteFunction.FunctionBody(List.of(), "return 1;", "");
        var question = new WriteFunction(
                new FunctionDefinition(
                        1, 1, "one", "One.", List.of(), "integer", List.of(), List.of(), List.of(), null, null, null),
                Document.empty("Ones", ""),
                "int one()",
                "",
                List.of(new WriteFunction.Alike("Another one.", List.of(), body)),
                List.of(
                        new WriteFunction.Attempt(body, List.of("it is two")),
                        new WriteFunction.Attempt(body, List.of("it is three"))));
        model.fails(400, "{\"error\":{\"code\":\"context_length_exceeded\"}}")
                .says("{\"imports\": [], \"body\": \"return 1;\", \"helpers\": \"\"}");
        assertThat(trial.ask(question)).isInstanceOf(Answer.Given.class);
        assertThat(model.requests().get(0).toString())
                .contains("it is two")
                .contains("it is three")
                .contains("Another one.");
        assertThat(model.requests().get(1).toString())
                .doesNotContain("it is two")
                .doesNotContain("Another one.")
                .contains("it is three");
    }

    /** F28: nothing can be left out of a description. */
    @Test
    void a_question_that_cannot_be_shortened_names_its_size() {
        model.fails(400, "{\"error\":{\"code\":\"context_length_exceeded\"}}");
        var failed = failed(trial.ask());
        assertThat(failed.outcome()).isEqualTo(CallOutcome.TOO_LONG);
        assertThat(failed.why()).containsPattern("about \\d+ tokens");
        assertThat(trial.calls()).hasSize(1);
    }

    /** F32, F33, C8: it is never accepted, and asked for once more with twice the room. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"questions\": [", Trial.GOOD})
    void a_cut_answer_is_never_accepted(String cut) {
        model.ends("length", cut).ends("length", cut).says(Trial.GOOD);
        var failed = failed(trial.ask());
        assertThat(failed.outcome()).isEqualTo(CallOutcome.TRUNCATED);
        assertThat(failed.why()).contains("1500").contains("3000");
        assertThat(model.requests()).hasSize(2);
        assertThat(model.requests().get(0)).isNotEqualTo(model.requests().get(1));
        assertThat(model.requests().get(1).path("max_tokens").asInt()).isEqualTo(3000);
        assertThat(trial.cost()).isPositive();
    }

    /** C8. */
    @Test
    void an_answer_that_had_too_little_room_is_given_more() {
        model.ends("length", "{\"questions\": [").says(Trial.GOOD);
        given(trial.ask());
        assertThat(trial.calls()).extracting("outcome").containsExactly("Truncated", "Answer");
    }

    /** F34, F35. */
    @Test
    void a_refusal_is_shown_and_not_argued_with() {
        model.ends("content_filter", Trial.GOOD);
        assertThat(failed(trial.ask()).outcome()).isEqualTo(CallOutcome.REFUSED);
        model.turn(
                exchange -> ScriptedModel.send(
                        exchange,
                        200,
                        "application/json",
                        "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":null,\"refusal\":\"I will not plan that.\"}}]}"));
        var refused = failed(trial.nextJob().ask());
        assertThat(refused.outcome()).isEqualTo(CallOutcome.REFUSED);
        assertThat(refused.why()).contains("I will not plan that.");
        assertThat(trial.calls()).hasSize(2);
    }

    /** F36, F37. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\": []}",
                "{}",
                "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":null}}]}",
                "{\"choices\":[{\"finish_reason\":null,\"message\":{\"content\":\"{}\"}}]}"
            })
    void an_envelope_without_a_letter_is_broken(String body) {
        for (var i = 0; i < 9; i++) {
            model.turn(exchange -> ScriptedModel.send(exchange, 200, "application/json", body));
        }
        assertThat(failed(trial.askUntilFinal()).outcome()).isEqualTo(CallOutcome.BROKEN);
        assertThat(trial.calls()).hasSize(8);
        assertThat(trial.reply(trial.calls().getFirst())).startsWith("{");
    }

    /** F38, C7. */
    @Test
    void a_reason_for_the_end_that_nobody_knows_is_shown() {
        model.ends("moderation_pause", Trial.GOOD);
        var failed = failed(trial.ask());
        assertThat(failed.outcome()).isEqualTo(CallOutcome.REJECTED);
        assertThat(failed.why()).contains("\"moderation_pause\"");
        assertThat(trial.calls()).hasSize(1);
    }

    /** F41, F42, F43, C9: the model is told what was wrong. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"questions\": [1,]}", "{\"questions\": \"none\"}", "{}", "no", "{\"questions\": NaN}"})
    void a_malformed_answer_is_asked_for_again_with_the_reason(String malformed) {
        model.says(malformed).says(Trial.GOOD);
        assertThat(given(trial.ask()).questions()).hasSize(1);
        var again = model.requests().get(1).path("messages");
        assertThat(again).hasSize(4);
        assertThat(again.get(2).path("content").asText()).isEqualTo(malformed);
        assertThat(again.get(3).path("content").asText()).startsWith("That answer cannot be used: ");
        assertThat(trial.calls()).extracting("ordinal").containsExactly(1, 2);
    }

    /** F48, C9: the third time a little warmer, and no fourth. */
    @Test
    void three_malformed_answers_end_it_and_the_last_is_named() {
        model.says("no").says("no").says("no").says(Trial.GOOD);
        var failed = failed(trial.ask());
        assertThat(failed.outcome()).isEqualTo(CallOutcome.MALFORMED);
        assertThat(failed.why()).contains("call " + trial.calls().getLast().id());
        assertThat(trial.calls()).hasSize(3).allMatch(call -> call.outcome().equals("Malformed"));
        assertThat(model.requests().getLast().path("temperature").asDouble()).isEqualTo(0.3);
    }

    /** F45 to F47: data of the right shape that makes no sense. */
    @Test
    void an_answer_that_makes_no_sense_is_unusable() {
        var twice = "{\"questions\": [%1$s, %1$s]}"
                .formatted(Trial.GOOD.substring(Trial.GOOD.indexOf('[') + 1, Trial.GOOD.lastIndexOf(']')));
        model.says(twice).says(twice).says(twice);
        assertThat(failed(trial.ask()).outcome()).isEqualTo(CallOutcome.UNUSABLE);
        assertThat(trial.calls()).hasSize(3).allMatch(call -> call.outcome().equals("Unusable"));
    }

    /** F49, Q10: the process died after the answer was stored. */
    @Test
    void an_answer_that_is_stored_is_not_asked_for_again() {
        model.says(Trial.GOOD);
        given(trial.ask());
        given(trial.ask());
        assertThat(trial.calls()).hasSize(1);
    }

    /** Q10: the process died between receiving a reply and reading it. */
    @Test
    void a_reply_that_was_received_and_never_read_is_read_after_the_crash() {
        model.says(Trial.GOOD);
        given(trial.ask());
        var call = trial.calls().getFirst();
        Trial.JDBI.useHandle(handle -> handle.execute(
                "UPDATE engine_call SET outcome = 'SENT', cost = NULL, reply = ? WHERE id = ?",
                ScriptedModel.completion("stop", Trial.GOOD),
                call.id()));
        given(trial.ask());
        assertThat(model.requests()).hasSize(1);
        assertThat(trial.calls().getFirst().outcome()).isEqualTo("Answer");
        assertThat(trial.cost()).isEqualByComparingTo("0.0014");
    }

    /** Q10: of a step that was in the midst of its corrections, none is paid twice. */
    @Test
    void after_a_crash_corrections_go_on_where_they_were() {
        model.says("no").fails(401, "").says(Trial.GOOD);
        assertThat(failed(trial.ask()).outcome()).isEqualTo(CallOutcome.DENIED);
        given(trial.ask());
        assertThat(model.requests()).hasSize(3);
        assertThat(model.requests().getLast().path("messages")).hasSize(4);
    }

    /** F50: cost assumed and marked. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0}",
                ",\"usage\":{\"prompt_tokens\":1000000000,\"completion_tokens\":1000000000}",
                ",\"usage\":{\"prompt_tokens\":-5,\"completion_tokens\":\"many\"}"
            })
    void usage_that_cannot_be_true_is_replaced_by_the_most_it_can_be(String usage) {
        model.turn(exchange -> ScriptedModel.send(exchange, 200, "application/json", answered("small", usage)));
        given(trial.ask());
        assertThat(trial.assumed()).isEqualTo(1);
        // 1,500 tokens out at 20 dollars a million, and about a thousand in at 10.
        assertThat(trial.cost()).isBetween(new BigDecimal("0.031"), new BigDecimal("0.060"));
    }

    /** F51: the dearer price counts. */
    @Test
    void an_answer_of_another_model_is_booked_at_the_dearer_price() {
        var usage = ",\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":20}";
        model.turn(exchange -> ScriptedModel.send(exchange, 200, "application/json", answered("dear", usage)));
        given(trial.ask());
        assertThat(trial.cost()).isEqualByComparingTo("0.041");
        var answeredBy =
                Trial.JDBI.withHandle(handle -> handle.createQuery("SELECT answered_by FROM engine_call WHERE id = ?")
                        .bind(0, trial.calls().getFirst().id())
                        .mapTo(String.class)
                        .one());
        assertThat(answeredBy).isEqualTo("dear");
    }

    private static String answered(String name, String usage) {
        return "{\"model\":\"%s\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":%s}}]%s}"
                .formatted(name, TextNode.valueOf(Trial.GOOD), usage);
    }

    /** F52. */
    @Test
    void odd_characters_are_read_and_kept() {
        model.turn(exchange -> ScriptedModel.send(
                exchange,
                200,
                "application/json",
                "\uFEFF"
                        + ScriptedModel.completion(
                                "stop", "\uFEFF" + Trial.GOOD.replace("Anyone", "Any\\u2028one \\ud800 \\u0000"))));
        assertThat(given(trial.ask()).questions()).hasSize(1);
        assertThat(trial.reply(trial.calls().getFirst())).contains("Any");
    }

    /** C15. */
    @Test
    void a_cap_is_never_passed_and_the_job_waits_for_budget() {
        for (var i = 0; i < 5; i++) {
            model.says(Trial.GOOD);
        }
        var most = new BigDecimal("0.05");
        trial.with(new Caps(null, null, null, most, null));
        given(trial.ask());
        var last = trial.nextJob().ask();
        for (var i = 0; i < 20 && last instanceof Answer.Given; i++) {
            model.says(Trial.GOOD);
            last = trial.nextJob().ask();
        }
        var failed = failed(last);
        assertThat(failed.outcome()).isEqualTo(CallOutcome.OVER_BUDGET);
        assertThat(failed.counts()).isFalse();
        assertThat(failed.after()).as("until the month ends").isNotNull();
        assertThat(failed.why())
                .contains("0.05")
                .contains("one account within a month")
                .contains("settings");
        assertThat(trial.cost()).isLessThanOrEqualTo(most);
        assertThat(trial.told).anyMatch(said -> said.startsWith("Four fifths"));
    }

    /** C15: a cap of one call. */
    @Test
    void a_call_that_could_cost_more_than_one_may_is_not_sent() {
        trial.with(new Caps(new BigDecimal("0.001"), null, null, null, null));
        var failed = failed(trial.ask());
        assertThat(failed.outcome()).isEqualTo(CallOutcome.OVER_BUDGET);
        assertThat(failed.after()).isNull();
        assertThat(model.requests()).isEmpty();
        assertThat(trial.calls()).isEmpty();
    }

    /** C15: forty calls side by side, and not one too many. */
    @Test
    void calls_side_by_side_do_not_pass_a_cap_together() throws InterruptedException {
        model.otherwise(said -> Trial.GOOD);
        trial.with(new Caps(null, null, null, new BigDecimal("0.2"), null));
        try (var threads = Executors.newFixedThreadPool(20)) {
            var tasks = IntStream.range(0, 40)
                    .mapToObj(number -> (Callable<Object>) () -> trial.askAs("step:" + number))
                    .toList();
            threads.invokeAll(tasks);
        }
        assertThat(trial.cost()).isPositive().isLessThanOrEqualTo(new BigDecimal("0.2"));
    }

    /** C15. */
    @Test
    void a_model_without_a_price_is_not_asked_while_spending_is_limited() {
        trial.withoutPrices().with(new Caps(null, null, null, null, BigDecimal.TEN));
        var failed = failed(trial.ask());
        assertThat(failed.outcome()).isEqualTo(CallOutcome.OVER_BUDGET);
        assertThat(failed.why()).contains("no price for the model small");
        assertThat(model.requests()).isEmpty();
    }

    /** C5: so many at once, and of one account fewer. */
    @Test
    void no_more_calls_are_open_at_once_than_the_settings_allow() throws InterruptedException {
        var open = new AtomicInteger();
        var most = new AtomicInteger();
        model.otherwise(said -> {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            try {
                Thread.sleep(20);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            open.decrementAndGet();
            return Trial.GOOD;
        });
        try (var threads = Executors.newFixedThreadPool(10)) {
            threads.invokeAll(IntStream.range(0, 20)
                    .mapToObj(number -> (Callable<Object>) () -> trial.askAs("step:" + number))
                    .toList());
        }
        assertThat(model.requests()).hasSize(20);
        assertThat(most.get()).isEqualTo(2);
    }
}
