package codex.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import codex.agent.requirements.DraftSpecification;
import codex.agent.requirements.DraftSpecification.Draft;
import codex.engine.Answer;
import codex.engine.Asker;
import codex.specification.DocumentJson;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Forty descriptions of every kind become what a reader expects of them, or are refused in words (BUILTIN-ENGINE.md, 8). */
class DescriptionsTest {
    private static final BuiltinEngine ENGINE = new BuiltinEngine(new Recipes());

    @ParameterizedTest(name = "{0}")
    @MethodSource("descriptions")
    void a_description_becomes_what_its_reader_expects(Expectation description) {
        switch (draft(description)) {
            case Answer.Given<Draft> given -> {
                assertThat(description.refused())
                        .as(
                                "refused, but drafted:%n%s",
                                Outline.of(given.value().document()))
                        .isFalse();
                assertThat(description.faults(given.value()))
                        .as(Outline.of(given.value().document()))
                        .isEmpty();
            }
            case Answer.Beyond<Draft> beyond ->
                assertThat(description.refusedBecause(beyond.why()))
                        .as(beyond.why())
                        .isTrue();
            default -> throw new AssertionError("neither a draft nor a reason came for: " + description);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("descriptions")
    void the_same_description_gives_the_same_bytes(Expectation description) {
        assertThat(bytes(new BuiltinEngine(new Recipes()), description)).isEqualTo(bytes(ENGINE, description));
    }

    @Test
    void there_are_forty_and_each_is_of_another_kind() {
        assertThat(descriptions()).hasSize(40);
        assertThat(descriptions().stream().map(Expectation::style).collect(Collectors.toSet()))
                .hasSize(40);
    }

    static List<Expectation> descriptions() {
        return Expectation.all();
    }

    private static Answer<Draft> draft(Expectation description) {
        return draft(ENGINE, description);
    }

    private static Answer<Draft> draft(BuiltinEngine engine, Expectation description) {
        return engine.answer(
                new DraftSpecification(description.name(), description.says(), List.of()),
                new Asker(1, 1, 1, "draft", Instant.EPOCH, said -> {}));
    }

    private static String bytes(BuiltinEngine engine, Expectation description) {
        return draft(engine, description) instanceof Answer.Given<Draft> given
                ? DocumentJson.tree(given.value().document()) + "\n"
                        + given.value().notUsed()
                : String.valueOf(draft(engine, description));
    }
}
