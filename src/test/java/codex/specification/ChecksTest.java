package codex.specification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class ChecksTest {
    @Test
    void an_empty_application_cannot_be_developed() {
        var checks = Checks.check(Document.empty("Nothing", ""));
        assertThat(Checks.ready(checks)).isFalse();
        assertThat(checks).extracting(Check::message).first().asString().contains("There is no route yet");
    }

    @Test
    void orphans_name_their_element_and_the_nearest() {
        var tree = DocumentJson.tree(Samples.library());
        var route = (ObjectNode) tree.at("/modules/0/routes/0");
        ((ObjectNode) route.get("behaviour")).put("table", "boook");
        assertThat(Checks.check(DocumentJson.read(tree)))
                .filteredOn(check -> check.element().equals(route.get("id").asText()))
                .extracting(Check::message)
                .contains("There is no table “boook”. Nearest: book.");
    }

    @Test
    void unused_things_and_private_rows_in_public_are_warnings() {
        var tree = DocumentJson.tree(Samples.library());
        var list = (ObjectNode) tree.at("/modules/1/routes/1");
        list.set("access", DocumentJson.tree(RouteAccess.PUBLIC));
        var added = (Edited.Accepted) Editor.apply(
                DocumentJson.read(tree),
                new Edit.Add("role", null, DocumentJson.object().put("name", "guest")),
                "Rosa");
        assertThat(Checks.check(added.document()))
                .filteredOn(check -> check.severity() == Check.Severity.WARNING)
                .extracting(Check::message)
                .contains(
                        "Anyone may read rows of loan, which belong to people.",
                        "No route is for the role guest alone.");
    }

    @Test
    void checks_are_the_same_each_time() {
        assertThat(Checks.check(Samples.shop())).isEqualTo(Checks.check(Samples.shop()));
    }
}
