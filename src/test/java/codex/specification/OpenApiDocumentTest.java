package codex.specification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenApiDocumentTest {
    @ParameterizedTest
    @MethodSource("codex.specification.EditorTest#samples")
    void every_route_is_an_operation_and_every_reference_leads_somewhere(Document document) {
        var json = OpenApiDocument.of(document, "3");
        assertThat(json.path("openapi").asText()).isEqualTo("3.1.0");
        var operations = new ArrayList<String>();
        json.findValuesAsText("operationId").forEach(operations::add);
        assertThat(operations)
                .containsExactlyInAnyOrderElementsOf(
                        document.routes().map(Route::name).toList());
        for (var reference : json.findValuesAsText("$ref")) {
            assertThat(json.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        }
        json.findValues("responses")
                .forEach(responses -> assertThat(responses.isEmpty()).isFalse());
    }

    @Test
    void access_limits_and_usual_answers_are_told() {
        var json = OpenApiDocument.of(Samples.library(), "3");
        var create = json.at("/paths/~1books/post");
        assertThat(create.at("/responses/201/headers/Location").isObject()).isTrue();
        assertThat(create.at("/x-roles/0").asText()).isEqualTo("librarian");
        assertThat(names(create.path("responses"))).contains("201", "400", "401", "403");
        assertThat(json.at("/components/schemas/BookInput/properties/title/maxLength")
                        .asInt())
                .isEqualTo(200);
        assertThat(json.at("/components/schemas/LoanInput/properties/memberId").isMissingNode())
                .isTrue();
    }

    private static List<String> names(JsonNode json) {
        var names = new ArrayList<String>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
