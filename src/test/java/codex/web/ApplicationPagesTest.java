package codex.web;

import static org.assertj.core.api.Assertions.assertThat;

import codex.application.ApplicationStatus;
import codex.application.Applications;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ApplicationPagesTest {
    private static final Site site = new Site();

    @AfterAll
    static void close() {
        site.close();
    }

    /** W2.1 */
    @Test
    void an_empty_list_offers_three_examples_and_one_next_step() {
        var page = site.as(site.given.account("new@example.org")).get("/applications");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("No application yet.", "Describe an application", "?example=");
    }

    /** H1 */
    @Test
    void beginning_an_application_posts_and_redirects_to_it() {
        var ann = site.as(site.given.account("ann@example.org"));
        var answer = ann.post(
                "/applications", Map.of("name", "", "description", "Members can borrow a tool for seven days."));
        assertThat(answer.statusCode()).isEqualTo(303);
        var page = ann.get(answer.headers().firstValue("Location").orElseThrow());
        assertThat(page.body()).contains("Members can borrow a tool", "Draft the specification");
    }

    /** H6 */
    @Test
    void the_same_form_sent_twice_makes_one_application() {
        var eve = site.given.account("eve@example.org");
        var form = Map.of(
                "name",
                "Twice",
                "description",
                "Counts the birds in the back lane.",
                "key",
                UUID.randomUUID().toString());
        var first = site.as(eve).post("/applications", form);
        var second = site.as(eve).post("/applications", form);
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        var all = site.jdbi().withExtension(Applications.class, store -> store.list(eve.id(), Long.MAX_VALUE, 10));
        assertThat(all).hasSize(1);
    }

    /** H5 */
    @Test
    void a_refused_form_keeps_what_was_typed_and_says_what_is_wrong_beside_the_field() {
        var bob = site.as(site.given.account("bob@example.org"));
        var answer = bob.post("/applications", Map.of("name", "n".repeat(81), "description", "too <b>short"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("n".repeat(81), "too &lt;b&gt;short", "name-refused", "A name has at most 80 characters");
    }

    /** H2 */
    @Test
    void the_line_of_a_list_is_the_same_alone_and_within_the_page() {
        var kim = site.given.account("kim@example.org");
        var shop = site.given.marked(site.given.application(kim, "Book shop"), ApplicationStatus.DEVELOPING);
        var fragment = site.as(kim).with("HX-Request", "true").get("/applications/" + shop.id() + "/row");
        var page = site.as(kim).get("/applications");
        assertThat(fragment.body()).contains("hx-trigger=\"every 2s\"");
        assertThat(page.body()).contains(fragment.body().strip());
        assertThat(site.as(kim).get("/applications/" + shop.id() + "/row").statusCode())
                .isEqualTo(303);
    }

    /** W2.4 */
    @Test
    void a_line_stops_asking_once_the_work_is_over() {
        var kim = site.given.account("kim@example.org");
        var shop = site.given.marked(site.given.application(kim, "Shoe shop"), ApplicationStatus.VERIFIED);
        var fragment = site.as(kim).with("HX-Request", "true").get("/applications/" + shop.id() + "/row");
        assertThat(fragment.body()).contains("verified").doesNotContain("hx-get", "hx-trigger");
    }

    /** W2.2, H3 */
    @Test
    void the_address_holds_search_and_state() {
        var pat = site.given.account("pat@example.org");
        site.given.application(pat, "Bird count");
        site.given.marked(site.given.application(pat, "Bird boxes"), ApplicationStatus.FAILED);
        var page = site.as(pat).get("/applications?state=failed&text=BIRD");
        assertThat(page.body())
                .contains("Bird boxes", "<title>Failed applications")
                .doesNotContain(">Bird count<");
    }

    @Test
    void an_example_fills_the_form_without_a_script() {
        var page = site.as(site.given.account("tom@example.org")).get("/applications/new?example=url-shortener-api");
        assertThat(page.body()).contains("value=\"URL Shortener API\"");
        assertThat(ExampleTask.all()).hasSize(27);
    }

    /** H16 */
    @Test
    void deleting_wants_the_name() {
        var lee = site.given.account("lee@example.org");
        var shop = site.given.application(lee, "Old shop");
        site.as(lee).post("/applications/" + shop.id() + "/deletion", Map.of("confirmation", "old"));
        assertThat(site.as(lee).get("/applications/" + shop.id()).statusCode()).isEqualTo(200);
        site.as(lee).post("/applications/" + shop.id() + "/deletion", Map.of("confirmation", "Old shop"));
        assertThat(site.as(lee).get("/applications/" + shop.id()).statusCode()).isEqualTo(404);
    }
}
