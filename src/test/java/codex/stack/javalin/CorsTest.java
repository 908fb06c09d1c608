package codex.stack.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codex.specification.Document;
import codex.specification.Samples;
import codex.stack.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose pages may call an application: GENERATED-APP.md, 6, "Headers". */
class CorsTest {
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    @Test
    void without_the_setting_no_page_is_let_in(@TempDir Path folder) throws Exception {
        try (var app = WrittenApp.start(project(Samples.helloWorld()), folder, Map.of())) {
            var answer = app.call("GET", "/hello", "", "Origin", "https://shop.example");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.response().headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
            var before = app.call(
                    "OPTIONS", "/hello", "", "Origin", "https://shop.example", "Access-Control-Request-Method", "GET");
            assertThat(before.status()).isEqualTo(405);
        }
    }

    @Test
    void a_named_origin_is_let_in_and_another_is_not(@TempDir Path folder) throws Exception {
        var settings = Map.of("CORS_ORIGINS", "https://shop.example, http://localhost:3000");
        try (var app = WrittenApp.start(project(Samples.library()), folder, settings)) {
            var named = app.call("GET", "/books", "", "Origin", "http://localhost:3000");
            assertThat(header(named, ALLOWED)).isEqualTo("http://localhost:3000");
            assertThat(header(named, "Vary")).isEqualTo("Origin");
            assertThat(header(named, "X-Content-Type-Options")).isEqualTo("nosniff");
            for (var origin : List.of("https://evil.example", "https://shop.example.evil.example", "null")) {
                var other = app.call("GET", "/books", "", "Origin", origin);
                assertThat(other.status()).isEqualTo(200);
                assertThat(header(other, ALLOWED)).isEmpty();
            }
            var refused = app.call("GET", "/loans", "", "Origin", "https://shop.example");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(header(refused, ALLOWED)).isEqualTo("https://shop.example");
            assertThat(header(refused, "Content-Type")).startsWith("application/problem+json");
        }
    }

    @Test
    void what_a_browser_asks_before_it_calls_a_protected_route_needs_no_login(@TempDir Path folder) throws Exception {
        try (var app =
                WrittenApp.start(project(Samples.library()), folder, Map.of("CORS_ORIGINS", "https://shop.example"))) {
            var answer = asked(app, "https://shop.example");
            assertThat(answer.status()).isEqualTo(204);
            assertThat(header(answer, ALLOWED)).isEqualTo("https://shop.example");
            assertThat(header(answer, "Access-Control-Allow-Methods")).contains("DELETE");
            assertThat(header(answer, "Access-Control-Allow-Headers")).isEqualTo("authorization,content-type");
            var other = asked(app, "https://evil.example");
            assertThat(header(other, ALLOWED)).isEmpty();
            assertThat(header(other, "Access-Control-Allow-Methods")).isEmpty();
        }
    }

    @Test
    void a_wrong_origin_and_all_origins_where_people_sign_in_are_refused_at_the_start(@TempDir Path folder) {
        for (var wrong : List.of("*", "shop.example", "https://shop.example/", "https://*.example")) {
            assertThatThrownBy(
                            () -> WrittenApp.start(project(Samples.library()), folder, Map.of("CORS_ORIGINS", wrong)))
                    .hasMessageContaining("CORS_ORIGINS must be origins such as https://shop.example, with commas"
                            + " between them, not " + wrong + ".")
                    .hasMessageNotContaining("Exception");
        }
    }

    @Test
    void an_open_application_may_let_all_in(@TempDir Path folder) throws Exception {
        try (var app = WrittenApp.start(project(Samples.helloWorld()), folder, Map.of("CORS_ORIGINS", "*"))) {
            assertThat(header(app.call("GET", "/hello", "", "Origin", "https://any.example"), ALLOWED))
                    .isEqualTo("*");
        }
    }

    private static WrittenApp.Answer asked(WrittenApp app, String origin) {
        return app.call(
                "OPTIONS",
                "/loans",
                "",
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "GET",
                "Access-Control-Request-Headers",
                "authorization,content-type");
    }

    private static String header(WrittenApp.Answer answer, String name) {
        return answer.response().headers().firstValue(name).orElse("");
    }

    private static Project project(Document document) {
        return new Project(document);
    }
}
