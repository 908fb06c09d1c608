package codex.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codex.GivenCall;
import codex.account.Account;
import codex.agent.Assignments;
import codex.application.InterviewQuestions;
import codex.code.CompiledRoute;
import codex.code.CompiledRoutes;
import codex.code.DevelopedApps;
import codex.code.SourceFile;
import codex.code.SourceFiles;
import codex.hosting.DeploymentTarget;
import codex.hosting.Deployments;
import codex.queue.PostgresQueue;
import codex.specification.Samples;
import codex.specification.Specifications;
import codex.specification.Suggestions;
import codex.verify.Probe;
import codex.verify.Verification;
import codex.verify.Verifications;
import codex.verify.Weakness;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The route by actor matrix of SECURITY.md, 10: what each kind of visitor gets on each route of pages. */
class AccessTest {
    private static Site site;
    private static Account owner;
    private static Account stranger;
    private static Account admin;
    private static Map<String, String> ids;

    @BeforeAll
    static void begin() {
        site = Site.withAdmin();
        owner = site.given.account("owner@example.org");
        stranger = site.given.account("stranger@example.org");
        admin = site.given.admin("admin@example.org");
        ids = fixtures(owner);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    /** S13 */
    @Test
    void a_route_that_declares_no_access_stops_the_start() {
        assertThatThrownBy(() ->
                        new Site(List.of(routes -> routes.get("/forgotten", ctx -> ctx.result("open to all")))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("GET /forgotten");
    }

    /** S13 */
    @Test
    void nobody_is_led_to_the_door() {
        for (var route : routes(Access.SIGNED_IN, Access.OWNER, Access.OWNER_OR_ADMIN, Access.ADMIN)) {
            var answer = call(site.asNobody(), route);
            assertThat(answer).as(route.toString()).isEqualTo(303);
            assertThat(call(site.asNobody().with("HX-Request", "true"), route))
                    .as(route.toString())
                    .isEqualTo(401);
        }
    }

    /** S13, S14: administrators use the records pages, which are audited. */
    @Test
    void what_belongs_to_somebody_does_not_exist_for_anybody_else() {
        for (var route : routes(Access.OWNER)) {
            assertThat(call(site.as(stranger), route)).as(route.toString()).isEqualTo(404);
            assertThat(call(site.as(admin), route)).as(route.toString()).isEqualTo(404);
        }
    }

    /** S14, W11: the ledger is what administrators answer for. */
    @Test
    void a_call_exists_for_its_owner_and_for_administrators() {
        for (var route : routes(Access.OWNER_OR_ADMIN)) {
            assertThat(call(site.as(stranger), route)).as(route.toString()).isEqualTo(404);
            assertThat(call(site.as(admin), route)).as(route.toString()).isEqualTo(200);
        }
    }

    /** S13 */
    @Test
    void the_owner_reads_every_page() {
        for (var route : routes(Access.OWNER, Access.OWNER_OR_ADMIN, Access.SIGNED_IN, Access.OPEN)) {
            if (route.method().equals("GET") && !route.path().contains("events") && !fragment(route)) {
                assertThat(call(site.as(owner), route)).as(route.toString()).isIn(200, 303);
            }
        }
    }

    /** S13 */
    @Test
    void what_is_for_administrators_does_not_exist_for_anybody_else() {
        for (var route : routes(Access.ADMIN)) {
            assertThat(call(site.as(owner), route)).as(route.toString()).isEqualTo(404);
            if (route.method().equals("GET")) {
                assertThat(call(site.as(admin), route)).as(route.toString()).isIn(200, 302);
            }
        }
    }

    /** S13 */
    @Test
    void setting_up_is_over_once_there_is_an_administrator() {
        for (var route : routes(Access.SETUP)) {
            assertThat(call(site.asNobody(), route)).as(route.toString()).isEqualTo(404);
        }
    }

    /** S20: one unsafe request from another site to each route. */
    @Test
    void another_site_changes_nothing() {
        for (var route : site.routes()) {
            if (!route.method().equals("GET")) {
                var from = site.as(owner).with("Sec-Fetch-Site", "cross-site");
                assertThat(from.form(route.method(), path(route), Map.of()).statusCode())
                        .as(route.toString())
                        .isEqualTo(403);
            }
        }
    }

    /** S15 */
    @Test
    void a_stranger_s_and_a_missing_object_answer_alike() {
        for (var path : List.of("/applications/%s", "/developed-apps/%s", "/jobs/%s", "/deployments/%s")) {
            var name = path.substring(1, path.indexOf('/', 1));
            var key = Map.of(
                            "applications",
                            "application",
                            "developed-apps",
                            "developedApp",
                            "jobs",
                            "job",
                            "deployments",
                            "deployment")
                    .get(name);
            var foreign = site.as(stranger).get(path.formatted(ids.get(key)));
            var missing = site.as(stranger).get(path.formatted("987654"));
            assertThat(foreign.statusCode()).isEqualTo(404);
            assertThat(anonymous(foreign.body())).isEqualTo(anonymous(missing.body()));
            assertThat(foreign.headers().map().keySet())
                    .isEqualTo(missing.headers().map().keySet());
        }
    }

    /** Section 10 (c) */
    @Test
    void nonsense_in_place_of_an_id_is_nothing() {
        for (var id : List.of("0", "-1", "9223372036854775808", "abc", "%00", "1%2F2")) {
            assertThat(site.as(owner).get("/applications/" + id).statusCode())
                    .as(id)
                    .isIn(400, 404);
        }
    }

    /** S14: the owner's application with a stranger's question. */
    @Test
    void a_child_of_somebody_else_is_not_found_under_one_s_own() {
        var mine = site.given.application(stranger, "Mine");
        var path = "/applications/" + mine.id() + "/questions/" + ids.get("question");
        assertThat(site.as(stranger).post(path, Map.of("answer", "x")).statusCode())
                .isEqualTo(404);
    }

    private static List<Web.Declared> routes(Access... accesses) {
        return site.routes().stream()
                .filter(route -> List.of(accesses).contains(route.access()))
                .toList();
    }

    private static int call(Site.Guest guest, Web.Declared route) {
        return route.method().equals("GET")
                ? guest.with("Accept", "text/html, text/event-stream")
                        .get(path(route))
                        .statusCode()
                : guest.with("Sec-Fetch-Site", "same-origin")
                        .form(route.method(), path(route), Map.of())
                        .statusCode();
    }

    private static boolean fragment(Web.Declared route) {
        return route.path().endsWith("/row")
                || route.path().endsWith("/state")
                || route.path().endsWith("/progress");
    }

    private static String path(Web.Declared route) {
        var path = route.path();
        for (var id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue()).replace("<" + id.getKey() + ">", id.getValue());
        }
        return path.endsWith("/elements/new") ? path + "?kind=table" : path;
    }

    private static String anonymous(String body) {
        return body.replaceAll("<code>[0-9a-f]{8}</code>", "");
    }

    /** One of everything that belongs to the owner, by the names of path parameters. */
    private static Map<String, String> fixtures(Account owner) {
        var jdbi = site.jdbi();
        var application = site.given.application(owner, "Book shop");
        var document = Samples.helloWorld();
        var specification = jdbi.withExtension(
                Specifications.class, store -> store.add(application.id(), null, document, "drafted", "agent"));
        jdbi.useExtension(
                Suggestions.class,
                store -> store.add(application.id(), specification.id(), "shorter", "less", List.of()));
        var suggestion = jdbi.withExtension(Suggestions.class, store -> store.open(application.id()))
                .getFirst()
                .id();
        var developing = new Assignments(jdbi, new PostgresQueue(jdbi)).develop(application, specification, "builtin");
        var developedApp = developing.developedAppId();
        jdbi.useExtension(
                DevelopedApps.class,
                store -> store.finish(
                        developedApp,
                        codex.code.DevelopedApp.State.VERIFIED,
                        "all proven",
                        java.math.BigDecimal.ZERO,
                        new byte[] {80, 75, 5, 6}));
        var route = jdbi.withExtension(
                CompiledRoutes.class,
                store -> store.add(
                        developedApp, null, "e1", "GET", "/books", "Books", "", CompiledRoute.State.VERIFIED, null));
        jdbi.useExtension(
                SourceFiles.class,
                store -> store.add(
                        developedApp, List.of(SourceFiles.Row.of(SourceFile.scaffold("README.md", "# Book shop\n")))));
        var attack = new Probe(
                null, Weakness.SQL_INJECTION, "nobody", "SQL as a filter", "GET /books", 200, 200, "{}", true, 3);
        jdbi.useExtension(
                Verifications.class,
                store -> store.save(developedApp, new Verification(List.of(), List.of(), List.of(attack))));
        var deployment = jdbi.withExtension(
                Deployments.class, store -> store.add(developedApp, DeploymentTarget.HOSTED, "book-shop"));
        jdbi.useExtension(
                InterviewQuestions.class, store -> store.ask(application.id(), "Who?", "Why", "All", List.of()));
        var question = jdbi.withExtension(InterviewQuestions.class, store -> store.list(application.id()))
                .getFirst();
        var call = site.given.call(owner).about(application).add();
        var session = jdbi.withHandle(handle -> {
            site.cookie(owner);
            return handle.createQuery("SELECT max(id) FROM session")
                    .mapTo(Long.class)
                    .one();
        });
        var token = site.doors
                .tokens()
                .create(owner.id(), "ci", codex.account.TokenScope.DEFAULT, java.util.Optional.empty());
        var all = new HashMap<String, String>();
        all.put("application", String.valueOf(application.id()));
        all.put("specification", String.valueOf(specification.id()));
        all.put("version", "1");
        all.put("other", "1");
        all.put("element", document.routes().findFirst().orElseThrow().id());
        all.put("developedApp", String.valueOf(developedApp));
        all.put("route", String.valueOf(route.id()));
        all.put("path", "README.md");
        all.put("form", "SPEC.md");
        all.put("deployment", String.valueOf(deployment.id()));
        all.put("job", String.valueOf(developing.jobId()));
        all.put("question", String.valueOf(question.id()));
        all.put("suggestion", String.valueOf(suggestion));
        all.put("call", String.valueOf(call));
        all.put("prompt", GivenCall.hash("requirements/draft-specification", "a"));
        all.put("session", String.valueOf(session));
        all.put("token", String.valueOf(token.token().id()));
        all.put("file", "app.css");
        all.put("weakness", "sql-injection");
        all.put("table", "application");
        all.put("key", String.valueOf(application.id()));
        return all;
    }
}
