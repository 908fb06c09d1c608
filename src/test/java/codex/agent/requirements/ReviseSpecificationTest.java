package codex.agent.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import codex.agent.requirements.ReviseSpecification.Revision;
import codex.specification.Edit;
import codex.specification.Samples;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What edits an engine may give (RELIABILITY.md, C10, F47). */
class ReviseSpecificationTest {
    private static final ObjectNode VALUES = JsonNodeFactory.instance.objectNode();

    @Test
    void elements_of_the_document_and_the_document_itself_can_be_edited() {
        assertThat(faults(
                        new Edit.Change("document", VALUES),
                        new Edit.Copy("e9"),
                        new Edit.Move("e3", "e8", 0),
                        new Edit.Remove("e8", true, List.of("e9"))))
                .isEmpty();
    }

    @Test
    void an_element_that_these_edits_may_add_is_left_to_the_editor() {
        assertThat(faults(new Edit.Add("table", null, VALUES), new Edit.Add("column", "e22", VALUES)))
                .isEmpty();
    }

    @Test
    void an_element_that_is_not_there_is_named_with_its_edit() {
        assertThat(faults(
                        new Edit.Copy("task"),
                        new Edit.Add("column", "e0", VALUES),
                        new Edit.Move("e3", "../e8", 0),
                        new Edit.Remove("e8", true, List.of("e9", "loan"))))
                .containsExactly(
                        "edits[0] names the element “task”, and there is none",
                        "edits[1] names the element “e0”, and there is none",
                        "edits[2] names the element “../e8”, and there is none",
                        "edits[3] names the element “loan”, and there is none");
    }

    @Test
    void a_kind_that_is_not_there_is_answered_with_those_that_are() {
        assertThat(faults(new Edit.Add("Column", "e8", VALUES)))
                .singleElement()
                .asString()
                .startsWith("edits[0].kind is one of feature, role, module, route")
                .endsWith("found “Column”");
    }

    @Test
    void there_is_an_edit_or_a_word_why_there_is_none() {
        assertThat(faults()).containsExactly("edits is empty; notUnderstood says why, and is empty too");
        assertThat(faults(new Revision(List.of(), "What is a reminder?"))).isEmpty();
    }

    @Test
    void two_hundred_edits_and_an_instructions_length_are_the_most() {
        assertThat(faults(new Revision(Collections.nCopies(200, new Edit.Copy("e9")), "a".repeat(10_000))))
                .isEmpty();
        assertThat(faults(new Revision(Collections.nCopies(201, new Edit.Copy("e9")), "a".repeat(10_001))))
                .containsExactly(
                        "edits has 201 items; at most 200 are allowed",
                        "notUnderstood has 10,001 characters; at most 10,000 are allowed");
    }

    private static List<String> faults(Edit... edits) {
        return faults(new Revision(List.of(edits), ""));
    }

    private static List<String> faults(Revision revision) {
        return new ReviseSpecification(Samples.toDo(), "Add a reminder.", List.of()).faults(revision);
    }
}
