package codex.web;

import static org.assertj.core.api.Assertions.assertThat;

import codex.LargeSpecification;
import codex.account.Account;
import codex.specification.Document;
import codex.specification.Samples;
import codex.specification.Specifications;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagramPagesTest {
    private static final Site site = new Site();
    private static final int MOST_BYTES = 300_000;

    private final Account rosa = site.given.account("rosa@example.org");
    private final Site.Guest visitor = site.as(rosa);

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void the_specification_leads_to_its_pictures() {
        var library = url(Samples.library());
        assertThat(visitor.get(library).body()).contains(library + "/diagrams", library + "/coverage");
    }

    /** K4, K11: a picture has a name, a description, and the same in words; its boxes are links. */
    @Test
    void a_picture_is_named_and_told_and_leads_to_its_elements() {
        var document = Samples.library();
        var library = url(document);
        var page = visitor.get(library + "/diagrams").body();
        assertThat(page)
                .contains("<title id=\"graph-title\">Tables of Library</title>", "<desc id=\"graph-desc\">2 tables")
                .contains("href=\"" + library + "#"
                        + document.table("loan").orElseThrow().id() + "\"")
                .contains("A loan has one book (book_id)")
                .doesNotContain("style=");
        var routes = visitor.get(library + "/diagrams/routes").body();
        document.routes().forEach(route -> assertThat(routes).contains(library + "#" + route.id()));
    }

    @Test
    void permissions_say_who_may_call_what() {
        var page = visitor.get(url(Samples.library()) + "/diagrams/permissions").body();
        assertThat(page).contains("librarian", "/loans/{id}/return", ">own</td>", ">may</td>", ">–</td>");
    }

    /** W5.3 */
    @Test
    void coverage_shows_what_nothing_serves() {
        var large = LargeSpecification.document();
        assertThat(visitor.get(url(large) + "/coverage").body())
                .contains("Everything has its counterpart", "Department 7")
                .doesNotContain("no feature");
        assertThat(visitor.get(url(Samples.library()) + "/coverage").body())
                .contains("No feature is listed", "no feature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/diagrams", "/diagrams?columns=all", "/diagrams/routes", "/diagrams/permissions", "/coverage"})
    void a_specification_of_two_hundred_routes_stays_within_its_bytes(String page) {
        var answer = visitor.get(url(LargeSpecification.document()) + page);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().length()).isLessThan(MOST_BYTES);
    }

    @Test
    void nothing_to_draw_offers_the_next_step() {
        var empty = url(Document.empty("Nothing yet", ""));
        for (var page : new String[] {"/diagrams", "/diagrams/routes", "/diagrams/permissions", "/coverage"}) {
            assertThat(visitor.get(empty + page).body()).as(page).contains("To the specification");
        }
    }

    private String url(Document document) {
        var application = site.given.application(rosa, document.name());
        site.jdbi()
                .useExtension(
                        Specifications.class, store -> store.add(application.id(), null, document, "drafted", "agent"));
        return "/applications/" + application.id() + "/specification/1";
    }
}
