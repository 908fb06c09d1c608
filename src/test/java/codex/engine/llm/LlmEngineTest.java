package codex.engine.llm;

import static codex.engine.llm.Trial.given;
import static org.assertj.core.api.Assertions.assertThat;

import codex.engine.ModelSettings;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LlmEngineTest {
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

    @Test
    void an_answer_becomes_the_record_and_stands_in_the_ledger() {
        model.says(Trial.GOOD);
        assertThat(given(trial.ask()).questions().getFirst().text()).isEqualTo("Who may join?");
        var call = trial.calls().getFirst();
        assertThat(call.outcome()).isEqualTo("Answer");
        assertThat(call.question()).isEqualTo("AskQuestions");
        assertThat(call.model()).isEqualTo("small");
        assertThat(call.tokensIn()).isEqualTo(100);
        assertThat(call.tokensOut()).isEqualTo(20);
        // 100 tokens at 10 dollars a million, 20 at 20.
        assertThat(call.cost()).isEqualByComparingTo("0.0014");
        assertThat(call.reserved()).isGreaterThan(call.cost());
        assertThat(trial.reply(call)).isEqualTo(Trial.GOOD);
        var sent = model.requests().getFirst();
        assertThat(sent.path("response_format")
                        .path("json_schema")
                        .path("schema")
                        .path("required")
                        .toString())
                .isEqualTo("[\"questions\"]");
        assertThat(sent.path("messages").get(1).path("content").asText()).contains("A shed of tools. {{name}}");
    }

    /** F39, F40. */
    @Test
    void an_answer_in_a_fence_or_amid_prose_is_read() {
        model.says("```json\n" + Trial.GOOD + "\n```");
        assertThat(given(trial.ask()).questions()).hasSize(1);
        model.says("Here it is: " + Trial.GOOD + " I hope it helps.");
        assertThat(given(trial.nextJob().ask()).questions()).hasSize(1);
    }

    /** F44. */
    @Test
    void members_nobody_asked_for_are_dropped() {
        model.says(Trial.GOOD.replaceFirst("\\{", "{\"mood\": \"good\", "));
        assertThat(given(trial.ask()).questions()).hasSize(1);
    }

    @Test
    void an_engine_without_an_endpoint_is_not_ready() {
        assertThat(trial.engine.ready()).isTrue();
        assertThat(ModelSettings.of(null, null, "a", "b").configured()).isFalse();
    }
}
