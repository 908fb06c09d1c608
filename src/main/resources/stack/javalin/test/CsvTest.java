package app.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void what_is_there_stays_as_it_is() {
        assertEquals("Emma", Csv.field("Emma"));
        assertEquals("", Csv.field(null));
        assertEquals("true", Csv.field(true));
        assertEquals("12.50", Csv.field(new BigDecimal("12.50")));
    }

    @Test
    void commas_quotes_and_line_ends_stand_in_quotes() {
        assertEquals("\"a,b\"", Csv.field("a,b"));
        assertEquals("\"say \"\"yes\"\"\"", Csv.field("say \"yes\""));
        assertEquals("\"a\r\nb\"", Csv.field("a\r\nb"));
    }

    @Test
    void a_text_is_no_formula_but_a_number_may_be_below_zero() {
        for (var formula : List.of("=1+1", "+1", "-1", "@A1", "\t=1")) {
            assertEquals("'" + formula, Csv.field(formula));
        }
        assertEquals("\"'\r=1\"", Csv.field("\r=1"));
        assertEquals("\"'=A1,2\"", Csv.field("=A1,2"));
        assertEquals("-1", Csv.field(-1));
    }
}
