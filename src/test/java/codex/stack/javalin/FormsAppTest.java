package codex.stack.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import codex.specification.Body;
import codex.specification.Samples;
import codex.stack.Project;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Rows that people write on pages, without JavaScript and without any engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormsAppTest {
    private static final String[] BROWSER = {"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"};

    private WrittenApp app;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        app = WrittenApp.start(new Project(Samples.toDoWithForms()), folder, Map.of());
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @Test
    void a_page_with_rows_has_the_form_for_another() {
        assertThat(app.call("GET", "/pages/tasks", "").text())
                .contains(
                        "<form method=\"post\" action=\"/pages/tasks\">",
                        "<h2>New task</h2>",
                        "<button class=\"main\">Add</button>")
                .contains("<label for=\"field-title\">Title</label>", "Note <small>(optional)</small></label>")
                .contains(
                        "<input id=\"field-title\" name=\"title\" maxlength=\"200\" required type=\"text\" value=\"\">")
                .contains(
                        "name=\"priority\" max=\"5\" min=\"1\" step=\"1\" type=\"number\"",
                        "type=\"date\"",
                        "<textarea")
                .doesNotContain("name=\"state\"");
    }

    @Test
    void what_is_typed_becomes_a_row_on_a_page_of_its_own() {
        var sent = send("/pages/tasks", "title=Buy+%3Cmilk%3E&dueOn=2030-05-17&note=one%0D%0Atwo&priority=");
        assertThat(sent.status()).as(sent.text()).isEqualTo(303);
        var page = location(sent);
        assertThat(page).startsWith("/pages/tasks/");
        var json = app.call("GET", page.replace("/pages", ""), "").json();
        assertThat(json.path("title").asText()).isEqualTo("Buy <milk>");
        assertThat(json.path("note").asText()).as("as on every system").isEqualTo("one\ntwo");
        assertThat(json.path("priority").asInt())
                .as("what was left empty is the usual")
                .isEqualTo(3);
        assertThat(app.call("GET", page, "").text())
                .contains("Buy &lt;milk&gt;", "name=\"version\" value=\"1\"", "<button class=\"main\">Save</button>")
                .contains(
                        "value=\"2030-05-17\"",
                        "<button class=\"alone\">Delete</button>",
                        "<button class=\"alone\">Complete</button>");
    }

    @Test
    void what_does_not_do_comes_back_with_what_is_wrong_beside_it() {
        var sent = send("/pages/tasks", "title=&note=%3Cscript%3E&priority=9", BROWSER);
        assertThat(sent.status()).isEqualTo(400);
        assertThat(sent.text())
                .contains("<h1>New task</h1>", "aria-invalid=\"true\" aria-describedby=\"field-title-error\"")
                .contains("id=\"field-title-error\">It is missing.</p>", "It must be at most 5.")
                .contains("value=\"9\"", "&lt;script&gt;", "<a href=\"/pages/tasks\">Tasks</a>")
                .doesNotContain("<script>");
        assertThat(send("/pages/tasks", "title=&priority=9").json().path("errors"))
                .as("a program gets problem+json")
                .hasSize(2);
    }

    @Test
    void who_did_not_see_the_last_change_is_told_and_may_decide() {
        var page = location(send("/pages/tasks", "title=First"));
        assertThat(send(page, "title=Second&version=1").status()).isEqualTo(303);
        var late = send(page, "title=Third&version=1", BROWSER);
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.text())
                .contains("Somebody has changed it meanwhile.", "value=\"Third\"", "name=\"version\" value=\"2\"");
        assertThat(send(page, "title=Third&version=2").status()).isEqualTo(303);
    }

    @Test
    void a_mistake_in_between_does_not_hide_that_somebody_changed_the_row() {
        var page = location(send("/pages/tasks", "title=First"));
        assertThat(send(page, "title=Second&version=1").status()).isEqualTo(303);
        assertThat(send(page, "title=&version=1", BROWSER).text()).contains("name=\"version\" value=\"1\"");
        assertThat(app.call("GET", page, "").response().headers().firstValue("Referrer-Policy"))
                .as("else browsers send forms from nowhere")
                .contains("same-origin");
    }

    @Test
    void what_was_optional_and_is_emptied_is_gone() {
        var page = location(send("/pages/tasks", "title=Emptied&note=Something"));
        assertThat(send(page, "title=Emptied&note=&version=1").status()).isEqualTo(303);
        assertThat(app.call("GET", page.replace("/pages", ""), "")
                        .json()
                        .path("note")
                        .isNull())
                .isTrue();
    }

    @Test
    void a_row_is_completed_once_and_deleted_by_buttons() {
        var page = location(send("/pages/tasks", "title=Done"));
        assertThat(location(send(page + "/complete", ""))).isEqualTo(page);
        var again = send(page + "/complete", "", BROWSER);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("<h1>Conflict</h1>");
        assertThat(location(send(page + "/delete", ""))).isEqualTo("/pages/tasks");
        assertThat(app.call("GET", page, "").status()).isEqualTo(404);
        assertThat(send(page, "title=Gone&version=1", BROWSER).status()).isEqualTo(404);
    }

    @Test
    void a_page_of_another_site_sends_nothing() {
        assertThat(send("/pages/tasks", "title=Forged", "Origin", "https://other.example")
                        .status())
                .isEqualTo(403);
        assertThat(send("/pages/tasks", "title=Forged", "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_row_of_another_table_is_chosen_by_name_while_there_are_few(@TempDir Path folder) throws Exception {
        try (var shop = WrittenApp.start(new Project(Samples.shopWithForms()), folder, Map.of())) {
            for (var number = 0; number <= 100; number++) {
                var customer = "firstName=A&lastName=Person%d&email=p%d%%40example.com".formatted(number, number);
                var made = shop.send("POST", "/pages/customers", Body.FORM, customer);
                assertThat(made.status()).as(made.text()).isEqualTo(303);
                if (number == 99) {
                    assertThat(shop.call("GET", "/pages/addresses", "").text())
                            .contains("<select id=\"field-customerId\"", ">Person0</option>", ">Person99</option>");
                }
            }
            assertThat(shop.call("GET", "/pages/addresses", "").text())
                    .contains("Customer (its id)</label>", "<input id=\"field-customerId\"")
                    .doesNotContain(">Person0</option>");
        }
    }

    @Test
    void an_application_without_forms_has_no_class_for_them() {
        assertThat(new JavalinStack().write(new Project(Samples.shopWithPages())))
                .noneMatch(file ->
                        file.path().endsWith("/Form.java") || file.path().endsWith("/SameOrigin.java"));
    }

    private WrittenApp.Answer send(String path, String form, String... headers) {
        return app.send("POST", path, Body.FORM, form, headers);
    }

    private static String location(WrittenApp.Answer answer) {
        return answer.response().headers().firstValue("Location").orElse("");
    }
}
