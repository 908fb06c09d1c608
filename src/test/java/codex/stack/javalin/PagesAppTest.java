package codex.stack.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import codex.GuestBook;
import codex.stack.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Pages, forms, cookies and files, with functions as an engine writes them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesAppTest {
    private static final String PNG = "\u0089PNG\r\n\u001a\nnot much of a picture";

    private WrittenApp app;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        app = WrittenApp.start(GuestBook.project(), folder, Map.of());
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @Test
    void what_visitors_write_is_text_on_the_page() {
        assertThat(sign("<script>alert(1)</script> & more", "", "").status()).isEqualTo(303);
        var page = app.call("GET", "/guest-book", "");
        assertThat(page.response().headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.text())
                .startsWith("<!DOCTYPE html>")
                .contains("<li>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more </li>");
        assertThat(page.response()
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElse(""))
                .contains("script-src 'none'")
                .contains("form-action 'self'");
    }

    @Test
    void whoever_writes_a_page_is_told_of_pages_cookies_and_files() {
        var definition = GuestBook.project().definitions().getFirst();
        assertThat(new JavalinStack().platform(definition, List.of(), GuestBook.document()))
                .contains("static Html of(String template, Object... values)")
                .contains("Cookies cookies()")
                .contains("UUID keep(Upload file)");
    }

    /** Without a model no function is written; what is left compiles and answers 501. */
    @Test
    void without_its_functions_it_compiles_all_the_same(@TempDir Path folder) {
        assertThat(WrittenApp.compile(new JavalinStack().write(new Project(GuestBook.document())), folder))
                .isEmpty();
    }

    @Test
    void a_visitor_is_known_by_a_cookie_that_nobody_can_make_up() {
        var signed = sign("From me alone", "", "");
        var set = signed.response().headers().firstValue("Set-Cookie").orElse("");
        assertThat(set)
                .startsWith("visitor=")
                .contains("HttpOnly")
                .contains("SameSite=Lax")
                .contains("Path=/");
        var cookie = set.split(";")[0];
        assertThat(app.call("GET", "/mine", "", "Cookie", cookie).text()).contains("<li>From me alone</li>");
        assertThat(app.call("GET", "/mine", "").status()).isEqualTo(400);
        assertThat(app.call("GET", "/mine", "", "Cookie", "visitor=6f9619ff-8b86-4d01-b42d-00c04fc964ff")
                        .status())
                .isEqualTo(400);
        assertThat(app.call("GET", "/mine", "", "Cookie", cookie + "x").status())
                .isEqualTo(400);
    }

    @Test
    void a_form_of_another_site_is_refused() {
        assertThat(sign("Not from here", "", "", "Origin", "https://other.example")
                        .status())
                .isEqualTo(403);
        assertThat(app.call("GET", "/guest-book", "").text()).doesNotContain("Not from here");
    }

    @Test
    void a_picture_comes_back_as_it_was_sent_under_a_name_of_ours() {
        sign("With a picture", "../../photo of \"me\".png", PNG + "x".repeat(900_000));
        var page = app.call("GET", "/guest-book", "").text();
        var address = page.replaceAll("(?s).*With a picture <img src=\"([^\"]+)\".*", "$1");
        var picture = app.call("GET", address, "");
        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.response().headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(picture.response().headers().firstValue("Content-Disposition"))
                .hasValue("inline; filename=\"photo_of__22me_22.png\"");
        assertThat(picture.text()).contains("not much of a picture");
    }

    @Test
    void a_page_that_claims_to_be_a_picture_is_never_shown_as_one() {
        sign("With a page", "photo.png", "<html><script>alert(1)</script></html>");
        var page = app.call("GET", "/guest-book", "").text();
        var address = page.replaceAll("(?s).*With a page <img src=\"([^\"]+)\".*", "$1");
        var file = app.call("GET", address, "").response().headers();
        assertThat(file.firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(file.firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(file.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void a_file_that_is_too_large_and_a_field_that_nobody_asked_for_are_refused_by_name() {
        assertThat(sign("Large", "large.txt", "x".repeat(1_000_001))
                        .json()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("picture");
        var unknown = form(part("message", "", "Hello") + part("other", "a.txt", "Hello"));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().at("/errors/0/field").asText()).isEqualTo("other");
    }

    @Test
    void a_refusal_is_a_page_for_browsers_and_a_problem_for_programs() {
        var missing = "/pictures/6f9619ff-8b86-4d01-b42d-00c04fc964ff";
        assertThat(app.call("GET", missing, "").json().path("status").asInt()).isEqualTo(404);
        var page = app.call("GET", missing, "", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text()).contains("<p>There is no such picture.</p>").contains("<h1>Not Found</h1>");
    }

    private WrittenApp.Answer sign(String message, String fileName, String content, String... headers) {
        return form(
                part("message", "", message) + (fileName.isEmpty() ? "" : part("picture", fileName, content)), headers);
    }

    private static String part(String name, String fileName, String content) {
        var file = fileName.isEmpty()
                ? ""
                : "; filename=\"%s\"\r\nContent-Type: image/png".formatted(fileName.replace("\"", "%22"));
        return "--b\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s\r\n".formatted(name, file, content);
    }

    private WrittenApp.Answer form(String parts, String... headers) {
        return app.send("POST", "/entries", "multipart/form-data; boundary=b", parts + "--b--\r\n", headers);
    }
}
