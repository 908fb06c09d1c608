package codex.specification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "due_on, dueOn, DueOn, due_on, due-on",
        "Due on, dueOn, DueOn, due_on, due-on",
        "HTTPServer2Go, httpServer2Go, HttpServer2Go, http_server2_go, http-server2-go",
        "ÖPNV-Netz, pnvNetz, PnvNetz, pnv_netz, pnv-netz",
        "'', '', '', '', ''"
    })
    void a_name_is_written_as_its_place_has_it(String name, String camel, String pascal, String snake, String kebab) {
        assertThat(Names.camel(name)).isEqualTo(camel);
        assertThat(Names.pascal(name)).isEqualTo(pascal);
        assertThat(Names.snake(name)).isEqualTo(snake);
        assertThat(Names.kebab(name)).isEqualTo(kebab);
    }

    @ParameterizedTest
    @CsvSource({
        "book, books",
        "address, addresses",
        "bus, buses",
        "status, statuses",
        "canvas, canvases",
        "lens, lenses",
        "box, boxes",
        "waltz, waltzes",
        "quiz, quizzes",
        "branch, branches",
        "dish, dishes",
        "category, categories",
        "day, days",
        "analysis, analyses",
        "person, people",
        "child, children",
        "man, men",
        "woman, women",
        "foot, feet",
        "tooth, teeth",
        "mouse, mice",
        "shelf, shelves",
        "area, areas",
        "video, videos",
        "order_line, order_lines",
        "wish list, wish lists",
        "tennis-class, tennis-classes"
    })
    void several_are_written_as_english_has_it(String one, String several) {
        assertThat(Names.plural(one)).isEqualTo(several);
        assertThat(Names.plural(several)).isEqualTo(several);
    }

    @ParameterizedTest
    @ValueSource(strings = {"news", "series", "information", "equipment", "data", "order_details"})
    void what_cannot_be_counted_stays(String word) {
        assertThat(Names.plural(word)).isEqualTo(word);
    }

    /** The rule in one expression, which is too slow to be asked for each of a thousand names at each edit. */
    @Test
    void words_are_told_apart_as_the_rule_says() {
        var rule = "(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+";
        var random = new Random(7);
        for (int number = 0; number < 20_000; number++) {
            var name = random.ints(random.nextInt(12), 0, 10)
                    .mapToObj(index -> String.valueOf("aBcD1_ -éZ".charAt(index)))
                    .collect(Collectors.joining());
            assertThat(Names.snake(name))
                    .as(name)
                    .isEqualTo(Arrays.stream(name.split(rule, -1))
                            .filter(word -> !word.isEmpty())
                            .map(word -> word.toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining("_")));
        }
    }
}
