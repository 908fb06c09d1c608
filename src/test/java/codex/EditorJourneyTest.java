package codex;

import static org.assertj.core.api.Assertions.assertThat;

import codex.application.Application;
import codex.database.TestDatabase;
import codex.specification.Document;
import codex.specification.DocumentJson;
import codex.specification.Edit;
import codex.specification.Route;
import codex.specification.Samples;
import codex.specification.Specification;
import codex.specification.Specifications;
import codex.web.SpecificationEdits;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Editing a specification with the keyboard alone, without scripts, and beside somebody else: real browsers. */
class EditorJourneyTest {
    private static final String FORM = "form[data-edit]";
    private static final String SUMMARY = FORM + " [name=summary]";
    private static final String EDIT_BOOKS = "button[aria-label='Edit GET /books']";
    private static final String EDIT_LOANS = "button[aria-label='Edit GET /loans']";
    private static final String EDIT_ROLE = "button[aria-label='Edit role member']";
    private static final String NEW_ASSUMPTION = "a[data-into^='new-assumption']";

    @TempDir
    private static Path folder;

    private static Main main;
    private static String base = "";

    @BeforeAll
    static void start() throws IOException {
        var database = TestDatabase.empty();
        var port = freePort();
        base = "http://localhost:" + port;
        main = new Main(Config.read(Map.of(
                "CODEX_HOME",
                folder.resolve("home").toString(),
                "CODEX_REHEARSAL",
                "off",
                "PORT",
                String.valueOf(port),
                "DATABASE_URL",
                database.jdbcUrl() + "?user=" + database.user(),
                "CODEX_ADMIN_EMAIL",
                "rosa@example.org",
                "CODEX_ADMIN_PASSWORD",
                "a sentence is fine")));
        main.serve();
    }

    @AfterAll
    static void stop() {
        main.close();
    }

    /** N1, N3, N4, N6, N10: no mouse from the first Tab to the last Undo, and the focus is never lost. */
    @Test
    void the_keyboard_alone_edits_cancels_adds_moves_deletes_and_undoes() {
        try (var browser = Browser.at(base, folder)) {
            var address = open(browser, library());
            browser.tabTo(EDIT_BOOKS);
            browser.keys(Keys.ENTER);
            browser.await(FORM);
            browser.tabTo(SUMMARY);
            browser.keys(Keys.chord(Keys.CONTROL, "a"), "Typed without a mouse", Keys.ENTER);
            browser.expect("Version 2 saved");
            browser.awaitFocus(EDIT_BOOKS);

            browser.keys(Keys.ENTER);
            browser.await(FORM);
            browser.tabTo(SUMMARY);
            browser.keys(Keys.ESCAPE);
            browser.awaitFocus(EDIT_BOOKS);
            assertThat(browser.shows(FORM)).isFalse();

            browser.tabTo(NEW_ASSUMPTION);
            browser.keys(Keys.ENTER);
            browser.await(FORM);
            browser.tabTo(FORM + " textarea");
            browser.keys("Books are made of paper.", Keys.chord(Keys.CONTROL, Keys.ENTER));
            browser.expect("Version 3 saved");
            browser.expect("Books are made of paper.");

            browser.tabTo(EDIT_BOOKS);
            browser.keys(Keys.ENTER);
            browser.await(FORM);
            browser.tabTo("button[form^='move-'][value=down]");
            browser.keys(Keys.ENTER);
            browser.expect("Version 4 saved");
            browser.awaitFocus(EDIT_BOOKS);

            browser.tabTo("form[action$='/specification/undo'] button");
            browser.keys(Keys.ENTER);
            browser.expect("Version 5 saved");

            browser.open(address);
            browser.tabTo(EDIT_BOOKS);
            browser.keys(Keys.ENTER);
            browser.await(FORM);
            browser.tabTo(FORM + " a[href$='/deletion']");
            browser.keys(Keys.ENTER);
            browser.await("form[action$='/deletion'] button");
            browser.tabTo("form[action$='/deletion'] button");
            browser.keys(Keys.ENTER);
            browser.expect("GET /books removed");
        }
    }

    /** N4, N9: what follows a renaming is shown before it is saved, and Enter saves it. */
    @Test
    void the_keyboard_alone_renames_an_element_with_its_uses() {
        try (var browser = Browser.at(base, folder)) {
            var application = library();
            open(browser, application);
            browser.tabTo(EDIT_ROLE);
            browser.keys(Keys.ENTER);
            browser.await(FORM);
            browser.tabTo(FORM + " [name=name]");
            browser.keys(Keys.chord(Keys.CONTROL, "a"), "reader", Keys.ENTER);
            browser.expect("Change them all as version 2");
            assertThat(version(application).version()).isEqualTo(1);
            browser.awaitFocus(FORM + " button.primary");
            browser.keys(Keys.ENTER);
            browser.expect("Version 2 saved");
            browser.awaitFocus("button[aria-label='Edit role reader']");
            assertThat(latest(application).routes().flatMap(route -> route.access().roles().stream()))
                    .contains("reader")
                    .doesNotContain("member");
        }
    }

    /** N17, S27: 50 KB with emoji, Arabic and markup stand on the page exactly as they were pasted. */
    @Test
    void a_long_text_in_any_script_shows_exactly_what_was_pasted() {
        var pasted =
                "Bücher 📚👩‍👩‍👧 سلام \u202Eright to left\u202C <script>document.title='no'</script> &amp; \"'`${7*7}\n"
                        .repeat(620)
                        .strip();
        assertThat(pasted.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(50_000);
        try (var browser = Browser.at(base, folder)) {
            var application = library();
            open(browser, application);
            browser.press(NEW_ASSUMPTION);
            browser.await(FORM + " textarea");
            browser.driver()
                    .executeScript(
                            "document.querySelector(arguments[0]).value = arguments[1]", FORM + " textarea", pasted);
            browser.tabTo(FORM + " textarea");
            browser.keys(Keys.chord(Keys.CONTROL, Keys.ENTER));
            browser.expect("Version 2 saved");
            assertThat(latest(application).assumptions())
                    .last()
                    .satisfies(each -> assertThat(each.text()).isEqualTo(pasted));
            browser.reload();
            var shown = "return document.getElementById('%s').textContent"
                    .formatted(latest(application).assumptions().getLast().id());
            assertThat(String.valueOf(browser.script(shown))).contains(pasted);
            assertThat(browser.title()).isNotEqualTo("no");
        }
    }

    /** N18: leaving asks once something was typed, and not before. */
    @Test
    void leaving_asks_only_while_something_typed_is_not_saved() {
        try (var browser = Browser.at(base, folder)) {
            open(browser, library());
            browser.press(EDIT_BOOKS);
            browser.await(FORM);
            assertThat(asksWhenLeft(browser)).isFalse();
            browser.type(SUMMARY, "Not saved yet");
            assertThat(asksWhenLeft(browser)).isTrue();
            browser.submit(SUMMARY);
            browser.expect("Version 2 saved");
            assertThat(asksWhenLeft(browser)).isFalse();
        }
    }

    // Drivers answer the browser's own question themselves; whether the page wants it asked is what the event tells.
    private static boolean asksWhenLeft(Browser browser) {
        return Boolean.TRUE.equals(browser.script("const leaving = new Event('beforeunload', { cancelable: true });"
                + "window.dispatchEvent(leaving); return leaving.defaultPrevented"));
    }

    /** N7: two who change the same element see both texts; two who change different ones lose nothing. */
    @Test
    void of_two_who_edit_at_once_neither_loses_what_they_typed() {
        try (var mine = Browser.at(base, folder);
                var theirs = Browser.at(base, folder)) {
            var application = library();
            open(mine, application);
            open(theirs, application);
            mine.press(EDIT_BOOKS);
            mine.type(SUMMARY, "Mine");
            theirs.press(EDIT_BOOKS);
            theirs.type(SUMMARY, "Theirs");
            theirs.submit(SUMMARY);
            theirs.expect("Version 2 saved");

            mine.submit(SUMMARY);
            mine.expect("changed this in version 2");
            assertThat(mine.text(FORM + " dl")).contains("Theirs");
            assertThat(mine.script("return document.querySelector(\"" + SUMMARY + "\").value"))
                    .isEqualTo("Mine");
            mine.submit(SUMMARY);
            mine.expect("Version 3 saved");

            theirs.press(EDIT_LOANS);
            theirs.type(SUMMARY, "All loans");
            theirs.submit(SUMMARY);
            theirs.expect("Version 4 saved");
            assertThat(latest(application).routes().map(Route::summary)).contains("Mine", "All loans");
        }
    }

    /** N18, H1: every step is a page of its own with the same fields. */
    @Test
    void without_scripts_every_step_is_a_page_of_its_own() {
        try (var browser = Browser.withoutScripts(base)) {
            var application = library();
            var address = open(browser, application);
            browser.press(EDIT_BOOKS);
            browser.type(FORM + " [name=path]", "/loans");
            browser.press(FORM + " button.primary");
            browser.expect("GET /loans is there already");
            assertThat(browser.attribute(FORM + " [name=path]", "value")).isEqualTo("/loans");
            browser.type(FORM + " [name=path]", "/volumes");
            browser.press(FORM + " button.primary");
            browser.expect("Version 2 saved");
            browser.expect("/volumes");

            browser.press("button[aria-label='Edit GET /volumes']");
            browser.type(SUMMARY, "Mine");
            change(application, "Theirs");
            browser.press(FORM + " button.primary");
            browser.expect("changed this in version 3");
            assertThat(browser.text(FORM + " dl")).contains("Theirs");
            browser.press(FORM + " button.primary");
            browser.expect("Version 4 saved");

            browser.press(NEW_ASSUMPTION);
            browser.type(FORM + " textarea", "Books are made of paper.");
            browser.press(FORM + " button.primary");
            browser.expect("Version 5 saved");
            browser.press("form[action$='/undo'] button");
            browser.expect("Version 6 saved");
            assertThat(latest(application).assumptions())
                    .extracting(each -> each.text())
                    .doesNotContain("Books are made of paper.");

            browser.press("button[aria-label='Edit GET /volumes']");
            browser.press("a[href$='/deletion']");
            browser.press("form[action$='/deletion'] button");
            browser.expect("removed");
            browser.open(address + "/6/comparison/7");
            browser.expect("GET /volumes");
        }
    }

    private static String open(Browser browser, Application application) {
        var address = "/applications/" + application.id() + "/specification";
        browser.open(address);
        browser.type("#email", "rosa@example.org");
        browser.type("#password", "a sentence is fine");
        browser.press("form[action='/sign-in'] button.primary");
        browser.expect("Version 1");
        return address;
    }

    private static Application library() {
        var given = new Given(jdbi());
        var application = given.application(given.admin("rosa@example.org"), "Library");
        jdbi().onDemand(Specifications.class).add(application.id(), null, Samples.library(), "drafted", "Rosa");
        return application;
    }

    private static void change(Application application, String summary) {
        var latest = version(application);
        var route = latest.document()
                .routes()
                .filter(each -> each.path().equals("/volumes"))
                .findFirst();
        var values = DocumentJson.tree(route.orElseThrow()).retain("summary").put("summary", summary);
        var edit = new Edit.Change(route.orElseThrow().id(), values);
        new SpecificationEdits(jdbi()).saveOnLatest(application, latest.version(), edit, "Tom");
    }

    private static Document latest(Application application) {
        return version(application).document();
    }

    private static Specification version(Application application) {
        return jdbi().onDemand(Specifications.class).latest(application.id()).orElseThrow();
    }

    private static Jdbi jdbi() {
        return main.database.pages();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
