package codex.specification;

import static org.assertj.core.api.Assertions.assertThat;

import codex.specification.intake.Hints;
import codex.specification.intake.Imports;
import codex.specification.intake.Intake;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** W5.7: what was exported can be imported, whatever had been edited before. */
class RoundTripTest {
    private static final Set<String> PAGING = Set.of("page", "size", "sort");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void a_document_comes_back_identical_from_its_json(long seed) {
        var document = edited(seed);
        var taken = taken(DocumentJson.write(document));
        assertThat(taken.document()).isEqualTo(document);
        assertThat(taken.losses()).isEmpty();
        assertThat(DocumentJson.write(taken.document())).isEqualTo(DocumentJson.write(document));
    }

    /** OpenAPI knows no tables, rules or roles' meaning: what both know comes back to the letter. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void calls_come_back_from_openapi_with_their_names_paths_and_parameters(long seed) {
        var document = edited(seed);
        var taken = taken(OpenApiDocument.of(document, "1").toString()).document();
        assertThat(Flaws.of(taken).stream().filter(flaw -> !Flaws.bearable(flaw)))
                .isEmpty();
        assertThat(taken.routes().map(RoundTripTest::call))
                .containsExactlyInAnyOrderElementsOf(
                        document.routes().map(RoundTripTest::call).toList());
        // A second time round nothing changes any more.
        var again = taken(OpenApiDocument.of(taken, "1").toString()).document();
        assertThat(again.routes().map(RoundTripTest::call))
                .containsExactlyInAnyOrderElementsOf(
                        taken.routes().map(RoundTripTest::call).toList());
    }

    // A variable of a path has a name for its writer only; every list takes PAGING, said or unsaid.
    private static String call(Route route) {
        return "%s %s %s %s"
                .formatted(
                        route.name(),
                        route.method(),
                        Paths.shape(route.path()),
                        route.parameters().stream()
                                .filter(parameter -> parameter.place() != Parameter.Place.PATH)
                                .filter(parameter -> !PAGING.contains(parameter.name()))
                                .map(parameter -> parameter.place() + " " + parameter.name() + ":" + parameter.type())
                                .sorted()
                                .toList());
    }

    private static Document edited(long seed) {
        var random = new Random(seed);
        var document = List.of(
                        Samples.toDo(), Samples.library(), Samples.shop(), Samples.shortener(), Samples.helloWorld())
                .get((int) (seed % 5));
        for (int step = 0; step < 80; step++) {
            // OpenAPI without an operation is refused: the last route stays.
            if (Editor.apply(document, RandomEdits.next(document, random), "Rosa") instanceof Edited.Accepted done
                    && done.document().routes().findAny().isPresent()) {
                document = done.document();
            }
        }
        return document;
    }

    private static Intake.Taken taken(String text) {
        var intake = Imports.read(text, Hints.NONE);
        assertThat(intake).isInstanceOf(Intake.Taken.class);
        return (Intake.Taken) intake;
    }
}
