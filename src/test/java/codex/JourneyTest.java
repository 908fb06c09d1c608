package codex;

import static org.assertj.core.api.Assertions.assertThat;

import codex.database.TestDatabase;
import codex.stack.Unpacked;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person can do from the first visit to an application at home, in a browser, with the whole program wired. */
class JourneyTest {
    private static final Duration WORK = Duration.ofMinutes(3);
    private static final String WORDS =
            "A to-do list: add tasks with a title, notes and a due date, mark them as done, "
                    + "list open ones, delete them.";
    private static final String SAVE = "form[data-edit] button.primary";
    private static final String PATH = "form[data-edit] input[name=path]";

    @TempDir
    private Path folder;

    @Test
    void a_first_visitor_describes_corrects_develops_takes_home_deploys_and_administers() throws Exception {
        var database = TestDatabase.empty();
        var port = freePort();
        var settings = Map.of(
                "CODEX_HOME", folder.resolve("home").toString(),
                "PORT", String.valueOf(port),
                "DATABASE_URL", database.jdbcUrl() + "?user=" + database.user());
        var downloads = Files.createDirectory(folder.resolve("downloads"));
        try (var main = new Main(Config.read(settings));
                var browser = Browser.at("http://localhost:" + port, downloads)) {
            main.serve();
            var journey = new Journey(main, browser, folder, downloads);
            journey.setsUp();
            journey.draftsAnExample();
            journey.draftsOwnWords();
            journey.corrects();
            journey.develops();
            journey.readsTheCode();
            journey.takesHome();
            journey.deploys();
            journey.administers();
            journey.namesAModel();
            journey.meetsNoBarrier();
            assertThat(browser.complaints().stream().filter(line -> !line.matches(".*status of (404|422) .*")))
                    .as(
                            "nothing is blocked or broken in the browser; a refused form and a missing page are no fault, S23")
                    .isEmpty();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The stations, in the order they are walked. */
    private record Journey(Main main, Browser browser, Path folder, Path downloads) {

        /** S3, W1.4 */
        void setsUp() {
            browser.open("/");
            assertThat(browser.path()).isEqualTo("/setup");
            browser.type("#code", main.setupCode.issue().orElseThrow());
            hasNoBarrier();
            browser.type("#name", "Rosa");
            browser.type("#email", "rosa@example.org");
            browser.type("#password", "a sentence is fine");
            browser.press("form[action='/setup'] button.primary");
            browser.expect("No application yet.");
            hasNoBarrier();
            browser.open("/");
            assertThat(browser.path()).isEqualTo("/applications");
        }

        /** W3.1 */
        void draftsAnExample() {
            browser.open("/applications/new");
            browser.press("a[href$='example=url-shortener-api']");
            browser.expect("makes a short alias that is unique");
            draft();
            assertThat(browser.texts(".route code")).isNotEmpty();
        }

        /** W5.1, W5.3, H3 */
        void draftsOwnWords() {
            browser.open("/applications/new");
            browser.type("#name", "Chores");
            browser.type("#description", WORDS);
            draft();
            assertThat(browser.text("h1")).isEqualTo("Chores");
            assertThat(browser.texts(".route .method"))
                    .containsExactlyInAnyOrder("GET", "POST", "GET", "DELETE", "POST");
            assertThat(browser.texts(".sentences li")).containsExactly(WORDS);
            assertThat(browser.texts("#tables code b")).containsExactly("task");
            assertThat(browser.texts(".route .source")).contains("sentence 1");
        }

        /** N1, N5, N8, N16, W5.5 */
        void corrects() {
            browser.press("button[aria-label='Edit POST /tasks/{id}/complete']");
            browser.type(PATH, "/tasks");
            browser.press(SAVE);
            assertThat(browser.text("form[data-edit] .refused")).startsWith("POST /tasks is there already.");
            hasNoBarrier();
            browser.type(PATH, "/tasks/{id}/done");
            browser.press(SAVE);
            browser.expect("Version 2 saved");
            assertThat(browser.texts(".route code"))
                    .contains("/tasks/{id}/done")
                    .doesNotContain("/tasks/{id}/complete");

            browser.press("a[href*='kind=column']");
            browser.type("form[data-edit] input[name=name]", "room");
            browser.press(SAVE);
            browser.expect("Version 3 saved");

            browser.press("a[href$='/specification/versions']");
            assertThat(browser.texts("tbody th")).containsExactly("3", "2", "1");
            browser.press("a[href$='/specification/1']");
            browser.expect("An earlier version.");
            assertThat(browser.texts(".route code")).contains("/tasks/{id}/complete");
        }

        /** W6.1, W6.5, W6.6, G1 */
        void develops() {
            browser.press(".head a[href$='/specification']");
            browser.expect("Develop version 3");
            browser.press("form[action$='/development'] button.primary");
            browser.await("#progress", WORK);
            browser.reload();
            browser.expect("Routes and who may call them", WORK);
            assertThat(browser.text("h1")).contains("Verified", "all 5 routes are proven");
            assertThat(browser.texts(".matrix tbody .state")).hasSize(5).containsOnly("verified");
        }

        /** W7.1, W7.2 */
        void readsTheCode() {
            browser.press("a.button[href*='/files/']");
            browser.type("input[data-filter]", "Routes.java");
            browser.press("li[data-file$='/Routes.java'] a");
            browser.expect("\"/tasks/{id}/done\"");
            assertThat(browser.texts("#code i.k")).contains("import");
            browser.press("a[href^='/developed-apps/'].button, .head a[href^='/developed-apps/']");
            browser.expect("Routes and who may call them");
        }

        /** W7.8 */
        void takesHome() throws IOException, InterruptedException {
            browser.press(".head a[href$='/zip']");
            var zip = downloads.resolve("chores-v3.zip");
            browser.awaitFile(zip);
            browser.press("a[href$='/bundle']");
            var bundle = downloads.resolve("chores-v3.bundle");
            browser.awaitFile(bundle);
            assertThat(Unpacked.cloned(Files.readAllBytes(bundle), folder.resolve("cloned")))
                    .isEqualTo(Unpacked.zip(Files.readAllBytes(zip)));
            var app = TakenApp.unpacked(zip, folder.resolve("taken"));
            app.verify();
            String task;
            try (var running = app.start()) {
                var added = running.post("/tasks", "{\"title\": \"Sweep\", \"room\": \"kitchen\"}");
                assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
                assertThat(running.post("/tasks", "{\"title\": \"\"}").statusCode())
                        .isEqualTo(400);
                task = added.headers().firstValue("Location").orElseThrow();
            }
            try (var again = app.start()) {
                var kept = again.get(task);
                assertThat(kept.statusCode()).isEqualTo(200);
                assertThat(kept.body()).contains("Sweep", "kitchen");
                assertThat(again.post(task + "/done", "").statusCode()).isEqualTo(200);
                assertThat(again.get(task).body()).contains("\"done\"");
            }
        }

        /** W8.2, W8.3, W8.4, W8.8, S30 */
        void deploys() {
            browser.press("form[action$='/deployments'] button.primary");
            var open = "a.button[href*='.apps.localhost']";
            browser.await(open, WORK);
            var page = browser.path();
            var address = browser.attribute(open, "href");
            assertThat(address).matches("http://chores\\.apps\\.localhost:\\d+/tasks");
            browser.expect("curl -i " + address);
            browser.open(address);
            browser.expect("\"items\"");
            browser.open(page);
            browser.press("form[action$='/stop'] button");
            browser.expect("Stopped; its data is kept");
            assertThat(browser.shows(open)).isFalse();
            browser.open(address);
            browser.expect("No application of this name is running here.");
            browser.open(page);
            browser.press("form[action$='/start'] button");
            browser.await(open, WORK);
            browser.reload();
            assertThat(browser.text("[role=log]")).contains("listening on");
        }

        /** R2, R6, R8, R9, R12, S19 */
        void administers() {
            browser.open("/admin/records/application");
            browser.type("#record-search", "alias");
            browser.submit("#record-search");
            browser.expect("1 row");
            browser.open("/admin/records/application");
            browser.press("thead a[href*='sort=name']");
            browser.await("th[aria-sort=ascending] a[href*='name']", WORK);
            assertThat(browser.texts("tbody td:nth-child(3)"))
                    .hasSize(2)
                    .first()
                    .isEqualTo("Chores");

            browser.press("tbody tr:first-child td:first-child a");
            browser.type("#value-name", "Chores at home");
            browser.press("form[aria-label=Values] button.primary");
            browser.expect("record changed");
            assertThat(browser.attribute("#value-name", "value")).isEqualTo("Chores at home");

            browser.open("/admin/records/application?q=alias");
            browser.press("tbody tr:first-child td:first-child a");
            browser.press("a[href$='/deletion']");
            browser.press("button.danger");
            browser.expect("1 row");
            browser.open("/admin/records/audit_entry");
            assertThat(browser.texts("tbody td")).contains("record changed", "record deleted");
            keepsSecrets();
        }

        /** W12.1, H5, H7: what is typed stays while the model is tried, and what is refused gets the focus. */
        void namesAModel() {
            browser.open("/applications");
            browser.press("a[href='/settings']");
            browser.expect("The built-in engine answers");
            browser.type("#endpoint", "http://127.0.0.1:1/v1");
            browser.type("#apiKey", "typed once");
            browser.press("button[formaction$='/connection-test']");
            browser.expect("one word of visible characters");
            browser.type("#apiKey", "typed-once");
            browser.press("button[formaction$='/connection-test']");
            browser.expect("Unreachable from gpt-4.1-mini");
            assertThat(browser.script("return document.querySelector('#apiKey').value"))
                    .isEqualTo("typed-once");
            hasNoBarrier();
            browser.type("#capDay", "5");
            browser.press("#settings button.primary");
            browser.awaitFocus("[data-refused]");
            browser.expect("gpt-4.1-mini needs a price");
            hasNoBarrier();
        }

        private void keepsSecrets() {
            var hashes = main.database
                    .pages()
                    .withHandle(handle -> handle.createQuery(
                                    "SELECT password_hash FROM account UNION ALL SELECT token_hash FROM session")
                            .mapTo(String.class)
                            .list());
            assertThat(hashes).isNotEmpty();
            for (var table : List.of("account", "session", "api_token", "setting")) {
                browser.open("/admin/records/" + table);
                assertThat(browser.source()).doesNotContain(hashes).doesNotContain("password_hash", "token_hash");
            }
        }

        /** K6, K7 and the gate of EXPERIENCE.md, 6, on the pages as this journey left them. */
        void meetsNoBarrier() {
            var application = browser.link("/applications", "tbody th a");
            var run = browser.link(application + "/developed-apps", "tbody th a");
            var deployment = browser.link(application + "/deployments", "tbody th a");
            var pages = Stream.of(
                    Stream.of("/help", "/docs", "/account", "/calls", "/nowhere", "/applications", "/applications/new"),
                    Stream.of("", "/questions", "/specification", "/specification/1", "/specification/versions")
                            .map(application::concat),
                    Stream.of(
                                    "/specification/1/comparison/3",
                                    "/development",
                                    "/developed-apps",
                                    "/deployments",
                                    "/edit")
                            .map(application::concat),
                    Stream.of("", "/files/README.md", "/attacks/sql-injection").map(run::concat),
                    Stream.of(deployment, "/jobs/1", "/admin/records", "/admin/records/job_event", "/settings"),
                    Stream.of("/admin/records/application", "/admin/records/application/2")
                            .flatMap(record ->
                                    Stream.of(record, record + "/deletion").limit(record.endsWith("2") ? 2 : 1)));
            pages.flatMap(any -> any).forEach(page -> {
                browser.open(page);
                hasNoBarrier();
            });
            browser.open("/account");
            browser.press("form[action='/sign-out'] button");
            hasNoBarrier();
        }

        private void hasNoBarrier() {
            assertThat(browser.barriers()).isEmpty();
        }

        private void draft() {
            browser.press("form[action='/applications'] button.primary");
            browser.press("form[action$='/draft'] button.primary");
            browser.await("#specification .routes", WORK);
        }
    }
}
