package codex.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import codex.engine.builtin.RecipeBook.Match;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The file {@code triggers.txt} says, line by line, which recipes a description asks for. */
class TriggerTest {
    private static final Recipes RECIPES = new Recipes();

    @TestFactory
    Stream<DynamicTest> a_recipe_fires_on_verb_object_and_endpoint_and_on_no_near_miss() {
        return lines().map(line -> line.split("\\|", -1))
                .map(line -> DynamicTest.dynamicTest(
                        line[1] + ": " + line[2],
                        () -> assertThat(matched(line[1].strip(), line[2].strip()))
                                .as("%s: %s", line[1], line[2])
                                .isEqualTo(words(line[0]))));
    }

    @Test
    void a_toolkit_gets_every_recipe_that_keeps_nothing() {
        var toolkit = matched(
                "Developer Toolkit",
                "A broad set of small APIs, one endpoint each, for all sorts of jobs: geolocation, QR codes, exchanging"
                        + " currency and others.");
        assertThat(toolkit)
                .contains("ip_geolocation", "qr_code", "currency_exchange", "password_strength")
                .doesNotContain("url_shortener", "tic_tac_toe");
    }

    private static List<String> matched(String name, String description) {
        return RECIPES.match(DescriptionReader.read(name, description)).stream()
                .map(Match::recipe)
                .toList();
    }

    private static List<String> words(String cell) {
        return Arrays.stream(cell.strip().split("\\s+"))
                .filter(word -> !word.equals("-"))
                .toList();
    }

    private static Stream<String> lines() {
        try (var in = TriggerTest.class.getResourceAsStream("/engine/builtin/triggers.txt")) {
            var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
