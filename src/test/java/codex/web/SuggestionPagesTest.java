package codex.web;

import static org.assertj.core.api.Assertions.assertThat;

import codex.account.Account;
import codex.application.Application;
import codex.specification.Edit;
import codex.specification.Samples;
import codex.specification.Specification;
import codex.specification.Specifications;
import codex.specification.Suggestions;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** N13: suggestions appear as differences, with accept and reject for each; nothing changes before accept. */
class SuggestionPagesTest {
    private static final Site site = new Site();

    private final Account rosa = site.given.account("rosa@example.org");
    private final Application library = site.given.application(rosa, "Library");
    private final Site.Guest visitor = site.as(rosa);

    @BeforeEach
    void suggest() {
        var first = site.jdbi()
                .withExtension(
                        Specifications.class,
                        store -> store.add(library.id(), null, Samples.library(), "drafted", "test"));
        site.jdbi().useExtension(Suggestions.class, store -> {
            store.add(library.id(), first.id(), "rate <books>", "rating added", List.of(column("rating")));
            store.add(library.id(), first.id(), "rate <books>", "the summary changed", List.of(summary()));
            store.add(library.id(), first.id(), "rate <books>", "shelf added", List.of(column("shelf")));
        });
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void each_shows_what_it_would_change_and_nothing_has_changed() {
        assertThat(visitor.get(url()).body())
                .contains("3 suggested changes", "rating added", "rate &lt;books&gt;", "Accept all")
                .contains("<ins>A library that rates</ins>");
        assertThat(latest().version()).isEqualTo(1);
        assertThat(visitor.get(url() + "/1").body()).contains("Suggested changes");
    }

    @Test
    void one_is_accepted_as_a_version_and_one_is_refused() {
        decide(0, "acceptance");
        assertThat(latest().version()).isEqualTo(2);
        assertThat(latest().author()).isEqualTo("rosa");
        assertThat(latest().document().table("book").orElseThrow().column("rating"))
                .isPresent();
        decide(0, "refusal");
        assertThat(latest().version()).isEqualTo(2);
        assertThat(visitor.get(url()).body()).contains("1 suggested change", "shelf added");
    }

    @Test
    void all_are_accepted_as_one_version_that_can_be_undone() {
        visitor.post(url() + "/suggestions/acceptance", Map.of());
        assertThat(latest().version()).isEqualTo(2);
        assertThat(latest().document().summary()).isEqualTo("A library that rates");
        assertThat(visitor.get(url()).body()).doesNotContain("suggested change");
        visitor.post(url() + "/1/restoration", Map.of("version", "2"));
        assertThat(latest().document().summary()).isEqualTo(Samples.library().summary());
    }

    @Test
    void all_are_refused_at_once() {
        visitor.post(url() + "/suggestions/refusal", Map.of());
        assertThat(visitor.get(url()).body()).doesNotContain("suggested change");
        assertThat(latest().version()).isEqualTo(1);
    }

    @Test
    void what_does_not_fit_the_latest_version_says_why_and_can_only_be_refused() {
        var table = latest().document().table("book").orElseThrow();
        visitor.post(
                url() + "/elements",
                Map.of("version", "1", "kind", "column", "parent", table.id(), "name", "rating", "type", "integer"));
        assertThat(latest().version()).isEqualTo(2);
        assertThat(visitor.get(url()).body())
                .contains("It cannot be accepted now.", "There is a column “rating” already");
        decide(0, "acceptance");
        assertThat(latest().version()).isEqualTo(2);
    }

    @Test
    void strangers_decide_nothing() {
        var eve = site.as(site.given.account("eve@example.org"));
        assertThat(eve.post(url() + "/suggestions/acceptance", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(latest().version()).isEqualTo(1);
    }

    private void decide(int index, String decision) {
        var id = site.jdbi()
                .withExtension(Suggestions.class, store -> store.open(library.id()))
                .get(index)
                .id();
        assertThat(visitor.post(url() + "/suggestions/" + id + "/" + decision, Map.of())
                        .statusCode())
                .isEqualTo(303);
    }

    private static Edit column(String name) {
        var book = Samples.library().table("book").orElseThrow().id();
        return new Edit.Add(
                "column",
                book,
                JsonNodeFactory.instance.objectNode().put("name", name).put("type", "integer"));
    }

    private static Edit summary() {
        ObjectNode values = JsonNodeFactory.instance.objectNode().put("summary", "A library that rates");
        return new Edit.Change("document", values);
    }

    private Specification latest() {
        return site.jdbi()
                .withExtension(Specifications.class, store -> store.latest(library.id()))
                .orElseThrow();
    }

    private String url() {
        return "/applications/" + library.id() + "/specification";
    }
}
