package codex.engine.llm;

import static org.assertj.core.api.Assertions.assertThat;

import codex.engine.EngineCall;
import codex.engine.LastCalls;
import codex.engine.ModelSettings.Caps;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelEmbedderTest {
    private ScriptedModel model;
    private Trial trial;

    @BeforeEach
    void start() throws IOException {
        model = new ScriptedModel();
        trial = new Trial(model.url()).withVectors();
    }

    @AfterEach
    void stop() {
        model.close();
    }

    @Test
    void texts_become_vectors_in_their_order_and_the_call_stands_in_the_ledger_with_its_cost() {
        model.embedding(text -> List.of((double) text.length(), 0.5));
        assertThat(trial.embed("one", "three")).contains(List.of(List.of(3f, 0.5f), List.of(5f, 0.5f)));
        assertThat(model.embedded().getFirst().path("model").asText()).isEqualTo("vectors");
        var call = trial.calls().getFirst();
        assertThat(call.question()).isEqualTo("EmbedTexts");
        assertThat(call.model()).isEqualTo("vectors");
        assertThat(call.prompt()).isNull();
        assertThat(call.tokensIn()).isEqualTo(30);
        assertThat(call.outcome()).isEqualTo("Answer");
        assertThat(call.cost()).as("thirty tokens at a dollar for a million").isEqualByComparingTo("0.00003");
        assertThat(call.assumed()).isFalse();
    }

    /** Q10: a process that died after the reply pays for it once. */
    @Test
    void the_same_texts_of_the_same_step_are_paid_once() {
        model.embedding(text -> List.of(1.0));
        assertThat(trial.embed("one")).isEqualTo(trial.embed("one"));
        assertThat(model.embedded()).hasSize(1);
    }

    @Test
    void nothing_is_embedded_where_no_model_for_it_is_named() {
        assertThat(new Trial(model.url()).engine.embedder()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"404, Rejected", "401, Denied", "429, Busy", "500, Down"})
    void an_endpoint_that_has_none_is_asked_once_and_whoever_watches_is_told(int status, String outcome) {
        model.embeds(exchange -> ScriptedModel.send(exchange, status, "application/json", "{}"));
        assertThat(trial.embed("one")).isEmpty();
        assertThat(trial.calls()).extracting(EngineCall::outcome).containsExactly(outcome);
        assertThat(trial.told).hasSize(1).first().asString().contains("vectors", "words are compared");
        assertThat(trial.waits).isEmpty();
    }

    /** The pages say that a model will not answer after its last call was denied; embeddings are not answers. */
    @Test
    void that_it_has_none_says_nothing_of_its_answers() {
        model.says(Trial.GOOD);
        trial.ask();
        trial.embed("one");
        assertThat(trial.calls().getLast().outcome()).isEqualTo("Rejected");
        var job = Objects.requireNonNull(trial.calls().getLast().jobId());
        Optional<String> unanswered = Trial.JDBI.withExtension(LastCalls.class, last -> last.unanswered(job));
        assertThat(unanswered).isEmpty();
    }

    /** C13: each has its own circuit. */
    @Test
    void embeddings_that_fail_again_and_again_do_not_keep_questions_from_being_asked() {
        model.embeds(exchange -> ScriptedModel.send(exchange, 500, "application/json", "{}"));
        for (var time = 0; time < 6; time++) {
            trial.nextJob().embed("one");
        }
        assertThat(model.embedded()).as("left alone after five").hasSize(5);
        model.says(Trial.GOOD);
        Trial.given(trial.ask());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{}",
                "{\"data\": []}",
                "{\"data\": [{\"index\": 0, \"embedding\": [1]}]}",
                "{\"data\": [{\"index\": 0, \"embedding\": [1]}, {\"index\": 0, \"embedding\": [2]}]}",
                "{\"data\": [{\"index\": 0, \"embedding\": [1]}, {\"index\": 1, \"embedding\": [1, 2]}]}",
                "{\"data\": [{\"index\": 0, \"embedding\": []}, {\"index\": 1, \"embedding\": []}]}",
                "{\"data\": [{\"index\": 0, \"embedding\": \"AACAPw==\"}, {\"index\": 1, \"embedding\": \"AACAPw==\"}]}",
                "{\"data\": [{\"index\": 0, \"embedding\": [null]}, {\"index\": 1, \"embedding\": [1]}]}"
            })
    void what_is_no_vector_for_each_text_is_broken(String body) {
        model.embeds(exchange -> ScriptedModel.send(exchange, 200, "application/json", body));
        assertThat(trial.embed("one", "two")).isEmpty();
        assertThat(trial.calls()).extracting(EngineCall::outcome).containsExactly("Broken");
    }

    /** C15 */
    @Test
    void no_vector_is_asked_for_beyond_a_limit() {
        model.embedding(text -> List.of(1.0));
        trial.with(new Caps(null, new BigDecimal("0.0001"), null, null, null));
        assertThat(trial.embed("word ".repeat(1000))).isEmpty();
        assertThat(model.embedded()).isEmpty();
        assertThat(trial.told).first().asString().contains("US dollars");
    }
}
