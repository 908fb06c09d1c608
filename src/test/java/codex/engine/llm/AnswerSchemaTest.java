package codex.engine.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codex.agent.requirements.DraftSpecification;
import codex.agent.requirements.ReviseSpecification.Revision;
import codex.engine.llm.AnswerText.Malformed;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What is sent as the schema of an answer is what the answer is held to (RELIABILITY.md, C9). */
class AnswerSchemaTest {
    @Test
    void each_case_of_an_edit_is_told_by_its_name_and_has_its_members() {
        var edits = AnswerSchema.of(Revision.class).at("/properties/edits/items/anyOf");
        assertThat(edits.findValuesAsText("const")).containsExactly("Add", "Change", "Copy", "Move", "Remove");
        assertThat(edits.at("/0/required").toString()).isEqualTo("[\"kind\",\"parent\",\"values\",\"edit\"]");
        assertThat(edits.at("/0/properties/values/type").asText()).isEqualTo("object");
    }

    @Test
    void what_comes_often_stands_once_and_is_referred_to() {
        var schema = AnswerSchema.of(DraftSpecification.Draft.class);
        var source = schema.at("/$defs/Route/properties/source/$ref").asText();
        assertThat(source).isEqualTo("#/$defs/Source");
        assertThat(schema.at(source.substring(1))
                        .at("/properties/confidence/type")
                        .asText())
                .isEqualTo("number");
        assertThat(schema.findValues("$defs")).hasSize(1);
        assertThat(schema.findValuesAsText("$ref"))
                .allSatisfy(reference -> assertThat(
                                schema.at(reference.substring(1)).isMissingNode())
                        .isFalse());
    }

    @Test
    void of_an_empty_object_every_required_member_is_missed() {
        for (var question : AnswersCorpusTest.questions().values()) {
            var type = question.answerType();
            assertThatThrownBy(() -> AnswerShape.fitted(JsonNodeFactory.instance.objectNode(), type))
                    .isInstanceOf(Malformed.class)
                    .satisfies(malformed -> needed(AnswerSchema.of(type))
                            .forEach(member -> assertThat(malformed).hasMessageContaining(member + " is missing")));
        }
    }

    // What may be null may as well not be there.
    private static List<String> needed(ObjectNode schema) {
        return StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .filter(member -> !schema.path("properties").path(member).has("anyOf"))
                .toList();
    }
}
