package codex.agent.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import codex.agent.requirements.DraftSpecification.Draft;
import codex.specification.Check;
import codex.specification.Checks;
import codex.specification.Document;
import codex.specification.DocumentJson;
import codex.specification.Samples;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a drafted specification may not be (RELIABILITY.md, C10, F45 to F47). */
class DraftSpecificationTest {
    @Test
    void sound_documents_have_no_fault() {
        for (var document :
                List.of(Samples.helloWorld(), Samples.toDo(), Samples.library(), Samples.shop(), Samples.shortener())) {
            assertThat(faults(document)).as(document.name()).isEmpty();
        }
    }

    @Test
    void an_id_is_given_once_and_none_is_above_the_last() {
        assertThat(faults(changed(route -> route.put("id", "e3"))))
                .anySatisfy(fault -> assertThat(fault).endsWith("The id e3 is given twice."));
        assertThat(faults(changed(route -> route.put("id", "e9"))))
                .containsExactly("GET /hello: An id is e1 to e3; found “e9”.");
    }

    @Test
    void a_path_stays_in_the_house() {
        assertThat(faults(changed(route -> route.put("path", "/a/../../etc"))))
                .containsExactly("GET /a/../../etc: “..” cannot be a part of a path; use a word.");
    }

    @Test
    void what_a_press_of_a_button_mends_is_left_to_the_person() {
        var document = changed(route -> ((ObjectNode) route.path("access")).put("level", "SIGNED_IN"));
        assertThat(Checks.check(document))
                .anySatisfy(check -> assertThat(check.severity()).isEqualTo(Check.Severity.ERROR));
        assertThat(faults(document)).isEmpty();
    }

    @Test
    void more_than_two_thousand_elements_and_a_hundred_leftovers_are_too_many() {
        var tree = DocumentJson.tree(Samples.helloWorld());
        var source = tree.at("/modules/0/source");
        IntStream.range(0, 1998)
                .forEach(number -> tree.withArray("features")
                        .addObject()
                        .put("id", "e" + (4 + number))
                        .put("name", "n")
                        .put("description", "")
                        .set("source", source));
        assertThat(faults(DocumentJson.read(tree)))
                .containsExactly("document, with all that stands in it, has 2,001 items; at most 2,000 are allowed");
        assertThat(new DraftSpecification("", "", List.of())
                        .faults(new Draft(Samples.helloWorld(), Collections.nCopies(101, "a"))))
                .containsExactly("notUsed has 101 items; at most 100 are allowed");
    }

    @Test
    void a_text_of_a_book_is_too_long() {
        assertThat(faults(Document.empty("Book", "s".repeat(100_001))))
                .contains("document.summary has 100001 characters; at most 100000 are kept");
    }

    private static Document changed(Consumer<ObjectNode> change) {
        var tree = DocumentJson.tree(Samples.helloWorld());
        change.accept((ObjectNode) tree.at("/modules/0/routes/0"));
        return DocumentJson.read(tree);
    }

    private static List<String> faults(Document document) {
        return new DraftSpecification("Hello", "Says hello.", List.of()).faults(new Draft(document, List.of()));
    }
}
