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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioSystem;
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
    void names_of_types_tables_routes_and_paths_are_unique_among_recipes_that_may_come_together() {
        var brought = RECIPES.all().stream()
                .filter(recipe -> !recipe.whole())
                .map(Recipe::brings)
                .toList();
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
    void a_recipe_for_a_whole_application_comes_alone_and_only_where_every_sentence_asks_for_it() {
        var words =
                "Appointments can be booked, moved and cancelled, and professionals can look after their own schedules.";
        assertThat(matched(words)).containsExactly("calendar_booking");
        assertThat(matched(words + " A service that generates a QR code image."))
                .containsExactly("qr_code");
        assertThat(matched(words + " Each client has a dog.")).isEmpty();
    }

    private static List<String> matched(String words) {
        return RECIPES.match(DescriptionReader.read("Example", words)).stream()
                .map(RecipeBook.Match::recipe)
                .toList();
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
    void a_professional_is_in_one_appointment_at_a_time() {
        var bench = bench("calendar_booking");
        var id = bench.made("Professional", Map.of("name", "Ada"));
        var first = book(bench, id, "09:00", "10:00");
        assertThat(first.status()).isEqualTo(201);
        assertThat(book(bench, id, "09:30", "10:30").status()).isEqualTo(409);
        assertThat(book(bench, id, "10:00", "11:00").status()).isEqualTo(201);
        assertThat(at(bench, "enterAbsence", Map.of("professionalId", id), "08:00", "09:30")
                        .status())
                .isEqualTo(409);
        assertThat(at(bench, "enterAbsence", Map.of("professionalId", id), "12:00", "13:00")
                        .status())
                .isEqualTo(201);
        assertThat(book(bench, id, "12:30", "12:45").status()).isEqualTo(409);
        var move = Map.<String, Object>of("id", first.json().get("id").asText());
        assertThat(at(bench, "moveAppointment", move, "10:30", "11:30").status())
                .isEqualTo(409);
        assertThat(at(bench, "moveAppointment", move, "09:15", "10:00").status())
                .isEqualTo(200);
        var schedule = bench.call(
                        "readSchedule",
                        Map.of("id", id, "from", "2030-06-03T00:00:00Z", "until", "2030-06-04T00:00:00Z"))
                .json();
        assertThat(schedule)
                .extracting(time -> time.get("startsAt").asText().substring(11, 16))
                .containsExactly("09:15", "10:00", "12:00");
    }

    private static Workbench.Reply book(Workbench bench, String professional, String from, String until) {
        return at(bench, "bookAppointment", Map.of("professionalId", professional), from, until);
    }

    private static Workbench.Reply at(
            Workbench bench, String route, Map<String, Object> values, String from, String until) {
        var all = new HashMap<>(values);
        all.put("startsAt", "2030-06-03T" + from + ":00Z");
        all.put("endsAt", "2030-06-03T" + until + ":00Z");
        return bench.call(route, all);
    }

    @Test
    void an_invoice_is_paid_in_parts_and_no_more() {
        var bench = bench("payment_tracking");
        var client = bench.made("Client", Map.of("name", "Example Ltd"));
        var invoice = bench.made(
                "Invoice",
                Map.of(
                        "clientId", client,
                        "amount", "200.00",
                        "currency", "EUR",
                        "issuedOn", "2026-03-01",
                        "dueOn", "2026-04-01",
                        "status", "sent"));
        assertThat(pay(bench, invoice, "50.00").status()).isEqualTo(201);
        assertThat(pay(bench, invoice, "150.01").status()).isEqualTo(409);
        var ageing = bench.call("reportAgeing", Map.of()).json();
        assertThat(ageing.get("upTo60Days").decimalValue()).isEqualByComparingTo("150");
        assertThat(ageing.at("/overdue/0/days").asInt()).isEqualTo(33);
        assertThat(pay(bench, invoice, "150.00").status()).isEqualTo(201);
        assertThat(pay(bench, invoice, "0.01").status()).isEqualTo(409);
        var report = bench.call("reportFinances", Map.of()).json();
        assertThat(report.get("received").decimalValue()).isEqualByComparingTo("200");
        assertThat(report.get("outstanding").decimalValue()).isEqualByComparingTo("0");
        assertThat(report.get("averageDaysToPay").asDouble()).isEqualTo(64);
    }

    private static Workbench.Reply pay(Workbench bench, String invoice, String amount) {
        return bench.call("recordPayment", Map.of("id", invoice, "amount", amount));
    }

    @Test
    void a_page_tells_what_it_is_about() {
        var bench = bench("url_preview");
        var article = bench.call("previewUrl", Map.of("url", "https://recorded.example/article.html"))
                .json();
        assertThat(article.get("title").asText()).isEqualTo("Tea is served");
        assertThat(article.get("description").asText()).isEqualTo("What tea does to & for you. 🍵");
        assertThat(article.get("image").asText()).isEqualTo("https://recorded.example/news/cup.png");
        assertThat(article.get("icon").asText()).isEqualTo("https://recorded.example/icon.svg");
        assertThat(article.get("canonical").asText()).isEqualTo("https://recorded.example/news/tea");
        assertThat(article.get("siteName").asText()).isEqualTo("The Tea Times");
        assertThat(article.get("kind").asText()).isEqualTo("article");
        assertThat(article.get("language").asText()).isEqualTo("en");
        var plain = bench.call("previewUrl", Map.of("url", "https://recorded.example/plain.html"))
                .json();
        assertThat(plain.get("title").asText()).isEqualTo("A plain page");
        assertThat(plain.get("description").asText()).isEqualTo("Nothing more.");
        assertThat(plain.get("image").isNull()).isTrue();
        assertThat(bench.call("previewUrl", Map.of("url", "https://recorded.example/news.rss"))
                        .status())
                .isEqualTo(502);
        assertThat(bench.call("previewUrl", Map.of("url", "https://recorded.example/missing.html"))
                        .status())
                .isEqualTo(502);
    }

    @Test
    void feeds_of_three_kinds_are_read() {
        var bench = bench("rss_to_json");
        var rss = feed(bench, "news.rss").json();
        assertThat(rss.get("title").asText()).isEqualTo("Tea news");
        assertThat(rss.get("format").asText()).isEqualTo("rss_2.0");
        assertThat(rss.get("items")).hasSize(2);
        var first = rss.at("/items/0");
        assertThat(first.get("title").asText()).isEqualTo("First & best");
        assertThat(first.get("id").asText()).isEqualTo("tea-1");
        assertThat(first.get("publishedAt").asText()).isEqualTo("2026-05-04T10:15:00Z");
        assertThat(first.get("summary").asText()).isEqualTo("<p>It is there.</p>");
        assertThat(first.get("categories")).hasSize(2);
        assertThat(first.at("/attachments/0").asText()).isEqualTo("https://recorded.example/1.mp3");
        var atom = feed(bench, "news.atom").json();
        assertThat(atom.at("/items/0/summary").asText()).isEqualTo("<p>Whole</p>");
        assertThat(atom.at("/items/0/author").asText()).isEqualTo("Ada");
        assertThat(feed(bench, "news.rdf").json().at("/items/0/title").asText()).isEqualTo("Described");
    }

    @Test
    void a_feed_names_no_file_and_does_not_grow() {
        var bench = bench("rss_to_json");
        for (var name : List.of("outside.rss", "laughs.rss", "half.rss", "article.html")) {
            assertThat(feed(bench, name).status()).as(name).isEqualTo(502);
        }
    }

    private static Workbench.Reply feed(Workbench bench, String name) {
        return bench.call("readFeed", Map.of("url", "https://recorded.example/" + name));
    }

    @Test
    void each_page_of_a_pdf_is_marked() throws Exception {
        var bench = bench("pdf_watermark");
        var marked = watermark(bench, "three-pages.pdf", Map.of("text", "DRAFT"));
        assertThat(marked.status()).isEqualTo(200);
        var bytes = marked.json().get("bytes").binaryValue();
        assertThat(new String(bytes, 0, 5, UTF_8)).isEqualTo("%PDF-");
        var image = Map.of("name", "a.png", "mediaType", "image/png", "bytes", png(40, 20));
        assertThat(watermark(bench, "three-pages.pdf", Map.of("image", image, "place", "top", "angle", 0))
                        .status())
                .isEqualTo(200);
        assertThat(watermark(bench, "three-pages.pdf", Map.of("image", image, "text", "DRAFT"))
                        .status())
                .isEqualTo(400);
        assertThat(watermark(bench, "three-pages.pdf", Map.of()).status()).isEqualTo(400);
        assertThat(watermark(bench, "three-pages.pdf", Map.of("text", "世界")).status())
                .isEqualTo(400);
        assertThat(watermark(bench, "encrypted.pdf", Map.of("text", "DRAFT")).status())
                .isEqualTo(400);
        assertThat(watermark(bench, "text.txt", Map.of("text", "DRAFT")).status())
                .isEqualTo(400);
    }

    private static Workbench.Reply watermark(Workbench bench, String file, Map<String, Object> values)
            throws Exception {
        try (var in = RecipesTest.class.getResourceAsStream("/bench/tasks/files/" + file)) {
            var upload = Map.of("name", file, "mediaType", "", "bytes", in.readAllBytes());
            var all = new HashMap<String, Object>(values);
            all.put("pdf", upload);
            return bench.call("watermarkPdf", all);
        }
    }

    @Test
    void english_is_spoken() throws Exception {
        var bench = bench("text_to_speech");
        var text = "The quick brown fox jumps over 12 lazy dogs, doesn't it?";
        var slow = seconds(bench.call("speakText", Map.of("text", text)));
        var fast = seconds(bench.call("speakText", Map.of("text", text, "rate", 2)));
        assertThat(slow).isBetween(2.0, 6.0);
        assertThat(fast).isBetween(0.4 * slow, 0.6 * slow);
        for (var letter = 'a'; letter <= 'z'; letter++) {
            var word = letter + "x" + letter + " " + letter + letter + letter;
            assertThat(bench.call("speakText", Map.of("text", word)).status())
                    .as(word)
                    .isEqualTo(200);
        }
        assertThat(bench.call("speakText", Map.of("text", "привет")).status()).isEqualTo(400);
    }

    private static double seconds(Workbench.Reply reply) throws Exception {
        assertThat(reply.status()).isEqualTo(200);
        try (var sound = AudioSystem.getAudioInputStream(
                new ByteArrayInputStream(reply.json().get("bytes").binaryValue()))) {
            return sound.getFrameLength() / (double) sound.getFormat().getFrameRate();
        }
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
