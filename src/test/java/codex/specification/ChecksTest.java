package codex.specification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
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

    /** W5.4: after its fix a finding is gone, and no flaw is new. */
    @Test
    void every_fix_mends_what_it_was_offered_for() {
        var labels = new TreeSet<String>();
        for (var start : List.of(Samples.helloWorld(), Samples.toDo(), Samples.library(), Samples.shop(), careless())) {
            var random = new Random(start.name().hashCode());
            var document = start;
            for (int round = 0; round < 60; round++) {
                labels.addAll(mendEach(document));
                document = Editor.apply(document, RandomEdits.next(document, random), "Rosa")
                                instanceof Edited.Accepted accepted
                        ? accepted.document()
                        : document;
            }
        }
        assertThat(labels.stream().map(label -> label.split(" ")[0]))
                .contains("Remove", "At", "Let", "Say", "It", "Take", "Point", "May", "Add", "Call");
    }

    private static List<String> mendEach(Document document) {
        var labels = new ArrayList<String>();
        var flaws = Flaws.of(document);
        for (var check : Checks.check(document)) {
            var fix = check.fix();
            if (fix == null) {
                continue;
            }
            labels.add(fix.label());
            var edited = Editor.apply(document, fix.edit(), "Rosa");
            assertThat(edited).as(check.toString()).isInstanceOf(Edited.Accepted.class);
            var after = ((Edited.Accepted) edited).document();
            assertThat(Checks.check(after))
                    .as(check.toString())
                    .noneMatch(left -> left.element().equals(check.element())
                            && left.message().equals(check.message()));
            assertThat(flaws).as(check.toString()).containsAll(Flaws.of(after));
        }
        return labels;
    }

    /** A document in which much is amiss, as an import might bring it. */
    private static Document careless() {
        var tree = DocumentJson.tree(Samples.library());
        ((ObjectNode) tree.at("/modules/0/routes/0")).put("summary", "");
        ((ObjectNode) tree.at("/modules/0/routes/1/behaviour")).put("table", "boook");
        ((ObjectNode) tree.at("/modules/1/routes/1")).set("access", DocumentJson.tree(RouteAccess.PUBLIC));
        ((ObjectNode) tree.at("/tables/0/columns/0")).put("name", "order").set("limits", DocumentJson.object());
        var column = (ObjectNode) tree.at("/tables/1/columns/0");
        column.remove("references");
        column.remove("onDelete");
        var document = DocumentJson.read(tree);
        for (var edit : List.of(
                new Edit.Add("feature", null, DocumentJson.object().put("name", "Lending and so on")),
                new Edit.Add("role", null, DocumentJson.object().put("name", "guest")),
                new Edit.Add("table", null, DocumentJson.object().put("name", "shelf")),
                new Edit.Add(
                        "column",
                        document.tables().getFirst().id(),
                        DocumentJson.object()
                                .put("name", "before_id")
                                .put("references", document.tables().getFirst().name())))) {
            document = ((Edited.Accepted) Editor.apply(document, edit, "Rosa")).document();
        }
        return document;
    }

    @Test
    void what_is_amiss_is_named() {
        assertThat(Checks.check(careless()))
                .extracting(Check::message)
                .contains(
                        "“and so on” says nothing that could be built or tested; say what is meant.",
                        "loan.book_id looks as if it pointed to book, but it does not.",
                        "Each book needs another one first, so there could never be any.",
                        "The table shelf has no columns; add one, or remove the table.",
                        "It serves none of the features.");
    }

    @Test
    void paths_that_one_request_may_mean_both_are_named() {
        var module = Samples.library().modules().getFirst().id();
        var latest = DocumentJson.object().put("path", "/books/latest").put("summary", "Shows the newest");
        var added = (Edited.Accepted) Editor.apply(Samples.library(), new Edit.Add("route", module, latest), "Rosa");
        assertThat(Checks.check(added.document()))
                .filteredOn(check -> check.element().equals(added.element()))
                .extracting(Check::message)
                .anyMatch(message -> message.startsWith("GET /books/latest may be meant for /books/{id} as well"));
    }

    @Test
    void private_values_shown_to_anyone_are_named() {
        var tree = DocumentJson.tree(Samples.shop());
        ((ObjectNode) tree.at("/tables/0/columns/0")).put("name", "owner_email");
        assertThat(Checks.check(DocumentJson.read(tree)))
                .extracting(Check::message)
                .contains("Anyone is shown owner_email, which may be private.");
    }

    @Test
    void checks_are_the_same_each_time() {
        assertThat(Checks.check(Samples.shop())).isEqualTo(Checks.check(Samples.shop()));
    }
}
