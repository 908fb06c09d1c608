package codex.stack.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import codex.code.SourceFile;
import codex.specification.Samples;
import codex.stack.Project;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Rows on pages for people, written without any engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowPagesAppTest {
    private WrittenApp app;
    private String customer = "";

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        app = WrittenApp.start(new Project(Samples.shopWithPages()), folder, Map.of());
        customer = made(
                "/customers", "{\"firstName\": \"Ada\", \"lastName\": \"Lovelace\", \"email\": \"ada@example.com\"}");
        made(
                "/addresses",
                "{\"line\": \"1 <b>St</b> James\", \"postcode\": \"SW1\", \"country\": \"GB\", \"customerId\": \"%s\"}"
                        .formatted(customer));
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @Test
    void rows_stand_in_a_table_and_lead_to_their_pages() {
        var page = app.call("GET", "/pages/customers", "");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.response().headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/html");
        assertThat(page.text())
                .startsWith("<!DOCTYPE html>")
                .contains("<h1>Customers</h1>", "<tr id=\"row-" + customer + "\">")
                .contains("<a href=\"/pages/customers/" + customer + "\">Lovelace</a>");
        var one = app.call("GET", "/pages/customers/" + customer, "").text();
        assertThat(one)
                .contains("<h1>Lovelace</h1>", "<dt>First name</dt><dd>Ada</dd>")
                .contains("<a href=\"/pages/customers\">Customers</a>");
    }

    @Test
    void what_people_write_is_text_and_a_reference_has_a_name() {
        assertThat(app.call("GET", "/pages/addresses", "").text())
                .contains("1 &lt;b&gt;St&lt;/b&gt; James")
                .contains("<a href=\"/pages/customers/" + customer + "\">Lovelace</a>")
                .doesNotContain("<b>");
    }

    @Test
    void a_page_is_searched_sorted_and_turned() {
        for (var index = 0; index < 25; index++) {
            made("/categories", "{\"description\": \"Shelf %02d\"}".formatted(index));
        }
        var first = app.call("GET", "/pages/categories?q=shelf&sort=description", "")
                .text();
        assertThat(first)
                .contains("Page 1 of 2, 25 in all", "rel=\"next\"", "aria-sort=\"ascending\"", "value=\"shelf\"")
                .contains("Shelf 00")
                .doesNotContain("Shelf 24");
        var second =
                first.replaceAll("(?s).*rel=\"next\" href=\"([^\"]*)\".*", "$1").replace("&amp;", "&");
        assertThat(app.call("GET", second, "").text()).contains("Shelf 24", "rel=\"prev\"");
        assertThat(app.call("GET", "/pages/categories?q=none", "").text())
                .contains("There is nothing to be seen here.");
    }

    @Test
    void what_is_not_there_is_said_on_a_page() {
        var missing = "/pages/customers/6f9619ff-8b86-4d01-b42d-00c04fc964ff";
        var page = app.call("GET", missing, "", "Accept", "text/html,*/*;q=0.8");
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text()).contains("There is no such customer.");
        assertThat(app.call("GET", "/pages/customers?sort=nothing", "").status())
                .isEqualTo(400);
    }

    @Test
    void what_shows_no_pages_has_no_class_for_them() {
        assertThat(new JavalinStack().write(new Project(Samples.shop())))
                .extracting(SourceFile::path)
                .noneMatch(path -> path.contains("Pages") || path.contains("Html") || path.endsWith(".css"));
    }

    private String made(String path, String body) {
        var answer = app.call("POST", path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asText();
    }
}
