package codex.web;

import static org.assertj.core.api.Assertions.assertThat;

import codex.LargeSpecification;
import codex.account.Account;
import codex.application.Application;
import codex.specification.Document;
import codex.specification.Elements;
import codex.specification.Samples;
import codex.specification.Specification;
import codex.specification.Specifications;
import codex.specification.intake.Imports;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecificationPagesTest {
    private static final Site site = new Site();

    private final Account rosa = site.given.account("rosa@example.org");
    private final Application library = application(Samples.library());
    private final Site.Guest visitor = site.as(rosa);

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void the_document_shows_every_part_with_where_it_comes_from() {
        var page = visitor.get(url());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Version 1", "A library where members borrow books.", "/books/{bookId}/loans", "librarian")
                .contains("due_on", "A loan is due after 14 days.", "sentence 1", "Develop version 1")
                .doesNotContain("Undo");
    }

    /** H1, N5, N6: without scripts an edit is a page that posts and redirects, and the toast offers to undo. */
    @Test
    void an_edit_saves_a_new_version_and_can_be_undone() {
        var saved = visitor.post(
                url() + "/elements/" + id("GET /books"), form("GET /books", Map.of("summary", "All our books")));
        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(location(saved)).startsWith(url() + "?saved=2");
        assertThat(visitor.get(location(saved)).body()).contains("Version 2 saved", "All our books", "Undo");
        assertThat(latest().change()).isEqualTo("GET /books: summary changed");
        assertThat(latest().author()).isEqualTo("rosa");

        visitor.post(url() + "/1/restoration", Map.of("version", "2"));
        assertThat(latest().version()).isEqualTo(3);
        assertThat(latest().document()).isEqualTo(Samples.library());
    }

    /** N5 */
    @Test
    void saving_a_form_as_it_was_opened_makes_no_version() {
        for (var placed : Elements.of(latest().document()).all()) {
            var saved = visitor.post(url() + "/elements/" + placed.id(), form(placed.label(), Map.of()));
            assertThat(saved.statusCode()).as(placed.label() + saved.body()).isEqualTo(303);
            assertThat(latest().version()).as(placed.label()).isEqualTo(1);
        }
        visitor.post(
                url() + "/elements/document",
                fields(visitor.get(url() + "/elements/document").body()));
        assertThat(latest().version()).isEqualTo(1);
    }

    /** Both ways in take as much as the page says, and refuse more in words. */
    @ParameterizedTest
    @ValueSource(strings = {"name=\"file\"; filename=\"api.yaml\"", "name=\"text\""})
    void a_document_of_several_megabytes_is_imported_and_a_larger_one_refused(String part) {
        var document = """
                openapi: 3.0.0
                info: {title: Notes, version: '1'}
                paths: {/notes: {get: {responses: {'200': {description: All}}}}}
                # %s
                """;
        assertThat(uploaded(part, document.formatted("x".repeat(Imports.BYTES - 1000))))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(200))
                .satisfies(answer -> assertThat(answer.body()).contains("/notes"));
        assertThat(uploaded(part, document.formatted("x".repeat(Imports.BYTES))))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(422))
                .satisfies(answer -> assertThat(answer.body()).contains("A document has at most 4 MB"));
        assertThat(uploaded(part, "x".repeat(2 * Imports.BYTES)).statusCode()).isEqualTo(413);
    }

    private HttpResponse<String> uploaded(String part, String text) {
        var body = "--part\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n--part--\r\n".formatted(part, text);
        return visitor.with("Sec-Fetch-Site", "same-origin")
                .with("Content-Type", "multipart/form-data; boundary=part")
                .send("POST", url() + "/import", HttpRequest.BodyPublishers.ofString(body));
    }

    /** H5, N8 */
    @Test
    void a_refused_edit_answers_422_beside_the_field_and_keeps_what_was_typed() {
        var typed = form("GET /books", Map.of("path", "/loans", "summary", "Typed & kept"));
        var refused = htmx().post(url() + "/elements/" + id("GET /books"), typed);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("HX-Retarget")).contains("#" + id("GET /books"));
        assertThat(refused.body())
                .contains("GET /loans is there already", "aria-invalid=\"true\"", "Typed &amp; kept")
                .doesNotContain("<html");
        assertThat(visitor.post(url() + "/elements/" + id("GET /books"), typed).body())
                .contains("<html", "GET /loans is there already");
        assertThat(latest().version()).isEqualTo(1);
    }

    /** N7 */
    @Test
    void a_stale_edit_of_the_same_element_shows_both_texts() {
        var mine = form("GET /books", Map.of("summary", "Mine"));
        visitor.post(url() + "/elements/" + id("GET /books"), form("GET /books", Map.of("summary", "Theirs")));
        var conflict = htmx().post(url() + "/elements/" + id("GET /books"), mine);
        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.body()).contains("Mine", "Theirs", "changed this in version 2");
        var again = new HashMap<>(mine);
        again.put("version", "2");
        assertThat(visitor.post(url() + "/elements/" + id("GET /books"), again).statusCode())
                .isEqualTo(303);
        assertThat(visitor.get(url()).body()).contains("Mine");
    }

    /** N7 */
    @Test
    void a_stale_edit_of_another_element_keeps_both() {
        var mine = form("GET /loans", Map.of("summary", "Mine"));
        visitor.post(url() + "/elements/" + id("GET /books"), form("GET /books", Map.of("summary", "Theirs")));
        assertThat(visitor.post(url() + "/elements/" + id("GET /loans"), mine).statusCode())
                .isEqualTo(303);
        assertThat(visitor.get(url()).body()).contains("Mine", "Theirs", "Version 3");
    }

    /** N15 */
    @Test
    void edits_at_the_same_time_number_their_versions_without_gaps() {
        var one = form("GET /loans", Map.of());
        var two = form("GET /books", Map.of());
        var edits = List.of(one, two).stream()
                .map(fields -> CompletableFuture.runAsync(() -> {
                    for (int round = 0; round < 15; round++) {
                        var typed = new HashMap<>(fields);
                        typed.put("summary", fields.get("path") + " round " + round);
                        typed.put("version", String.valueOf(latest().version()));
                        var element = id("GET " + fields.get("path"));
                        assertThat(visitor.post(url() + "/elements/" + element, typed)
                                        .statusCode())
                                .isEqualTo(303);
                    }
                }))
                .toList();
        edits.forEach(CompletableFuture::join);
        assertThat(latest().version()).isEqualTo(31);
        assertThat(visitor.get(url()).body()).contains("/loans round 14", "/books round 14");
    }

    /** W5.4: one click mends a finding; without scripts it is a form that posts, and it can be undone. */
    @Test
    void a_finding_is_mended_by_one_click_and_undone() {
        var blank = form("GET /books", Map.of("summary", ""));
        visitor.post(url() + "/elements/" + id("GET /books"), blank);
        assertThat(visitor.get(url()).body()).contains("It has no summary", "Say “Lists book”");
        var mended = visitor.post(url() + "/fixes", Map.of("element", id("GET /books"), "fix", "Say “Lists book”"));
        assertThat(mended.statusCode()).isEqualTo(303);
        assertThat(visitor.get(url()).body()).contains("Lists book").doesNotContain("It has no summary");
        assertThat(visitor.post(url() + "/fixes", Map.of("element", id("GET /books"), "fix", "Say “Lists book”"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(latest().version()).isEqualTo(3);
        visitor.post(url() + "/2/restoration", Map.of("version", "3"));
        assertThat(visitor.get(url()).body()).contains("It has no summary");
    }

    /** N6, N16: the list offers each earlier version, and restoring one is exact, but for ids given meanwhile. */
    @Test
    void restoring_any_version_is_exact() {
        visitor.post(url() + "/elements/" + id("GET /books"), form("GET /books", Map.of("summary", "All books")));
        visitor.post(url() + "/elements/" + id("GET /books"), form("GET /books", Map.of("path", "/volumes")));
        visitor.post(
                url() + "/elements/" + id("column loan.due_on") + "/deletion",
                Map.of("version", "3", "uses", "remove"));
        var documents = new HashMap<Integer, Document>();
        for (int version = 1; version <= 4; version++) {
            documents.put(version, version(version).document());
        }
        assertThat(visitor.get(url() + "/versions").body())
                .contains("Restore version 1", "Restore version 3")
                .doesNotContain("Restore version 4");
        for (int version = 1; version <= 4; version++) {
            var restored = visitor.post(
                    url() + "/" + version + "/restoration",
                    Map.of("version", String.valueOf(latest().version()), "from", "1", "to", "2"));
            assertThat(restored.statusCode()).isEqualTo(303);
            assertThat(latest().document()).isEqualTo(documents.get(version));
            assertThat(latest().version()).isEqualTo(4 + version);
        }
    }

    /** N6: as far back as the first version and forward again, step by step; each step is a version. */
    @Test
    void undo_and_redo_go_through_the_edits_and_are_exact() {
        var documents = new ArrayList<>(List.of(latest().document()));
        for (var summary : List.of("One", "Two", "Three")) {
            visitor.post(url() + "/elements/" + id("GET /books"), form("GET /books", Map.of("summary", summary)));
            documents.add(latest().document());
        }
        for (int back = 2; back >= 0; back--) {
            assertThat(step("undo").statusCode()).isEqualTo(303);
            assertThat(latest().document()).isEqualTo(documents.get(back));
        }
        assertThat(visitor.get(url()).body()).contains("specification/redo").doesNotContain("specification/undo");
        step("undo");
        assertThat(latest().version()).isEqualTo(7);
        for (int forth = 1; forth <= 3; forth++) {
            step("redo");
            assertThat(latest().document()).isEqualTo(documents.get(forth));
        }
        assertThat(visitor.get(url()).body()).contains("specification/undo").doesNotContain("specification/redo");
        step("undo");
        visitor.post(url() + "/elements/" + id("GET /books"), form("GET /books", Map.of("summary", "Four")));
        assertThat(visitor.get(url()).body()).doesNotContain("specification/redo");
        step("undo");
        step("undo");
        assertThat(latest().document()).isEqualTo(documents.get(1));
        assertThat(latest().version()).isEqualTo(14);
    }

    /** N6: an undo that would take somebody's later edit along does nothing yet, and shows what it would. */
    @Test
    void an_undo_that_meets_a_later_edit_shows_the_conflict() {
        visitor.post(url() + "/elements/" + id("GET /books"), form("GET /books", Map.of("summary", "Mine")));
        visitor.post(url() + "/elements/" + id("GET /loans"), form("GET /loans", Map.of("summary", "Theirs")));
        var late = visitor.post(url() + "/undo", Map.of("version", "2"));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("rosa saved version 3 meanwhile", "Theirs", "Restore version 1");
        var inPlace = htmx().post(url() + "/undo", Map.of("version", "2"));
        assertThat(inPlace.statusCode()).isEqualTo(409);
        var conflict = inPlace.headers().firstValue("HX-Redirect").orElseThrow();
        assertThat(conflict).isEqualTo(url() + "/3/comparison/1?meanwhile");
        assertThat(visitor.get(conflict).body()).contains("rosa saved version 3 meanwhile", "Theirs");
        assertThat(latest().version()).isEqualTo(3);
        visitor.post(url() + "/1/restoration", Map.of("version", "3"));
        assertThat(latest().document()).isEqualTo(Samples.library());
    }

    private HttpResponse<String> step(String name) {
        return visitor.post(url() + "/" + name, Map.of("version", String.valueOf(latest().version())));
    }

    /** N9: what follows a renaming elsewhere is seen first, with what was typed; then it is one version. */
    @Test
    void renaming_shows_its_uses_first_and_then_changes_them_all() {
        var book = id("table book");
        var typed = form("table book", Map.of("name", "volume"));
        var asked = htmx().post(url() + "/elements/" + book, typed);
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.body())
                .contains("Not saved yet", "elsewhere would follow", "column loan.book_id", "GET /books")
                .contains("value=\"volume\"", "Change them all as version 2");
        assertThat(latest().version()).isEqualTo(1);
        typed.put("follow", "all");
        assertThat(visitor.post(url() + "/elements/" + book, typed).statusCode())
                .isEqualTo(303);
        assertThat(latest().version()).isEqualTo(2);
        assertThat(latest().change()).startsWith("table book is now table volume, ");
        var alone = form("GET /books", Map.of("path", "/volumes"));
        assertThat(visitor.post(url() + "/elements/" + id("GET /books"), alone).statusCode())
                .isEqualTo(303);
    }

    /** V6 at its largest: 60 tables of ten columns, 200 routes. */
    @Test
    void the_page_of_a_large_specification_stays_within_three_hundred_kilobytes() {
        var large = application(LargeSpecification.document());
        var page = visitor.get("/applications/" + large.id() + "/specification").body();
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(300_000);
    }

    /** H1: an Edit button without scripts leads to the element's form. */
    @Test
    void an_edit_button_leads_to_the_form() {
        var asked = visitor.get(url() + "/elements?e=" + id("GET /books"));
        assertThat(location(asked)).endsWith("/elements/" + id("GET /books"));
        assertThat(location(visitor.get(url() + "/elements?e=..%2F1"))).isEqualTo(url());
    }

    /** N10 */
    @Test
    void a_route_is_added_moved_and_deleted() {
        var module = latest().document().modules().getFirst().id();
        var blank = visitor.get(url() + "/elements/new?kind=route&parent=" + module);
        var typed = fields(blank.body());
        typed.putAll(
                Map.of("path", "/books/{id}/reviews", "summary", "Lists reviews", "status", "200", "means", "reviews"));
        assertThat(visitor.post(url() + "/elements", typed).statusCode()).isEqualTo(303);
        var added = id("GET /books/{id}/reviews");
        visitor.post(url() + "/elements/" + added + "/position", Map.of("version", "2", "direction", "up"));
        assertThat(latest().change()).isEqualTo("GET /books/{id}/reviews moved");
        assertThat(visitor.get(url() + "/elements/" + added + "/deletion").body())
                .contains("Nothing else needs it");
        visitor.post(url() + "/elements/" + added + "/deletion", Map.of("version", "3", "uses", "keep"));
        assertThat(latest().document().routes().count())
                .isEqualTo(Samples.library().routes().count());
    }

    /** N10, N6: the form offers the other modules; moving is one version, and its undo is exact. */
    @Test
    void a_route_moves_to_another_module_and_the_undo_is_exact() {
        var modules = latest().document().modules();
        var route = id("GET /books");
        assertThat(visitor.get(url() + "/elements/" + route).body())
                .contains("Into another module", ">module " + modules.getLast().name() + "</option>");
        var moved = visitor.post(
                url() + "/elements/" + route + "/position",
                Map.of(
                        "version",
                        "1",
                        "direction",
                        "elsewhere",
                        "parent",
                        modules.getLast().id()));
        assertThat(location(moved)).isEqualTo(url() + "?saved=2#" + route);
        assertThat(latest().document().modules().getLast().routes().getLast().id())
                .isEqualTo(route);
        visitor.post(url() + "/1/restoration", Map.of("version", "2"));
        assertThat(latest().document()).isEqualTo(Samples.library());
    }

    /** N10, N6: the copy is shown where it stands; the undo is exact. */
    @Test
    void any_element_is_duplicated_and_the_copy_can_be_undone() {
        var member = id("role member");
        assertThat(visitor.get(url() + "/elements/" + member).body()).contains(">Duplicate</button>");
        var copied = htmx().post(url() + "/elements/" + member + "/copies", Map.of("version", "1"));
        assertThat(copied.statusCode()).isEqualTo(200);
        assertThat(latest().change()).isEqualTo("role member copied to role member_copy");
        assertThat(copied.body()).contains("member_copy", "data-focus=\"" + id("role member_copy") + "\"");
        visitor.post(url() + "/1/restoration", Map.of("version", "2"));
        assertThat(latest().document()).isEqualTo(Samples.library().numbered(32));
    }

    /** N8: a move that would break something says what, at the element's form. */
    @Test
    void a_move_that_makes_no_sense_is_refused_in_words() {
        var refused = htmx().post(
                        url() + "/elements/" + id("column loan.due_on") + "/position",
                        Map.of("version", "1", "direction", "elsewhere", "parent", id("table book")));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("There is no column in loan “due_on”")
                .doesNotContain("<html");
        assertThat(latest().version()).isEqualTo(1);
    }

    /** N9 */
    @Test
    void what_is_used_goes_only_with_its_uses() {
        var book = id("table book");
        assertThat(visitor.get(url() + "/elements/" + book + "/deletion").body())
                .contains("column loan.book_id", "Delete with its uses");
        assertThat(visitor.post(url() + "/elements/" + book + "/deletion", Map.of("version", "1"))
                        .statusCode())
                .isEqualTo(422);
        visitor.post(url() + "/elements/" + book + "/deletion", Map.of("version", "1", "uses", "remove"));
        assertThat(latest().document().table("book")).isEmpty();
    }

    /** N9 */
    @Test
    void each_use_of_what_is_deleted_may_be_kept() {
        var book = id("table book");
        var column = id("column loan.book_id");
        var address = url() + "/elements/" + book + "/deletion";
        assertThat(visitor.get(address).body()).contains("Keep it as a plain value");
        var refused = visitor.post(address, Map.of("version", "1", "uses", "remove", "keep", id("table loan")));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Nothing was deleted", "table loan cannot be kept");
        visitor.post(address, Map.of("version", "1", "uses", "remove", "keep", column));
        assertThat(latest().document().table("book")).isEmpty();
        assertThat(latest().document().table("loan").orElseThrow().column("book_id"))
                .hasValueSatisfying(kept -> assertThat(kept.references()).isNull());
    }

    /** N16 */
    @Test
    void versions_are_listed_compared_and_opened() {
        visitor.post(
                url() + "/elements/" + id("role member"),
                form("role member", Map.of("name", "reader", "follow", "all")));
        assertThat(visitor.get(url() + "/versions").body()).contains("role member is now role reader, ");
        var comparison = visitor.get(url() + "/versions?from=1&to=2");
        assertThat(location(comparison)).isEqualTo(url() + "/1/comparison/2");
        assertThat(visitor.get(location(comparison)).body()).contains("<del>member</del> <ins>reader</ins>");
        assertThat(visitor.get(url() + "/1").body()).contains("An earlier version", "Restore as version 3");
    }

    /** N7, N15: both windows show the same version when they save, so that one of them is always late. */
    @Test
    void a_hundred_saves_from_two_windows_lose_no_edit_and_leave_no_gap() {
        for (int turn = 1; turn <= 50; turn++) {
            var version = latest().version();
            var mine = saving("role member", "Mine " + turn);
            var theirs = saving("table book", "Theirs " + turn);
            CompletableFuture.allOf(CompletableFuture.runAsync(mine), CompletableFuture.runAsync(theirs))
                    .join();
            assertThat(latest().version()).isEqualTo(version + 2);
            assertThat(latest().document().roles().getFirst().summary()).isEqualTo("Mine " + turn);
            assertThat(latest().document().table("book").orElseThrow().summary())
                    .isEqualTo("Theirs " + turn);
        }
    }

    private Runnable saving(String label, String summary) {
        var path = url() + "/elements/" + id(label);
        var form = form(label, Map.of("summary", summary));
        return () ->
                assertThat(visitor.post(path, form).statusCode()).as(summary).isEqualTo(303);
    }

    /** S13: somebody else's specification does not exist. */
    @Test
    void strangers_find_nothing() {
        var eve = site.as(site.given.account("eve@example.org"));
        assertThat(eve.get(url()).statusCode()).isEqualTo(404);
        assertThat(eve.post(url() + "/elements/" + id("GET /books"), Map.of("version", "1"))
                        .statusCode())
                .isEqualTo(404);
    }

    /** S27, N17: markup in every element that takes words is text on every page. */
    @Test
    void markup_in_any_element_is_text() {
        var hostile = "<img src=x onerror=alert(1)>\"><script>alert(1)</script></textarea>{{7*7}}${7*7}\u202e";
        for (var label : List.of("GET /books", "role member", "table book", "module Books", "column book.title")) {
            var field = label.startsWith("column") ? "description" : "summary";
            var saved = visitor.post(
                    url() + "/elements/" + id(label),
                    form(label, Map.of(field, hostile, "version", String.valueOf(latest().version()))));
            assertThat(saved.statusCode()).as(label).isEqualTo(303);
            assertThat(visitor.get(url() + "/elements/" + id(label)).body())
                    .doesNotContain("<img src=x", "<script>alert");
        }
        assertThat(latest().version()).isEqualTo(6);
        assertThat(latest().document().roles().getFirst().summary()).isEqualTo(hostile);
        for (var path : List.of("", "/versions", "/1/comparison/6", "/5")) {
            assertThat(visitor.get(url() + path).body()).doesNotContain("<img src=x", "<script>alert");
        }
    }

    @Test
    void without_a_version_the_page_says_what_would_be_here() {
        var empty = site.given.application(rosa, "Empty");
        assertThat(visitor.get("/applications/" + empty.id() + "/specification").body())
                .contains("No version yet.", "Draft the specification");
    }

    private Application application(Document document) {
        var application = site.given.application(rosa, document.name());
        site.jdbi()
                .useExtension(
                        Specifications.class,
                        store -> store.add(application.id(), null, document, "drafted", "requirements agent"));
        return application;
    }

    private Site.Guest htmx() {
        return visitor.with("HX-Request", "true");
    }

    private Specification version(int version) {
        return site.jdbi()
                .withExtension(Specifications.class, store -> store.version(library.id(), version))
                .orElseThrow();
    }

    private Specification latest() {
        return site.jdbi()
                .withExtension(Specifications.class, store -> store.latest(library.id()))
                .orElseThrow();
    }

    private String url() {
        return "/applications/" + library.id() + "/specification";
    }

    private String id(String label) {
        return Elements.of(latest().document()).all().stream()
                .filter(placed -> placed.label().equals(label))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Map<String, String> form(String label, Map<String, String> typed) {
        var fields = fields(visitor.get(url() + "/elements/" + id(label)).body());
        fields.putAll(typed);
        return fields;
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    // The fields of the page's edit form as a browser would send them; lines of answers, which repeat, are left out.
    private static Map<String, String> fields(String html) {
        var form = html.substring(html.indexOf("<form class=\"inline\""));
        form = form.substring(0, form.indexOf("</form>"));
        var fields = new HashMap<String, String>();
        find("<input[^>]*?>", form).forEach(input -> {
            var box = input.contains("type=\"checkbox\"") || input.contains("type=\"radio\"");
            if (!box || input.contains(" checked")) {
                fields.put(attribute(input, "name"), attribute(input, "value"));
            }
        });
        find("<textarea.*?</textarea>", form)
                .forEach(area -> fields.put(
                        attribute(area, "name"),
                        text(area.substring(area.indexOf('>') + 1, area.lastIndexOf("</"))
                                .stripLeading())));
        find("<select.*?</select>", form)
                .forEach(select -> find("<option[^>]*selected[^>]*>[^<]*", select)
                        .forEach(option -> fields.put(
                                attribute(select, "name"),
                                option.contains("value=")
                                        ? attribute(option, "value")
                                        : option.substring(option.indexOf('>') + 1))));
        return fields;
    }

    private static List<String> find(String pattern, String html) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(html)
                .results()
                .map(match -> match.group())
                .toList();
    }

    private static String attribute(String tag, String name) {
        var found = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(tag);
        return found.find() ? text(found.group(1)) : "";
    }

    private static String text(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
