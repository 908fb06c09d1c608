package codex.web;

import static org.assertj.core.api.Assertions.assertThat;

import codex.account.Account;
import codex.agent.Assignments;
import codex.code.DevelopedApp;
import codex.code.DevelopedApps;
import codex.code.SourceFile;
import codex.code.SourceFiles;
import codex.queue.JobEvents;
import codex.queue.PostgresQueue;
import codex.specification.Document;
import codex.specification.Specifications;
import codex.verify.Probe;
import codex.verify.Verification;
import codex.verify.Verifications;
import codex.verify.Weakness;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DevelopedAppPagesTest {
    private static final String HOSTILE = "<script>alert(1)</script> \"quoted\" <img src=x onerror=alert(1)>";
    private static Site site;
    private static Account kim;
    private static long developedApp;
    private static long job;
    private static long application;

    @BeforeAll
    static void begin() {
        site = new Site();
        kim = site.given.account("kim@example.org");
        var jdbi = site.jdbi();
        var shop = site.given.application(kim, "Küche & “Bücher” " + HOSTILE.substring(0, 25));
        application = shop.id();
        var specification = jdbi.withExtension(
                Specifications.class,
                store -> store.add(shop.id(), null, Document.empty("Shop", ""), "drafted", "agent"));
        var developing = new Assignments(jdbi, new PostgresQueue(jdbi)).develop(shop, specification, "builtin");
        developedApp = developing.developedAppId();
        job = developing.jobId();
        jdbi.useExtension(
                SourceFiles.class,
                store -> store.add(
                        developedApp,
                        List.of(
                                SourceFiles.Row.of(SourceFile.scaffold("static/page.html", HOSTILE)),
                                SourceFiles.Row.of(
                                        SourceFile.scaffold("src/Main.java", "class Main {} // " + HOSTILE + "\n")))));
        jdbi.useExtension(JobEvents.class, events -> events.append(job, "say", "info", "Reading " + HOSTILE));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    /** S29 */
    @Test
    void generated_files_are_plain_text_in_a_sandbox_whatever_they_are_called() {
        var raw = site.as(kim).get("/developed-apps/" + developedApp + "/raw/static/page.html");
        assertThat(raw.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(raw.headers().firstValue("Content-Security-Policy")).contains("sandbox");
        assertThat(raw.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(raw.body()).isEqualTo(HOSTILE);
    }

    /** W5.9 */
    @Test
    void a_run_of_an_earlier_version_leads_to_what_differs() {
        var page = "/developed-apps/" + developedApp;
        assertThat(site.as(kim).get(page).body()).doesNotContain("what differs");
        var run = site.jdbi()
                .withExtension(DevelopedApps.class, store -> store.find(kim.id(), developedApp))
                .orElseThrow();
        var application = run.applicationId();
        site.jdbi()
                .useExtension(
                        Specifications.class,
                        store -> store.add(
                                application, run.specificationId(), Document.empty("Shop 2", ""), "renamed", "kim"));
        assertThat(site.as(kim).get(page).body())
                .contains("now at 2", "/applications/" + application + "/specification/1/comparison/2");
    }

    /** S27 */
    @Test
    void hostile_text_is_shown_as_text() {
        for (var path : List.of(
                "/applications",
                "/applications/" + application,
                "/applications/" + application + "/development",
                "/jobs/" + job,
                "/developed-apps/" + developedApp,
                "/developed-apps/" + developedApp + "/files/src/Main.java")) {
            assertThat(site.as(kim).get(path).body()).as(path).doesNotContain("<script>alert", "<img src=x");
        }
        assertThat(site.as(kim)
                        .get("/developed-apps/" + developedApp + "/files/src/Main.java")
                        .body())
                .contains("<i class=\"k\">class</i> Main {} <i class=\"c\">// &lt;script&gt;alert(1)");
    }

    /** W7.8, S31 */
    @Test
    void the_zip_has_a_name_a_length_and_a_hash_on_the_page() {
        assertThat(site.as(kim).get("/developed-apps/" + developedApp + "/zip").statusCode())
                .isEqualTo(404);
        assertThat(site.as(kim)
                        .get("/developed-apps/" + developedApp + "/bundle")
                        .statusCode())
                .isEqualTo(404);
        var bytes = new byte[] {80, 75, 5, 6, 0, 0};
        site.jdbi()
                .useExtension(
                        DevelopedApps.class,
                        store ->
                                store.finish(developedApp, DevelopedApp.State.PARTIAL, "some", BigDecimal.ZERO, bytes));
        var zip = site.as(kim).with("Accept-Encoding", "gzip").get("/developed-apps/" + developedApp + "/zip");
        assertThat(zip.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"[a-z0-9-]+-v1\\.zip\"");
        assertThat(zip.headers().firstValue("Content-Length")).contains("6");
        assertThat(site.as(kim).get("/developed-apps/" + developedApp).body())
                .contains(
                        "Download, 6 B, partial",
                        "<code>" + HexFormat.of().formatHex(Download.sha256(bytes)) + "</code>",
                        "/developed-apps/" + developedApp + "/bundle");
    }

    /** S38 */
    @Test
    void each_weakness_that_was_tried_has_its_calls() {
        var held = new Probe(
                null,
                Weakness.SQL_INJECTION,
                "nobody",
                "SQL as a filter",
                "GET /a?b=" + HOSTILE,
                200,
                200,
                "{}",
                true,
                3);
        var broken = new Probe(
                null,
                Weakness.BRUTE_FORCE,
                "nobody",
                "one guess too many",
                "POST /auth/login",
                429,
                401,
                HOSTILE,
                false,
                3);
        site.jdbi()
                .useExtension(
                        Verifications.class,
                        store -> store.save(
                                developedApp, new Verification(List.of(), List.of(), List.of(held, broken))));
        var address = "/developed-apps/" + developedApp;
        var page = site.as(kim).get(address).body();
        assertThat(page).contains("SQL in texts, sort keys and filters", "CWE-89", "Guessing passwords", "CWE-307");
        var attack = site.as(kim).get(address + "/attacks/brute-force").body();
        assertThat(attack)
                .contains("one guess too many, as nobody: 401, should be 429")
                .doesNotContain(HOSTILE);
        assertThat(site.as(kim).get(address + "/attacks/path-traversal").statusCode())
                .isEqualTo(404);
        assertThat(site.as(kim).get(address + "/attacks/no-such-thing").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_path_that_is_no_file_of_the_app_is_nothing() {
        for (var path : List.of("nothing.txt", "..%2f..%2fetc%2fpasswd", "%2e%2e/pom.xml", "src/%00", "src")) {
            assertThat(site.as(kim)
                            .get("/developed-apps/" + developedApp + "/files/" + path)
                            .statusCode())
                    .as(path)
                    .isIn(400, 404);
        }
    }

    /** G2, G4, G8 */
    @Test
    void a_stream_replays_what_was_missed_and_ends_with_the_job() {
        var shop = site.given.application(kim, "Short");
        var drafting = new Assignments(site.jdbi(), new PostgresQueue(site.jdbi())).draft(shop);
        site.jdbi().useExtension(JobEvents.class, events -> events.append(drafting, "say", "info", "Reading"));
        assertThat(site.as(kim)
                        .post("/jobs/" + drafting + "/cancellation", Map.of())
                        .statusCode())
                .isEqualTo(303);
        var stream = site.as(kim).with("Accept", "text/event-stream").get("/jobs/" + drafting + "/events");
        assertThat(stream.body()).containsSubsequence("Queued.", "Reading", "Stopped.", "event: ended", "cancelled");
        var later = site.as(kim)
                .with("Accept", "text/event-stream")
                .with("Last-Event-ID", "999999999")
                .get("/jobs/" + drafting + "/events");
        assertThat(later.body()).contains("event: ended").doesNotContain("Reading");
        assertThat(site.as(kim)
                        .with("Accept", "text/html")
                        .get("/jobs/" + drafting + "/events")
                        .statusCode())
                .isEqualTo(406);
    }

    /** S16 */
    @Test
    void a_stream_ends_when_whoever_reads_it_signs_out() {
        var shop = site.given.application(kim, "Long");
        var drafting = new Assignments(site.jdbi(), new PostgresQueue(site.jdbi())).draft(shop);
        var reader = site.as(kim);
        var stream = CompletableFuture.supplyAsync(
                () -> reader.with("Accept", "text/event-stream").get("/jobs/" + drafting + "/events"));
        reader.post("/sign-out", Map.of());
        assertThat(stream.orTimeout(10, TimeUnit.SECONDS).join().body()).doesNotContain("ended");
    }

    /** G6, G7 */
    @Test
    void the_live_part_asks_again_only_while_there_is_work() {
        var shop = site.given.application(kim, "Other");
        var drafting = new Assignments(site.jdbi(), new PostgresQueue(site.jdbi())).draft(shop);
        var part = site.as(kim).with("HX-Request", "true").get("/jobs/" + drafting + "/progress");
        assertThat(part.body()).contains("hx-get=\"/jobs/" + drafting + "/progress\"", "sse:changed");
        assertThat(site.as(kim).get("/jobs/" + drafting).body()).contains("http-equiv=\"refresh\"", "sse-connect");
        site.as(kim).post("/jobs/" + drafting + "/cancellation", Map.of());
        var over = site.as(kim).with("HX-Request", "true").get("/jobs/" + drafting + "/progress");
        assertThat(over.body()).contains("Stopped.", "Try again").doesNotContain("hx-get");
        assertThat(site.as(kim).get("/jobs/" + drafting).body())
                .doesNotContain("http-equiv=\"refresh\"", "sse-connect");
    }
}
