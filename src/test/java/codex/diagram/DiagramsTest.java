package codex.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import codex.LargeSpecification;
import codex.specification.Document;
import codex.specification.Samples;
import codex.specification.Specification;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiagramsTest {
    static Stream<Document> documents() {
        return Stream.of(
                Document.empty("Empty", ""),
                Samples.helloWorld(),
                Samples.toDo(),
                Samples.library(),
                Samples.shop(),
                LargeSpecification.document());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void boxes_stand_inside_the_picture_and_apart(Document document) {
        for (var picture : Picture.values()) {
            var drawing = Diagrams.draw(document, picture);
            // Boxes are told apart by value below, so one drawn twice on its own place must fail here.
            assertThat(drawing.boxes()).doesNotHaveDuplicates();
            for (var box : drawing.boxes()) {
                assertThat(box.x()).isNotNegative();
                assertThat(box.x() + box.width()).isLessThanOrEqualTo(drawing.width());
                assertThat(box.y() + box.height()).isLessThanOrEqualTo(drawing.height());
                assertThat(drawing.boxes()).noneMatch(other -> !other.equals(box) && overlap(box, other));
            }
        }
    }

    @Test
    void every_table_has_a_box_with_its_columns_and_leads_to_it() {
        var document = Samples.shop();
        var drawing = Diagrams.draw(document, Picture.TABLES);
        for (var table : document.tables()) {
            var box = drawing.boxes().stream()
                    .filter(each -> table.id().equals(each.element()))
                    .findFirst()
                    .orElseThrow();
            assertThat(box.title()).isEqualTo(table.name());
            assertThat(box.rows())
                    .extracting(row -> row.text().replace("?", ""))
                    .containsAll(table.columns().stream()
                            .map(column -> column.name())
                            .toList());
        }
    }

    @Test
    void a_relation_says_how_many_on_both_sides() {
        var drawing = Diagrams.draw(Samples.library(), Picture.TABLES);
        assertThat(drawing.lines())
                .extracting(Drawing.Line::words)
                .contains("A loan has one book (book_id); a book has any number of loan.");
        assertThat(drawing.lines()).allMatch(line -> line.start() == Drawing.End.ONE && line.end() == Drawing.End.MANY);
    }

    @Test
    void the_states_of_an_enum_stand_below_their_column() {
        var rows =
                Diagrams.draw(Samples.toDo(), Picture.TABLES).boxes().getFirst().rows();
        assertThat(rows).extracting(row -> row.note().strip()).contains("open · done");
    }

    @Test
    void keys_alone_leave_plain_columns_out() {
        var rows =
                Diagrams.draw(Samples.library(), Picture.KEYS).boxes().stream().flatMap(box -> box.rows().stream());
        assertThat(rows).extracting(Drawing.Row::text).containsExactlyInAnyOrder("isbn", "book_id", "member_id");
    }

    @Test
    void every_route_leads_to_its_element_and_to_its_table() {
        var document = LargeSpecification.document();
        var drawing = Diagrams.draw(document, Picture.ROUTES);
        assertThat(drawing.boxes().stream().flatMap(box -> box.rows().stream()))
                .extracting(Drawing.Row::element)
                .containsExactlyElementsOf(
                        document.routes().map(route -> route.id()).toList());
        assertThat(drawing.lines()).hasSize(LargeSpecification.ROUTES);
    }

    @Test
    void a_version_is_drawn_once() {
        var diagrams = new Diagrams();
        var version = new Specification(7, 1, 1, null, Samples.library(), "drafted", "agent", Instant.EPOCH);
        assertThat(diagrams.of(version, Picture.TABLES)).isSameAs(diagrams.of(version, Picture.TABLES));
        assertThat(diagrams.of(version, Picture.KEYS)).isNotSameAs(diagrams.of(version, Picture.TABLES));
    }

    private static boolean overlap(Drawing.Box one, Drawing.Box other) {
        return one.x() < other.x() + other.width()
                && other.x() < one.x() + one.width()
                && one.y() < other.y() + other.height()
                && other.y() < one.y() + one.height();
    }
}
