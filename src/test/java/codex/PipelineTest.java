package codex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import codex.sandbox.Sandboxes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From words to a verified, deployed project with the whole program running: real database, queue, writer and sandbox. */
class PipelineTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final YAMLMapper YAML = new YAMLMapper();

    /** What a sentence says that ends a draft: what was expected, and what to do. */
    private static final String TEACHES = "(?s).*(Say |Write ).*\\.";

    @TempDir
    private static Path home;

    private static Program program;

    @BeforeAll
    static void start() {
        program = new Program(home);
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    /** What a person does in the browser, as a program does it. */
    @Test
    void words_become_a_corrected_verified_downloaded_and_deployed_app() throws IOException {
        needsASandbox();
        var app = program.described("Greeter", "One endpoint that returns hello world");
        var drafted = Program.version(app, program.draft(app));
        var document = program.get(drafted).path("document");
        assertThat(document.at("/modules/0/routes")).hasSize(1);
        assertThat(document.path("modules")).hasSize(1);
        assertThat(document.path("tables")).isEmpty();
        assertThat(document.path("access").asText()).isEqualTo("NONE");

        var route = document.at("/modules/0/routes/0/id").asText();
        var edited = program.json(
                program.call(
                        "PATCH",
                        drafted + "/elements/" + route,
                        JSON.objectNode().put("path", "/greeting")),
                201);
        var developed = program.developed(app + "/specs/" + edited.path("id").asLong());
        var shown = program.get(developed);
        assertThat(shown.path("state").asText()).as("%s", shown).isEqualTo("verified");
        assertThat(shown.path("routes").findValuesAsText("path")).containsExactly("/greeting");
        assertThat(shown.path("routes").findValuesAsText("state")).containsExactly("verified");
        assertThat(program.get(developed + "/findings").path("items")).isEmpty();
        assertThat(unzipped(developed)).containsKeys("greeter/VERIFICATION.md", "greeter/pom.xml", "greeter/README.md");

        var started = program.json(
                program.call(
                        "POST", developed + "/deployments", JSON.objectNode().put("target", "hosted")),
                202);
        assertThat(program.ended(started).path("state").asText()).isEqualTo("succeeded");
        var deployment = "/deployments/" + started.at("/deployment/id").asLong();
        var live = program.get(deployment);
        assertThat(live.path("state").asText()).as("%s", live).isEqualTo("live");
        assertThat(program.hosted(live.path("url").asText(), "/greeting")).startsWith("HTTP/1.1 200");

        assertThat(program.call("DELETE", app).statusCode()).isEqualTo(204);
        assertThat(program.call("GET", deployment).statusCode()).isEqualTo(404);
        assertThat(program.hosted(live.path("url").asText(), "/greeting")).startsWith("HTTP/1.1 404");
    }

    /** S39: only the report of the run, which tells times, differs. */
    @Tag("slow")
    @Test
    void the_same_specification_gives_the_same_bytes() throws IOException {
        needsASandbox();
        var app = program.described("Pantry", "Keep jars with a label, a weight and the day they were filled.");
        var version = Program.version(app, program.draft(app));
        var first = unzipped(program.developed(version));
        var second = unzipped(program.developed(version));
        assertThat(first).hasSizeGreaterThan(20);
        assertThat(told(second)).isEqualTo(told(first));
    }

    static Stream<String> nonsense() {
        return Stream.of(
                "<script>alert(1)</script>",
                "../../etc/passwd",
                "colourless green ideas sleep furiously",
                "asdf qwer zxcv",
                "books",
                "?!... ;;; ---",
                "{{7*7}} ${7*7} #{7*7} <%= 7*7 %>",
                "\u0001\u0002\u001b[31m\u0007 \u0085 control characters",
                "\u202e\u200f\u2066 \uD83D\uDCDA\uD83D\uDE80 \u0301\u0301\u0301",
                "class App { static { Runtime.getRuntime().exec(\"rm -rf /\"); } }",
                "Eine Bücherei mit Mitgliedern und Ausleihen.",
                "Une bibliothèque avec des membres qui empruntent des livres.",
                "Una biblioteca con socios y libros.",
                "Una biblioteca con libri e prestiti.",
                "Um sistema de livros com membros.",
                "Een bibliotheek met leden en boeken.",
                "Библиотека с книгами и читателями.",
                "图书馆管理系统。",
                "図書館の管理システム。",
                "مكتبة بها كتب وأعضاء.");
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void words_that_say_nothing_end_in_a_sentence_that_says_what_to_write(String description) {
        var app = program.described("Nonsense", description);
        var job = program.draft(app);
        assertThat(job.path("state").asText()).isEqualTo("failed");
        assertThat(job.at("/error/message").asText()).matches(TEACHES).doesNotContain("Exception");
        assertThat(program.get(app + "/specs").path("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; drop table application; --",
                "An app with a table for <script>alert(1)</script> notes.",
                "\u202eevil\u202c a list of \uD83D\uDCDA books \uD83D\uDE80"
            })
    void hostile_words_with_a_meaning_become_a_small_sound_specification(String description) {
        var app = program.described("Hostile", description);
        var version = Program.version(app, program.draft(app));
        var document = program.get(version).path("document");
        assertThat(document.path("tables")).hasSize(1);
        assertThat(document.findValues("routes").stream()
                        .mapToInt(JsonNode::size)
                        .sum())
                .isBetween(1, 5);
        assertThat(document.path("tables").get(0).path("name").asText()).matches("[a-z_]+");
        assertThat(program.get(version + "/checks").path("items").findValuesAsText("severity"))
                .doesNotContain("ERROR");
        assertThat(program.get("/apps").path("items")).isNotEmpty();
    }

    @Test
    void many_words_are_read_in_bounded_time_and_more_are_refused_before_anything_is_kept() {
        var app = program.described("Long", "a library with books. ".repeat(900));
        assertThat(program.get(Program.version(app, program.draft(app)))
                        .at("/document/tables")
                        .findValuesAsText("name"))
                .startsWith("book");
        var before = program.get("/apps").path("items").size();
        var tooLong = JSON.objectNode().put("name", "Too long").put("description", "a".repeat(1_000_000));
        var refused = program.json(program.call("POST", "/apps", tooLong), 422);
        assertThat(refused.path("detail").asText()).contains("20480 bytes", "found 1000000");
        var larger = JSON.objectNode().put("name", "Larger").put("description", "a".repeat(1 << 20));
        assertThat(program.call("POST", "/apps", larger).statusCode()).isEqualTo(413);
        var empty = JSON.objectNode().put("name", "Empty").put("description", "");
        var nothing = program.json(program.call("POST", "/apps", empty), 422);
        assertThat(nothing.path("detail").asText()).contains("in words", "found 0");
        assertThat(program.get("/apps").path("items")).hasSize(before);
    }

    static Stream<List<String>> injections() {
        return Stream.of(
                List.of(
                        "../../etc/passwd",
                        "Keep notes with a title. ../../etc/passwd, ..\\..\\windows and /etc/shadow."),
                List.of(
                        "<script>alert(1)</script>",
                        "Keep notes with a title. <script>alert(1)</script> <img src=x onerror=alert(1)> ${7*7} {{7*7}}"),
                List.of(
                        "'; drop table application; --",
                        "Keep notes with a title. '; drop table note; -- \"; System.exit(7); // \\u002a\\u002f "
                                + "System.exit(7); \\u000a */ \"\"\" $$ %s \\"));
    }

    /**
     * Names and words of attackers stand in the project's texts only, and there as texts. That the project is verified
     * proves that it compiles, starts and answers with them in it; X-items of RELIABILITY.md prove the box.
     */
    @Tag("slow")
    @ParameterizedTest
    @MethodSource("injections")
    void hostile_names_and_words_stay_texts_in_the_developed_project(List<String> words) throws IOException {
        needsASandbox();
        var app = program.described(words.getFirst(), words.getLast());
        var drafted = Program.version(app, program.draft(app));
        var developed = program.developed(poisoned(app, drafted, words.getLast()));
        var shown = program.get(developed);
        assertThat(shown.path("state").asText())
                .as("%s %s", shown, program.get(developed + "/findings"))
                .isEqualTo("verified");
        var files = unzipped(developed);
        files.forEach((path, content) -> {
            assertThat(path).matches("[A-Za-z0-9_./-]+").doesNotContain("..").doesNotStartWith("/");
            if (path.endsWith(".md")) {
                assertThat(content).as(path).doesNotContain("<script", "<img");
            }
            if (path.endsWith(".sql")) {
                assertThat(content.lines().filter(line -> !line.startsWith("--")))
                        .as(path)
                        .noneMatch(line -> line.contains("drop table") || line.contains("System.exit"));
            }
        });
        var openApi = YAML.readTree(files.get(root(files) + "/openapi.yaml"));
        assertThat(openApi.at("/info/title").asText()).isEqualTo(words.getFirst());
        assertThat(openApi.at("/info/description").asText()).isEqualTo(words.getLast());
        assertThat(program.get("/apps").path("items")).isNotEmpty();
    }

    /** The version after the words were also written into every text of the specification that a person can edit. */
    private static String poisoned(String app, String version, String words) {
        var document = program.get(version).path("document");
        var route = document.at("/modules/0/routes/0/id").asText();
        var table = document.at("/tables/0/id").asText();
        var column = document.at("/tables/0/columns/0/id").asText();
        var latest = version;
        for (var edit : List.of(
                Map.entry("document", JSON.objectNode().put("summary", words)),
                Map.entry(route, JSON.objectNode().put("summary", words)),
                Map.entry(table, JSON.objectNode().put("summary", words)),
                Map.entry(column, JSON.objectNode().put("description", words)))) {
            var saved = program.call("PATCH", latest + "/elements/" + edit.getKey(), edit.getValue());
            assertThat(saved.statusCode())
                    .as(new String(saved.body(), StandardCharsets.UTF_8))
                    .isIn(200, 201);
            latest = app + "/specs/"
                    + program.json(saved, saved.statusCode()).path("id").asLong();
        }
        return latest;
    }

    private static String root(Map<String, String> files) {
        var first = files.keySet().iterator().next();
        return first.substring(0, first.indexOf('/'));
    }

    private static void needsASandbox() {
        assumeThat(Sandboxes.choose("auto").name())
                .as("a sandbox that works here")
                .isNotEqualTo("closed");
    }

    /** The project's texts by path, without what tells about the run. */
    private static Map<String, String> told(Map<String, String> files) {
        var told = new TreeMap<>(files);
        told.keySet().removeIf(path -> path.toLowerCase(Locale.ROOT).contains("verification"));
        return told;
    }

    private static Map<String, String> unzipped(String developed) throws IOException {
        var zip = program.call("GET", developed + "/zip");
        assertThat(zip.statusCode()).isEqualTo(200);
        var files = new TreeMap<String, String>();
        try (var entries = new ZipInputStream(new ByteArrayInputStream(zip.body()))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                files.put(entry.getName(), new String(entries.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
