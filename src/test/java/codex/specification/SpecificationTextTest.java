package codex.specification;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
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

    @Test
    void a_rule_says_of_which_rows_it_is_and_how_many() {
        assertThat(SpecificationText.of(library))
                .contains("at most 5 books on loan. (limit: `member_id`, 5, among rows whose `returned_at` is empty)");
    }

    @Test
    void a_number_is_written_as_people_write_it() {
        var ten = new BigDecimal("1E+1");
        var limits = new Limits(BigDecimal.ZERO, ten, null, null, null, null);
        assertThat(ValueWords.of(limits, true, null)).isEqualTo("0 to 10");
    }
}
