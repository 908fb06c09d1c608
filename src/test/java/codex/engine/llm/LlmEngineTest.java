package codex.engine.llm;

import static org.assertj.core.api.Assertions.assertThat;

import codex.agent.requirements.AskQuestions;
import codex.agent.requirements.AskQuestions.Asked;
import codex.database.TestDatabase;
import codex.engine.Answer;
import codex.engine.Asker;
import codex.engine.EngineCalls;
import codex.engine.ModelSettings;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LlmEngineTest {
    private static final String GOOD = """
            {"questions": [{"text": "Who may join?", "why": "It decides on accounts.", "defaultAnswer": "Anyone", "choices": []}]}""";
    private static final AskQuestions QUESTION = new AskQuestions("Tools", "A shed of tools. {{name}}");
    private static final Jdbi JDBI = TestDatabase.jdbi();

    private final List<Duration> waits = new ArrayList<>();
    private ScriptedModel model;
    private long job;

    @BeforeEach
    void start() throws IOException {
        model = new ScriptedModel();
        job = System.nanoTime();
    }

    @AfterEach
    void stop() {
        model.close();
    }

    @Test
    void an_answer_becomes_the_record_and_stands_in_the_ledger() {
        model.says(GOOD);
        assertThat(given(ask()).questions().getFirst().text()).isEqualTo("Who may join?");
        var call = JDBI.onDemand(EngineCalls.class).list(1, Long.MAX_VALUE, 1).getFirst();
        assertThat(call.outcome()).isEqualTo("Answer");
        assertThat(call.question()).isEqualTo("AskQuestions");
        assertThat(call.tokensIn()).isEqualTo(100);
        assertThat(call.tokensOut()).isEqualTo(20);
        var sent = model.requests().getFirst();
        assertThat(sent.path("response_format")
                        .path("json_schema")
                        .path("schema")
                        .path("required")
                        .toString())
                .isEqualTo("[\"questions\"]");
        assertThat(sent.path("messages").get(1).path("content").asText()).contains("A shed of tools. {{name}}");
    }

    @Test
    void the_same_request_of_the_same_step_is_never_paid_twice() {
        model.says(GOOD);
        ask();
        ask();
        assertThat(model.requests()).hasSize(1);
    }

    /** RELIABILITY.md, F15, C18. */
    @Test
    void no_upgrade_header_is_sent_and_the_key_travels_in_one_header_only() {
        model.says(GOOD);
        ask();
        var headers = model.headers().getFirst();
        assertThat(headers).doesNotContainKey("Upgrade");
        assertThat(headers.get("Authorization")).containsExactly("Bearer sk-canary");
        assertThat(model.requests().getFirst().toString()).doesNotContain("sk-canary");
        var words = JDBI.onDemand(EngineCalls.class)
                .words(
                        1,
                        JDBI.onDemand(EngineCalls.class)
                                .list(1, Long.MAX_VALUE, 1)
                                .getFirst()
                                .id());
        assertThat(words.toString()).doesNotContain("sk-canary");
    }

    /** F39, F40. */
    @Test
    void an_answer_in_a_fence_or_amid_prose_is_read() {
        model.says("```json\n" + GOOD + "\n```");
        assertThat(given(ask()).questions()).hasSize(1);
        job++;
        model.says("Here it is: " + GOOD + " I hope it helps.");
        assertThat(given(ask()).questions()).hasSize(1);
    }

    /** F41, F42: the model is told what was wrong. */
    @Test
    void a_malformed_answer_is_asked_for_again_with_the_reason() {
        model.says("{\"questions\": [1,]}").says(GOOD);
        assertThat(given(ask()).questions()).hasSize(1);
        var again = model.requests().get(1).path("messages");
        assertThat(again).hasSize(4);
        assertThat(again.get(3).path("content").asText()).startsWith("That answer cannot be used: ");
    }

    /** F44. */
    @Test
    void members_nobody_asked_for_are_dropped() {
        model.says(GOOD.replaceFirst("\\{", "{\"mood\": \"good\", "));
        assertThat(given(ask()).questions()).hasSize(1);
    }

    /** F48. */
    @Test
    void three_malformed_answers_end_it() {
        model.says("no").says("no").says("no").says(GOOD);
        assertThat(failed(ask()).outcome()).isEqualTo("Malformed");
        assertThat(model.requests()).hasSize(3);
    }

    /** F16, F18. */
    @Test
    void a_busy_endpoint_is_asked_again_after_the_time_it_names() {
        model.fails(429, "{}", "Retry-After", "2")
                .fails(429, "{}", "retry-after-ms", "1500")
                .says(GOOD);
        given(ask());
        assertThat(waits).hasSize(2);
        assertThat(waits.get(0)).isBetween(Duration.ofMillis(2800), Duration.ofMillis(3200));
        assertThat(waits.get(1)).isBetween(Duration.ofMillis(3100), Duration.ofMillis(3900));
    }

    /** F24: a long wait is the queue's, no thread is held. */
    @Test
    void a_wait_over_a_minute_is_left_to_the_queue() {
        model.fails(503, "{}", "Retry-After", "600");
        var failed = failed(ask());
        assertThat(failed.outcome()).isEqualTo("Busy");
        assertThat(failed.after()).isEqualTo(Duration.ofMinutes(10));
        assertThat(waits).isEmpty();
    }

    /** F21, F20. */
    @Test
    void a_failing_endpoint_is_tried_four_times_at_most() {
        model.fails(500, "").says(GOOD);
        given(ask());
        job++;
        model.fails(500, "").fails(502, "<html>").fails(500, "").fails(500, "");
        assertThat(failed(ask()).outcome()).isEqualTo("Down");
        assertThat(model.requests()).hasSize(6);
    }

    /** F19, F25, F27, F30. */
    @Test
    void what_will_fail_again_is_sent_once() {
        model.fails(401, "{\"error\":{\"message\":\"bad key\"}}")
                .fails(404, "no such model")
                .fails(429, "{\"error\":{\"code\":\"insufficient_quota\"}}")
                .fails(413, "");
        assertThat(failed(ask()).outcome()).isEqualTo("Denied");
        job++;
        assertThat(failed(ask()).outcome()).isEqualTo("Rejected");
        job++;
        assertThat(failed(ask()).outcome()).isEqualTo("Quota");
        job++;
        assertThat(failed(ask()).outcome()).isEqualTo("Rejected");
        assertThat(model.requests()).hasSize(4);
    }

    /** F32, F33, F34: only a finished answer is one. */
    @Test
    void a_cut_or_filtered_answer_is_never_accepted() {
        model.ends("length", GOOD).ends("content_filter", GOOD);
        assertThat(failed(ask()).outcome()).isEqualTo("Truncated");
        job++;
        assertThat(failed(ask()).outcome()).isEqualTo("Refused");
    }

    /** F3, F4. */
    @Test
    void a_stalled_body_ends_at_the_deadline() {
        ScriptedModel.Turn stall = exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(Duration.ofSeconds(5));
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        };
        model.turn(stall).turn(stall);
        assertThat(failed(ask()).outcome()).isEqualTo("TimedOut");
        assertThat(model.requests()).hasSize(2);
    }

    /** F1. */
    @Test
    void an_unreachable_endpoint_is_named() {
        model.close();
        var failed = failed(ask());
        assertThat(failed.outcome()).isEqualTo("Unreachable");
        assertThat(failed.why()).contains("127.0.0.1");
        assertThat(waits).hasSize(3);
    }

    /** F12: the second host sees nothing, the key least of all. */
    @Test
    void a_redirect_is_not_followed() throws IOException {
        try (var other = new ScriptedModel()) {
            model.fails(302, "", "Location", other.url() + "/chat/completions");
            assertThat(failed(ask()).outcome()).isEqualTo("Rejected");
            assertThat(other.requests()).isEmpty();
        }
    }

    private Answer<Asked> ask() {
        var endpoint = ModelSettings.of(model.url(), "sk-canary", "small", "strong");
        var patience = new LlmEngine.Patience(
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                waits::add,
                Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC));
        var prompts = Prompts.read(Path.of("prompts"), PromptsTest.QUESTIONS);
        return new LlmEngine(() -> endpoint, patience, prompts, JDBI, new ObjectMapper())
                .answer(QUESTION, new Asker(1, 0, job, "questions:1"));
    }

    private static Asked given(Answer<Asked> answer) {
        assertThat(answer).isInstanceOf(Answer.Given.class);
        return ((Answer.Given<Asked>) answer).value();
    }

    private static Answer.Failed<Asked> failed(Answer<Asked> answer) {
        assertThat(answer).isInstanceOf(Answer.Failed.class);
        return (Answer.Failed<Asked>) answer;
    }
}
