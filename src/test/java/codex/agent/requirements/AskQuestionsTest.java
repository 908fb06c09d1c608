package codex.agent.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import codex.agent.requirements.AskQuestions.Asked;
import codex.agent.requirements.AskQuestions.Item;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What may be asked of a person (RELIABILITY.md, C10, F45, F47). */
class AskQuestionsTest {
    @Test
    void no_question_and_five_questions_are_fine() {
        assertThat(faults()).isEmpty();
        assertThat(faults(questions(5))).isEmpty();
    }

    @Test
    void a_sixth_question_is_one_too_many() {
        assertThat(faults(questions(6))).containsExactly("questions has 6 items; at most 5 are allowed");
    }

    @Test
    void a_question_stands_there_once() {
        assertThat(faults(item("Who?", "Anyone"), item(" WHO? ", "Anyone")))
                .containsExactly("questions has “ WHO? ” twice; each stands there once");
    }

    @Test
    void a_question_says_something_and_has_a_default_of_a_line_or_two() {
        assertThat(faults(item(" ", "")))
                .containsExactly("questions[0].text is empty", "questions[0].defaultAnswer is empty");
        assertThat(faults(item("Who?", "a".repeat(400)))).isEmpty();
        assertThat(faults(item("Who?", "a".repeat(401))))
                .containsExactly("questions[0].defaultAnswer has 401 characters; at most 400 are allowed");
    }

    @Test
    void choices_are_few_different_and_not_empty() {
        var item = new Item("Who?", "Why.", "a", List.of("a", "A", "", "b", "c", "d", "e", "f", "g"));
        assertThat(faults(item))
                .containsExactly(
                        "questions[0].choices has 9 items; at most 8 are allowed",
                        "questions[0].choices has “A” twice; each stands there once",
                        "questions[0].choices[2] is empty");
    }

    private static Item[] questions(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> item("Question %d?".formatted(number), "Yes"))
                .toArray(Item[]::new);
    }

    private static Item item(String text, String defaultAnswer) {
        return new Item(text, "It matters.", defaultAnswer, List.of());
    }

    private static List<String> faults(Item... items) {
        return new AskQuestions("Tools", "A shed of tools.").faults(new Asked(List.of(items)));
    }
}
