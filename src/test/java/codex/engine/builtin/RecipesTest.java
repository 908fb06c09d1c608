package codex.engine.builtin;

import static codex.engine.builtin.Workbench.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import codex.specification.Behaviour;
import codex.specification.Example;
import codex.specification.Names;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class RecipesTest {
    private static final Recipes RECIPES = new Recipes();

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> each_recipe_compiles_strictly_and_its_examples_hold() {
        return RECIPES.all().stream()
                .map(recipe -> DynamicTest.dynamicTest(recipe.name(), () -> {
                    var bench = bench(recipe.name());
                    recipe.brings()
                            .routes()
                            .filter(route -> route.behaviour().kind() == Behaviour.Kind.RECIPE)
                            .forEach(route -> route.examples().forEach(example -> holds(bench, route.name(), example)));
                }));
    }

    private static void holds(Workbench bench, String route, Example example) {
        if (example.values() == null) {
            return;
        }
        var reply = bench.call(route, example.values());
        assertThat(reply.status())
                .as("%s: %s, %s", route, example.when(), reply.value())
                .isEqualTo(example.status());
        if (example.answer() != null) {
            assertThat(Workbench.has(reply.json(), example.answer()))
                    .as("%s: %s wants %s of %s", route, example.when(), example.answer(), reply.json())
                    .isTrue();
        }
    }

    @Test
    void names_of_functions_are_unique_in_the_library() {
        assertThat(RECIPES.all().stream()
                        .flatMap(recipe -> recipe.functions().stream())
                        .map(Recipe.Made::name))
                .doesNotHaveDuplicates();
    }

    @Test
    void names_of_types_tables_routes_and_paths_are_unique_in_the_library() {
        var brought = RECIPES.all().stream().map(Recipe::brings).toList();
        assertThat(brought.stream()
                        .flatMap(document -> Stream.concat(
                                Stream.concat(
                                        document.types().stream().map(type -> type.name()),
                                        document.enums().stream().map(each -> each.name())),
                                document.tables().stream().map(table -> Names.pascal(table.name())))))
                .doesNotHaveDuplicates();
        assertThat(brought.stream()
                        .flatMap(document -> document.routes())
                        .map(route -> route.method() + " " + route.path()))
                .doesNotHaveDuplicates();
    }

    @Test
    void every_route_that_can_be_called_as_it_stands_has_an_example() {
        assertThat(RECIPES.all().stream().flatMap(recipe -> recipe.brings().routes()))
                .allSatisfy(
                        route -> assertThat(route.examples()).as(route.name()).isNotEmpty());
    }

    @Test
    void a_short_link_is_followed_to_its_address() {
        var bench = bench("url_shortener");
        var link = bench.call("shortenLink", Map.of("url", text("https://example.org/x?y=1")))
                .json();
        assertThat(link.get("shortUrl").asText())
                .isEqualTo("http://localhost:8080/r/" + link.get("code").asText());
        var followed = bench.call("followLink", Map.of("code", link.get("code")));
        assertThat(followed.status()).isEqualTo(302);
        assertThat(followed.value()).hasToString("https://example.org/x?y=1");
    }

    @Test
    void an_alias_is_given_once() {
        var bench = bench("url_shortener");
        var values = Map.of("url", text("https://example.org/"), "alias", text("spring"));
        assertThat(bench.call("shortenLink", values).status()).isEqualTo(201);
        assertThat(bench.call("shortenLink", values).status()).isEqualTo(409);
    }

    @Test
    void only_addresses_of_the_web_are_shortened() {
        var bench = bench("url_shortener");
        for (var url : List.of(
                "ftp://example.org/",
                "javascript:alert(1)",
                "//example.org",
                "http:/example.org",
                "https://exa mple.org",
                "https://example.org/\r\nSet-Cookie: a=b",
                "http://localhost:8080/r/abcdefg")) {
            assertThat(bench.call("shortenLink", Map.of("url", text(url))).status())
                    .as(url)
                    .isEqualTo(400);
        }
    }

    @Test
    void a_game_of_tic_tac_toe_is_played_to_its_end() {
        var bench = bench("tic_tac_toe");
        var x = bench.call("createGame", Map.of()).json();
        var id = x.at("/game/id");
        var xKey = x.get("playerKey");
        assertThat(move(bench, id, xKey, 1, 1).status()).isEqualTo(409);
        var o = bench.call("joinGame", Map.of("id", id)).json();
        var oKey = o.get("playerKey");
        assertThat(bench.call("joinGame", Map.of("id", id)).status()).isEqualTo(409);
        assertThat(move(bench, id, text("nobody"), 1, 1).status()).isEqualTo(403);
        assertThat(move(bench, id, oKey, 1, 1).status()).isEqualTo(409);
        assertThat(move(bench, id, xKey, 1, 1).status()).isEqualTo(200);
        assertThat(move(bench, id, oKey, 1, 1).status()).isEqualTo(409);
        assertThat(move(bench, id, oKey, 4, 1).status()).isEqualTo(400);
        move(bench, id, oKey, 2, 1);
        move(bench, id, xKey, 1, 2);
        move(bench, id, oKey, 2, 2);
        var won = move(bench, id, xKey, 1, 3).json();
        assertThat(won.get("state").asText()).isEqualTo("won");
        assertThat(won.get("winner").asText()).isEqualTo("x");
        assertThat(move(bench, id, oKey, 2, 3).status()).isEqualTo(409);
        assertThat(bench.call("readGame", Map.of("id", id)).json()).isEqualTo(won);
    }

    @Test
    void an_image_is_fitted_filled_and_cropped() throws Exception {
        var bench = bench("image_resize");
        assertThat(resized(bench, png(400, 100), 200, 200, "fit")).isEqualTo("200x50");
        assertThat(resized(bench, png(400, 100), 50, 60, "fill")).isEqualTo("50x60");
        assertThat(resized(bench, png(400, 100), 50, 50, "crop")).isEqualTo("50x50");
        assertThat(resized(bench, png(1, 300), 100, 100, "fit")).isEqualTo("1x100");
    }

    @Test
    void an_invoice_is_numbered_and_printed() throws Exception {
        var bench = bench("invoice");
        var line = Map.of(
                "kind",
                "hours",
                "description",
                "Ümläut \u4f60\u597d\n",
                "quantity",
                1,
                "unitPrice",
                10,
                "taxPercent",
                19);
        var values = Map.of("customer", "Example Ltd", "currency", "EUR", "lines", Collections.nCopies(50, line));
        bench.call("makeInvoice", values);
        var second = bench.call("makeInvoice", values).json();
        assertThat(second.get("number").asInt()).isEqualTo(2);
        assertThat(second.get("gross").decimalValue()).isEqualByComparingTo("595");
        var printed = bench.call("printInvoice", Map.of("id", second.get("id")));
        assertThat(printed.status()).isEqualTo(200);
        assertThat(new String(printed.json().get("bytes").binaryValue(), UTF_8)).startsWith("%PDF-");
    }

    @Test
    void what_is_no_image_is_refused() throws Exception {
        var bench = bench("image_resize");
        var whole = png(40, 40);
        for (var bytes : List.of(new byte[0], "hello".getBytes(UTF_8), Arrays.copyOf(whole, whole.length / 2))) {
            assertThat(resize(bench, bytes, 10, 10, "fit").status()).isEqualTo(400);
        }
    }

    private static String resized(Workbench bench, byte[] bytes, int width, int height, String mode) throws Exception {
        var reply = resize(bench, bytes, width, height, mode);
        assertThat(reply.status()).isEqualTo(200);
        var image =
                ImageIO.read(new ByteArrayInputStream(reply.json().get("bytes").binaryValue()));
        return image.getWidth() + "x" + image.getHeight();
    }

    private static Workbench.Reply resize(Workbench bench, byte[] bytes, int width, int height, String mode) {
        return bench.call(
                "resizeImage",
                Map.of(
                        "image", Map.of("name", "a.png", "mediaType", "image/png", "bytes", bytes),
                        "width", width,
                        "height", height,
                        "mode", mode));
    }

    private static byte[] png(int width, int height) throws Exception {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    private static Workbench.Reply move(
            Workbench bench,
            com.fasterxml.jackson.databind.JsonNode id,
            com.fasterxml.jackson.databind.JsonNode key,
            int row,
            int column) {
        return bench.call(
                "makeMove", Map.of("id", id, "X-Player-Key", key, "row", text("" + row), "column", text("" + column)));
    }

    private Workbench bench(String name) {
        var recipe = RECIPES.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        return new Workbench(RECIPES, recipe.brings(), folder.resolve(name));
    }
}
