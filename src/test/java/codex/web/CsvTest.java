package codex.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EXPERIENCE.md, T14. */
class CsvTest {
    @Test
    void cells_are_quoted_where_they_have_to_be() {
        assertThat(Csv.line("plain", "a,b", "say \"x\"", "two\r\nlines", null, 7, -7, ""))
                .isEqualTo("plain,\"a,b\",\"say \"\"x\"\"\",\"two\r\nlines\",,7,-7,\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@x", "\tx", "\rx"})
    void a_text_that_a_spreadsheet_would_compute_is_text(String formula) {
        assertThat(Csv.line(formula).replace("\"", "")).isEqualTo("'" + formula + "\r\n");
    }
}
