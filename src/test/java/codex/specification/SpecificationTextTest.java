package codex.specification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpecificationTextTest {
    private final Document library = Samples.library();

    @Test
    void what_concerns_one_function_is_its_route_its_tables_and_all_words() {
        var about = SpecificationText.about(library, "borrowBook", List.of("loan"));
        assertThat(about)
                .contains(library.sentences())
                .contains("`POST /books/{bookId}/loans`", "## Table: loan", "**member**")
                .doesNotContain("GET /loans", "## Table: book");
        assertThat(about.length()).isLessThan(SpecificationText.of(library).length() / 2 + 400);
    }

    @Test
    void a_function_without_a_route_has_none() {
        assertThat(SpecificationText.about(library, "viewOfBook", List.of("book")))
                .contains("## Table: book")
                .doesNotContain("## Routes");
    }
}
