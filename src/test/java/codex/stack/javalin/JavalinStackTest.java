package codex.stack.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import codex.code.Argument;
import codex.code.Function;
import codex.code.FunctionDefinition;
import codex.code.SourceFile;
import codex.specification.Document;
import codex.specification.Samples;
import codex.stack.Project;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JavalinStackTest {
    @TempDir
    private Path folder;

    static List<Project> projects() {
        return List.of(
                project(Samples.helloWorld()),
                project(Samples.toDo()),
                project(Samples.library()),
                project(Samples.shop()),
                project(Samples.shortener()),
                project(NumberedAppTest.shop()),
                shortener());
    }

    @ParameterizedTest
    @MethodSource("projects")
    void every_sample_compiles_without_a_warning(Project project) {
        assertThat(WrittenApp.compile(new JavalinStack().write(project), folder))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("projects")
    void the_same_project_gives_the_same_bytes(Project project) {
        assertThat(new JavalinStack().write(project)).isEqualTo(new JavalinStack().write(project));
    }

    @Test
    void an_app_without_tables_has_no_database_and_no_accounts() {
        var paths = new JavalinStack()
                .write(project(Samples.helloWorld())).stream()
                        .map(SourceFile::path)
                        .toList();
        assertThat(paths)
                .filteredOn(path -> path.startsWith("src/main/java/"))
                .hasSizeLessThan(14)
                .noneMatch(path -> path.contains("/db/") || path.contains("/auth/") || path.contains("/security/"));
    }

    @Test
    void an_unwritten_function_answers_501_with_the_reason() throws Exception {
        try (var app = WrittenApp.start(project(Samples.shortener()), folder, Map.of())) {
            var answer = app.call("POST", "/links", "{\"url\": \"https://example.com/\"}");
            assertThat(answer.status()).isEqualTo(501);
            assertThat(answer.json().path("detail").asText()).isEqualTo("The function shortenUrl is not written yet.");
        }
    }

    @Test
    void functions_keep_rows_and_redirect() throws Exception {
        try (var app = WrittenApp.start(shortener(), folder, Map.of("BASE_URL", "http://short.example"))) {
            var made = app.call("POST", "/links", "{\"url\": \"https://example.com/a\", \"code\": \"welcome\"}");
            assertThat(made.status()).isEqualTo(201);
            assertThat(made.json().path("shortUrl").asText()).isEqualTo("http://short.example/welcome");
            var followed = app.call("GET", "/welcome", "");
            assertThat(followed.status()).isEqualTo(302);
            assertThat(followed.response().headers().firstValue("Location")).contains("https://example.com/a");
            assertThat(app.call("GET", "/nothing", "").status()).isEqualTo(404);
            assertThat(app.call("POST", "/links", "{\"url\": \"javascript:alert(1)\"}")
                            .status())
                    .isEqualTo(400);
            assertThat(app.call("POST", "/links", "{\"url\": \"https://example.com/b\", \"code\": \"welcome\"}")
                            .status())
                    .isEqualTo(409);
        }
    }

    @Test
    void signature_and_platform_tell_a_writer_of_functions_all_it_needs() {
        var stack = new JavalinStack();
        var definition = shortener().definitions().get(0);
        assertThat(stack.signature(definition, Samples.shortener()))
                .isEqualTo("public static ShortLink shortenUrl(ShortenUrlInput input, Context context)");
        assertThat(stack.platform(definition, List.of(), Samples.shortener()))
                .contains("record ShortenUrlInput(String url, String code)")
                .contains("LinkRows links()")
                .contains("List<Link> findByCode(String code)")
                .contains("Link withVisits(Long visits)");
    }

    @Test
    void tables_come_after_those_they_refer_to() {
        assertThat(new JavalinStack().tables(Samples.shop()))
                .extracting(table -> table.name())
                .containsExactly("category", "customer", "wish_list", "product", "address");
    }

    private static Project project(Document document) {
        return new Project(document);
    }

    private static Project shortener() {
        var shorten = definition(
                "shortenUrl",
                "ShortLink",
                List.of(new Argument("url", "string", true), new Argument("code", "string", false)));
        var follow = definition("followLink", "uri", List.of(new Argument("code", "string", true)));
        return new Project(
                Samples.shortener(),
                List.of(shorten, follow),
                List.of(function("shortenUrl", """
                                var code = input.code() == null
                                        ? Integer.toString(context.random().nextInt(1_000_000, 9_999_999), 36)
                                        : input.code();
                                if (!context.links().findByCode(code).isEmpty()) {
                                    throw Problem.conflict("This code is taken.");
                                }
                                var link = context.links().insert(Link.create(context).withCode(code).withUrl(input.url()));
                                return new ShortLink(link.code(), link.url(), context.baseUrl() + "/" + link.code());
                                """), function("followLink", """
                                var link = context.links().findByCode(input.code()).stream()
                                        .findFirst()
                                        .orElseThrow(() -> Problem.notFound("There is no such link."));
                                context.links().update(link.withVisits(link.visits() + 1));
                                return URI.create(link.url());
                                """)),
                List.of(),
                Map.of());
    }

    private static FunctionDefinition definition(String name, String returns, List<Argument> input) {
        return new FunctionDefinition(
                0, 0, name, name, input, returns, List.of(), List.of("link"), List.of(), "url_shortener", null, null);
    }

    private static Function function(String name, String code) {
        return new Function(
                0, name, name, "", "", List.of(), code, "", Function.State.WRITTEN, "test", null, Instant.EPOCH);
    }
}
