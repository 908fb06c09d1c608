package codex.engine.llm;

import static org.assertj.core.api.Assertions.assertThat;

import codex.engine.CallOutcome;
import codex.engine.ModelSettings;
import codex.engine.Tried;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** W12.1: the answer is one of the outcomes of RELIABILITY.md, C6. */
class ConnectionTestTest {
    private ScriptedModel model;

    @BeforeEach
    void start() throws IOException {
        model = new ScriptedModel();
    }

    @AfterEach
    void stop() {
        model.close();
    }

    @Test
    void an_answer_tells_what_the_model_calls_itself_and_how_long_it_took() {
        model.says("{\"answer\": \"yes\"}");
        var tried = one();
        assertThat(tried.outcome()).isEqualTo(CallOutcome.ANSWER);
        assertThat(tried.asked()).isEqualTo("small");
        assertThat(tried.answered()).isEqualTo("scripted");
        assertThat(tried.took()).isPositive();
        var sent = model.requests().getFirst();
        assertThat(sent.path("model").asText()).isEqualTo("small");
        assertThat(sent.path("response_format").path("type").asText())
                .as("as real questions are asked")
                .isEqualTo("json_schema");
        assertThat(model.headers().getFirst().get("Authorization")).containsExactly("Bearer sk-canary");
    }

    @Test
    void hard_questions_are_tried_too_where_another_model_answers_them() {
        model.says("{}").fails(404, "{\"error\": \"no such model\"}");
        var tried = ask(settings("small", "large"));
        assertThat(tried).extracting(Tried::asked).containsExactly("small", "large");
        assertThat(tried).extracting(Tried::outcome).containsExactly(CallOutcome.ANSWER, CallOutcome.REJECTED);
        model.fails(401, "{}");
        assertThat(ask(settings("small", "large")))
                .as("nothing more is asked of who refuses")
                .hasSize(1);
        assertThat(model.requests()).hasSize(3);
    }

    @Test
    void a_model_for_embeddings_is_tried_where_one_is_named() {
        model.says("{}").says("{}").embedding(text -> List.of(0.5));
        var named = new ModelSettings(
                model.url(), "sk-canary", "small", "small", "vectors", 4, 2, Map.of(), ModelSettings.Caps.NONE);
        assertThat(ask(named)).extracting(Tried::outcome).containsExactly(CallOutcome.ANSWER, CallOutcome.ANSWER);
        model.embeds(ScriptedModel.saying("stop", "hello"));
        assertThat(ask(named)).extracting(Tried::outcome).containsExactly(CallOutcome.ANSWER, CallOutcome.BROKEN);
        assertThat(model.headers())
                .allSatisfy(sent -> assertThat(sent.get("Authorization")).containsExactly("Bearer sk-canary"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"error\": {\"message\": \"Incorrect API key provided: sk-canary\"}} | Denied",
                "403 | {} | Denied",
                "429 | {\"error\": {\"code\": \"insufficient_quota\"}} | Quota",
                "429 | {} | Busy",
                "503 | {} | Down",
                "500 | {} | Down",
                "404 | {} | Rejected",
                "302 | {} | Rejected",
                "400 | {} | Rejected",
                "400 | {\"error\": {\"code\": \"context_length_exceeded\"}} | TooLong",
                "408 | {} | Broken",
                "200 | <html>welcome</html> | Rejected",
                "200 | welcome | Broken",
            })
    void what_the_endpoint_says_becomes_its_outcome_and_never_shows_the_key(int status, String body, String outcome) {
        model.fails(status, body);
        var tried = one();
        assertThat(tried.outcome().word()).isEqualTo(outcome);
        assertThat(tried.toString()).doesNotContain("sk-canary");
        assertThat(tried.answered()).isNull();
        assertThat(model.requests()).as("it is sent once").hasSize(1);
    }

    /** F29: real questions would learn it too. */
    @Test
    void a_refused_parameter_is_left_out_as_real_questions_do() {
        model.fails(400, "{\"error\": {\"message\": \"Unsupported parameter: max_tokens, use max_completion_tokens\"}}")
                .says("{}");
        assertThat(one().outcome()).isEqualTo(CallOutcome.ANSWER);
        assertThat(model.requests().getLast().has("max_completion_tokens")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"length, Truncated", "content_filter, Refused", "tool_calls, Rejected"})
    void only_a_finished_answer_is_one(String finish, String outcome) {
        model.ends(finish, "{");
        assertThat(one().outcome().word()).isEqualTo(outcome);
    }

    @Test
    void who_does_not_answer_in_time_timed_out() {
        model.turn(exchange -> {
            try {
                Thread.sleep(Duration.ofSeconds(5));
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(one().outcome()).isEqualTo(CallOutcome.TIMED_OUT);
    }

    @Test
    void who_is_not_there_is_unreachable() {
        model.close();
        assertThat(one().outcome()).isEqualTo(CallOutcome.UNREACHABLE);
    }

    private Tried one() {
        var tried = ask(settings("small", "small"));
        assertThat(tried).hasSize(1);
        return tried.getFirst();
    }

    private ModelSettings settings(String ordinary, String hard) {
        return ModelSettings.of(model.url(), "sk-canary", ordinary, hard);
    }

    private static List<Tried> ask(ModelSettings settings) {
        var second = Duration.ofSeconds(1);
        return new ConnectionTest(new LlmEngine.Patience(second, second, pause -> {}, Clock.systemUTC()))
                .apply(settings);
    }
}
