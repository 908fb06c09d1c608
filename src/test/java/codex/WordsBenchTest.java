package codex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import codex.ModelAnswers.Pair;
import codex.StoryAnswers.Part;
import codex.engine.builtin.Story;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The measures of {@code ./run bench words}, on cases that were reckoned by hand (BUILTIN-ENGINE.md, 9). */
class WordsBenchTest {
    private static final ModelAnswers CAMP = new ModelAnswers(
            List.of("Campers", "form", "camp worker", "class"),
            List.of("seat"),
            Map.of("camp worker", List.of("staff member", "staff")),
            Map.of("form", List.of("consent form", "medical form")),
            Set.of(Pair.of("camper", "form"), Pair.of("camp worker", "camper")),
            Set.of(Pair.of("form", "seat")));

    @Test
    void a_score_is_reckoned_from_right_wrong_and_missing() {
        var score = new Score(3, 1, 2);
        assertThat(score.precision()).isEqualTo(0.75);
        assertThat(score.recall()).isEqualTo(0.6);
        assertThat(score.f1()).isCloseTo(2 * 0.75 * 0.6 / 1.35, within(1e-9));
        assertThat(score.f(2)).isCloseTo(5 * 0.75 * 0.6 / (4 * 0.75 + 0.6), within(1e-9));
        assertThat(Score.NONE.f1()).isZero();
    }

    @Test
    void names_are_compared_in_the_singular_of_their_last_word() {
        assertThat(List.of(
                        "Facilities",
                        "Waste Types",
                        "class",
                        "children",
                        "Addresses",
                        "boxes",
                        "shelves",
                        "status",
                        "gas"))
                .extracting(ModelAnswers::normal)
                .containsExactly(
                        "facility", "waste type", "class", "child", "address", "box", "shelf", "status", "gas");
    }

    @Test
    void a_class_counts_once_however_often_it_is_given() {
        assertThat(CAMP.classes(List.of("camper", "campers", "Form"))).isEqualTo(new Score(2, 0, 2));
    }

    @Test
    void another_name_takes_the_class_only_if_its_own_name_was_not_given() {
        assertThat(CAMP.classes(List.of("staff member"))).isEqualTo(new Score(1, 0, 3));
        assertThat(CAMP.classes(List.of("staff", "camp worker"))).isEqualTo(new Score(1, 1, 3));
    }

    @Test
    void a_silver_class_counts_when_right_and_costs_nothing_when_missing() {
        assertThat(CAMP.classes(List.of("seat", "camper"))).isEqualTo(new Score(2, 0, 3));
    }

    @Test
    void a_kind_of_a_class_costs_nothing_beside_it_and_something_alone() {
        assertThat(CAMP.classes(List.of("form", "consent form"))).isEqualTo(new Score(1, 0, 3));
        assertThat(CAMP.classes(List.of("camper", "consent form"))).isEqualTo(new Score(1, 1, 3));
    }

    @Test
    void pairs_have_no_direction_and_silver_ones_are_neither_right_nor_wrong() {
        assertThat(CAMP.associations(List.of(
                        Pair.of("forms", "camper"),
                        Pair.of("seat", "form"),
                        Pair.of("staff", "camp worker"),
                        Pair.of("camper", "class"))))
                .isEqualTo(new Score(1, 1, 1));
    }

    @Test
    void the_parts_of_a_story_are_compared_as_sets_without_case_and_leading_determiner() throws Exception {
        var answers = StoryAnswers.read(new ObjectMapper().readTree("""
                {"text": "As a Clerk, I want to add the Books.",
                 "entities": [{"id": 1, "label": "Persona", "start_offset": 5, "end_offset": 10},
                              {"id": 2, "label": "Action", "start_offset": 22, "end_offset": 25},
                              {"id": 3, "label": "Entity", "start_offset": 26, "end_offset": 35}],
                 "relations": [{"from_id": 1, "to_id": 2, "type": "triggers"},
                               {"from_id": 2, "to_id": 3, "type": "targets"}]}"""));
        var right = Story.of("As a clerk, I want to add books.");
        for (var part : Part.values()) {
            assertThat(answers.strict(part, right)).as(part.label()).isEqualTo(new Score(1, 0, 0));
        }
        var other = Story.of("As a clerk, I want to remove old book and pens.");
        assertThat(answers.strict(Part.ACTION, other)).isEqualTo(new Score(0, 1, 1));
        assertThat(answers.strict(Part.ENTITY, other)).isEqualTo(new Score(0, 2, 1));
        assertThat(answers.relaxed(Part.ENTITY, other)).isEqualTo(new Score(1, 1, 0));
    }

    @Test
    void the_annotated_stories_are_enough_and_their_spans_are_whole_words() {
        assertThat(WordsBench.annotated()).hasSizeGreaterThanOrEqualTo(150);
        assertThat(WordsBench.BACKLOGS).hasSizeGreaterThanOrEqualTo(6);
        assertThat(WordsBench.annotated())
                .allSatisfy(story -> assertThat(story.found().get(Part.PERSONA)).hasSize(1));
        assertThat(WordsBench.annotated())
                .allSatisfy(story -> story.found()
                        .values()
                        .forEach(texts ->
                                assertThat(texts).allMatch(text -> text.strip().equals(text) && !text.isEmpty())));
    }
}
