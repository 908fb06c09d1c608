package codex.web;

import static org.assertj.core.api.Assertions.assertThat;

import codex.web.templates.StaticTemplates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TemplatesTest {
    private static final Path TEMPLATES = Path.of("templates");
    private static final Path CODE = Path.of("src/main/java");

    /** S25: what the policy forbids is in no template. */
    @Test
    void nothing_is_inline() {
        var forbidden = Pattern.compile(
                "<script(?![^>]*\\ssrc=)|<style|\\sstyle=|\\son[a-z]+=|hx-on|hx-vals|hx-trigger=\"[^\"]*\\[|\\bjs:|javascript:",
                Pattern.CASE_INSENSITIVE);
        sources(TEMPLATES, ".jte")
                .forEach((name, text) -> assertThat(
                                forbidden.matcher(text).results().map(found -> found.group()))
                        .as(name)
                        .isEmpty());
    }

    /** S26: every value is escaped, for there is no way around it in use. */
    @Test
    void no_value_goes_around_the_escaping() {
        sources(TEMPLATES, ".jte")
                .forEach((name, text) -> assertThat(text).as(name).doesNotContain("$unsafe"));
    }

    /** S24: word for word what SECURITY.md, 9 says. */
    @Test
    void the_frame_configures_htmx_as_the_policy_says() throws IOException {
        assertThat(Files.readString(TEMPLATES.resolve("layout.jte")))
                .contains("<meta name=\"htmx-config\" content='{\"selfRequestsOnly\":true,\"allowEval\":false,"
                        + "\"allowScriptTags\":false,\"includeIndicatorStyles\":false,\"historyCacheSize\":0,"
                        + "\"historyRestoreAsHxRequest\":false,\"responseHandling\":[{\"code\":\"204\",\"swap\":false},"
                        + "{\"code\":\"[23]..\",\"swap\":true},{\"code\":\"409\",\"swap\":true},"
                        + "{\"code\":\"422\",\"swap\":true},"
                        + "{\"code\":\"[45]..\",\"swap\":false,\"error\":true}]}'>");
    }

    @Test
    void every_template_is_a_page_or_part_of_one() {
        var templates = sources(TEMPLATES, ".jte");
        var code = String.join("\n", sources(CODE, ".java").values());
        var markup = String.join("\n", templates.values());
        assertThat(templates.keySet()).allSatisfy(name -> {
            var path = name.replaceAll("\\.jte$", "").replace('/', '.');
            assertThat(code.contains("." + method(path) + "(") || markup.contains("@template." + path + "("))
                    .as(name + " is used")
                    .isTrue();
        });
    }

    @Test
    void links_to_other_hosts_tell_them_nothing() {
        var foreign = Pattern.compile("<a [^>]*target=\"_blank\"[^>]*>");
        sources(TEMPLATES, ".jte")
                .forEach((name, text) -> assertThat(
                                foreign.matcher(text).results().map(found -> found.group()))
                        .as(name)
                        .allMatch(link -> link.contains("rel=\"noopener noreferrer\"")));
    }

    private static String method(String path) {
        var words = List.of(path.split("\\."));
        return words.getFirst()
                + words.stream()
                        .skip(1)
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining());
    }

    /** RELIABILITY.md, X2: that generated code runs with the rights of Codex is said on every page. */
    @Test
    void every_page_carries_the_warning_of_its_frame() {
        var words = ErrorWords.of(500, "1");
        var frame = new Frame(Clock.systemUTC(), "Sandbox none: not isolated.", () -> "");
        assertThat(new StaticTemplates().errorPage(frame.bare("x"), words).render())
                .contains(">Sandbox none: not isolated.<");
        var silent = new Frame(Clock.systemUTC(), "", () -> "");
        assertThat(new StaticTemplates().errorPage(silent.bare("x"), words).render())
                .containsOnlyOnce("class=\"notice\"");
    }

    private static Map<String, String> sources(Path folder, String ending) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .collect(Collectors.toMap(file -> folder.relativize(file).toString(), TemplatesTest::read));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
