package codex.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import codex.account.Account;
import codex.account.SetupCode;
import codex.account.TokenScope;
import codex.application.InterviewQuestions;
import codex.code.DevelopedApp;
import codex.code.DevelopedApps;
import codex.code.SourceFile;
import codex.code.SourceFiles;
import codex.hosting.DeploymentTarget;
import codex.hosting.Deployments;
import codex.specification.Document;
import codex.specification.Samples;
import codex.specification.Specification;
import codex.specification.Specifications;
import codex.specification.intake.Imports;
import codex.stack.Unpacked;
import codex.stack.Zip;
import codex.web.Site;
import codex.web.Web;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/** REST as DESIGN.md, section 5 names it, over HTTP on a real database. What the jobs do is not waited for here. */
class ApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "correct horse battery staple";
    private static final String LIBRARY = """
            {"name": "Library", "description": "Members can borrow a book."}
            """;

    /** DESIGN.md, section 5, call by call; of issue 3 what every edit of the page needs too. */
    private static final Set<String> DESIGN = Set.of(
            "POST /tokens",
            "POST /apps",
            "GET /apps",
            "GET /apps/{}",
            "PATCH /apps/{}",
            "DELETE /apps/{}",
            "POST /apps/{}/interview",
            "GET /apps/{}/interview",
            "PUT /apps/{}/interview/{}",
            "POST /apps/{}/specs",
            "GET /apps/{}/specs",
            "GET /apps/{}/specs/{}",
            "GET /apps/{}/specs/{}/openapi",
            "GET /apps/{}/specs/{}/text",
            "GET /apps/{}/specs/{}/diagrams/{}",
            "GET /apps/{}/specs/{}/checks",
            "GET /apps/{}/specs/{}/diff/{}",
            "POST /apps/{}/specs/{}/elements",
            "PATCH /apps/{}/specs/{}/elements/{}",
            "DELETE /apps/{}/specs/{}/elements/{}",
            "POST /apps/{}/specs/{}/elements/{}/copies",
            "PUT /apps/{}/specs/{}/elements/{}/position",
            "POST /apps/{}/specs/{}/restore",
            "POST /apps/{}/specs/{}/revise",
            "POST /apps/{}/specs/{}/develop",
            "GET /developed-apps/{}",
            "GET /developed-apps/{}/files",
            "GET /developed-apps/{}/files/{}",
            "GET /developed-apps/{}/findings",
            "GET /developed-apps/{}/zip",
            "GET /developed-apps/{}/bundle",
            "POST /developed-apps/{}/deployments",
            "GET /deployments/{}",
            "DELETE /deployments/{}",
            "GET /deployments/{}/log",
            "GET /jobs/{}",
            "POST /jobs/{}/cancellation",
            "POST /jobs/{}/retry",
            "GET /jobs/{}/events",
            "POST /functions",
            "GET /calls",
            "GET /settings",
            "PATCH /settings",
            "GET /apps/{}/cost");

    /** One operation of the API's own description. */
    private record Operation(String method, String path, String scope) {
        boolean open() {
            return scope.isEmpty();
        }
    }

    private static Site site;
    private static Account owner;
    private static String rosa;
    private static String ivo;
    private static String reader;

    @BeforeAll
    static void begin() {
        site = Site.withApi();
        owner = site.given.account("rosa@example.org");
        rosa = token(owner, TokenScope.DEFAULT);
        ivo = token(site.given.account("ivo@example.org"), TokenScope.DEFAULT);
        reader = token(owner, Set.of(TokenScope.READ));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void every_call_of_the_design_is_there_and_no_other() {
        assertThat(operations())
                .extracting(
                        operation -> operation.method() + " " + operation.path().replaceAll("\\{[a-zA-Z]+}", "{}"))
                .containsExactlyInAnyOrderElementsOf(DESIGN);
    }

    /** S12: the description cannot say more or less than the route table. */
    @Test
    void the_description_and_the_page_list_every_route_and_no_other() {
        var declared = site.routes().stream()
                .filter(route -> route.path().startsWith(ApiRoutes.ROOT))
                .map(ApiTest::written)
                .toList();
        assertThat(operations())
                .extracting(operation -> operation.method() + " " + operation.path())
                .containsExactlyInAnyOrderElementsOf(declared);
        assertThat(site.asNobody().get("/docs").body())
                .contains(declared.stream()
                        .map(route -> route.replace(" ", " " + ApiRoutes.ROOT))
                        .toList());
    }

    /** S10, S13, section 10 */
    @Test
    void nobody_gets_401_and_a_token_without_the_scope_403() {
        var ids = fixtures();
        for (var operation : operations()) {
            if (!operation.open()) {
                refused(call("", operation, ids), 401);
                refused(call("codex_unknown", operation, ids), 401);
            }
            if (!operation.open() && !operation.scope().equals("read")) {
                // What is for administrators does not even exist for others.
                refused(call(reader, operation, ids), operation.scope().equals("admin") ? 404 : 403);
            }
        }
    }

    /** S14, S15: a stranger learns nothing, not even that it exists. */
    @Test
    void what_is_somebody_elses_answers_as_what_is_not_there() {
        var ids = fixtures();
        var missing = new TreeMap<String, String>();
        ids.keySet().forEach(name -> missing.put(name, "98765432"));
        for (var operation : operations()) {
            if (operation.path().contains("{")) {
                var foreign = call(ivo, operation, ids);
                refused(foreign, 404);
                var nothing = call(ivo, operation, missing);
                assertThat(anonymous(foreign)).isEqualTo(anonymous(nothing));
                assertThat(headers(foreign)).isEqualTo(headers(nothing));
            }
        }
    }

    // Whether the server closes the connection depends on how fast it read what was sent, not on what was asked.
    private static Set<String> headers(HttpResponse<String> response) {
        var names = new TreeSet<>(response.headers().map().keySet());
        names.remove("connection");
        return names;
    }

    /** S14: the parent is one's own, the child is not. */
    @Test
    void a_child_of_somebody_else_is_not_found_under_ones_own() {
        var ids = new TreeMap<>(fixtures());
        var mine = json(call(ivo, "POST", "/apps", LIBRARY)).path("id").asText();
        ids.put("app", mine);
        for (var operation : operations()) {
            if (operation.path().matches("/apps/\\{app}/.*\\{.*")) {
                refused(call(ivo, operation, ids), 404);
            }
        }
    }

    /** S11 */
    @Test
    void a_session_alone_changes_nothing() {
        var session = site.as(owner).with("Content-Type", "application/json");
        var answer = session.send("POST", ApiRoutes.ROOT + "/apps", BodyPublishers.ofString(LIBRARY));
        refused(answer, 403);
        assertThat(session.get(ApiRoutes.ROOT + "/apps").statusCode()).isEqualTo(200);
        refused(site.asNobody().get(ApiRoutes.ROOT + "/apps?token=" + rosa + "&access_token=" + rosa), 401);
    }

    /** S10, S48: no session is left behind, and the trail tells. */
    @Test
    void a_token_is_given_for_the_right_password_only() {
        var people = site.doors.people();
        new SetupCode(site.jdbi(), people, java.time.Clock.systemUTC()).fromSettings("ada@example.org", PASSWORD);
        var wrong = call("", "POST", "/tokens", credentials("ada@example.org", "not the password"));
        refused(wrong, 401);
        assertThat(anonymous(call("", "POST", "/tokens", credentials("nobody@example.org", PASSWORD))))
                .isEqualTo(anonymous(wrong));
        var right = call("", "POST", "/tokens", credentials("ada@example.org", PASSWORD));
        assertThat(right.statusCode()).isEqualTo(201);
        assertThat(call(json(right).path("token").asText(), "GET", "/apps", null)
                        .statusCode())
                .isEqualTo(200);
        assertThat(names(json(right).path("scopes"))).containsExactly("read", "write", "develop");
        var left = site.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT count(*) FROM session JOIN account ON account.id = account_id WHERE email = ?")
                        .bind(0, "ada@example.org")
                        .mapTo(Integer.class)
                        .one());
        assertThat(left).isZero();
        var trail = site.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT action FROM audit_entry WHERE action LIKE 'token%'")
                        .mapTo(String.class)
                        .list());
        assertThat(trail).containsExactly("token-refused", "token-refused", "token");
        refused(call("", "POST", "/tokens", "{\"email\": \"ada@example.org\"}"), 422);
        refused(call("", "POST", "/tokens", credentials("ada@example.org\\u0000", PASSWORD)), 400);
    }

    /** S4 */
    @Test
    void guessing_passwords_is_slowed_down_with_the_wait() {
        try (var other = Site.withApi()) {
            var guest = other.asNobody().with("Content-Type", "application/json");
            var answers = new ArrayList<HttpResponse<String>>();
            for (var guess = 0; guess < 11; guess++) {
                answers.add(guest.send(
                        "POST",
                        ApiRoutes.ROOT + "/tokens",
                        BodyPublishers.ofString(credentials("ada@example.org", "guess " + guess))));
            }
            refused(answers.get(9), 401);
            refused(answers.get(10), 429);
            assertThat(answers.get(10).headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(1L, 180L);
        }
    }

    @Test
    void an_application_is_added_shown_changed_and_deleted() {
        var added = call(rosa, "POST", "/apps", LIBRARY);
        assertThat(added.statusCode()).isEqualTo(201);
        var path = "/apps/" + json(added).path("id").asLong();
        assertThat(added.headers().firstValue("Location")).contains(ApiRoutes.ROOT + path);
        assertThat(Instant.parse(json(added).path("createdAt").asText())).isBefore(Instant.now());
        assertThat(json(added).path("status").asText()).isEqualTo("draft");
        var changed = call(rosa, "PATCH", path, "{\"name\": \"Tool shed\"}");
        assertThat(json(changed).path("name").asText()).isEqualTo("Tool shed");
        assertThat(json(call(rosa, "GET", path, null)).path("description").asText())
                .isEqualTo("Members can borrow a book.");
        assertThat(call(rosa, "DELETE", path, null).statusCode()).isEqualTo(204);
        refused(call(rosa, "GET", path, null), 404);
    }

    /** S18, S35, S40 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"name\": ",
                "null",
                "[]",
                "\"text\"",
                "{} {}",
                "{\"name\": \"a\", \"description\": \"b\", \"account_id\": 1}",
                "{\"name\": [], \"description\": \"b\"}",
                "{\"name\": \"zero \\u0000\", \"description\": \"b\"}",
                "{\"name\": \"half \\ud800\", \"description\": \"b\"}"
            })
    void a_body_that_cannot_be_read_is_400(String body) {
        refused(call(rosa, "POST", "/apps", body), 400);
    }

    /** S18 */
    @Test
    void a_member_that_nobody_asked_for_is_named() {
        var unknown = call(rosa, "POST", "/apps", "{\"name\": \"a\", \"description\": \"b\", \"status\": \"READY\"}");
        assertThat(json(unknown).at("/errors/0/field").asText()).isEqualTo("status");
        assertThat(json(unknown).path("detail").asText()).contains("name", "description");
    }

    /** S35 */
    @Test
    void a_body_nested_too_deeply_is_400() {
        var path = path(specification(Samples.library())) + "/elements";
        var deep = "{\"kind\": \"route\", \"values\": " + "{\"a\":".repeat(60) + "1" + "}".repeat(60) + "}";
        refused(call(rosa, "POST", path, deep), 400);
    }

    @Test
    void an_application_without_words_is_422_and_nothing_is_kept() {
        var before = json(call(ivo, "GET", "/apps", null)).path("items").size();
        for (var body : List.of(
                "{\"name\": \"a\"}",
                "{\"name\": \"a\", \"description\": \" \"}",
                "{\"name\": \"\", \"description\": \"Members borrow books.\"}",
                "{\"name\": \"" + "n".repeat(81) + "\", \"description\": \"Members borrow books.\"}",
                "{\"name\": \"a\", \"description\": \"" + "é".repeat(10_241) + "\"}")) {
            var answer = call(ivo, "POST", "/apps", body);
            refused(answer, 422);
            assertThat(json(answer).at("/errors/0/field").asText()).isIn("name", "description");
            assertThat(json(answer).path("detail").asText()).contains("found ");
        }
        assertThat(json(call(ivo, "GET", "/apps", null)).path("items")).hasSize(before);
    }

    /** S40: also when the length is not said before. */
    @Test
    void a_body_above_a_megabyte_is_413() {
        var large = ("{\"name\": \"a\", \"description\": \"" + "b".repeat(1 << 20) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        var program = site.bearing(rosa).with("Content-Type", "application/json");
        refused(program.send("POST", ApiRoutes.ROOT + "/apps", BodyPublishers.ofByteArray(large)), 413);
        var streamed = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large));
        refused(program.send("POST", ApiRoutes.ROOT + "/apps", streamed), 413);
    }

    @Test
    void a_body_of_another_type_is_415() {
        for (var type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded")) {
            var answer = site.bearing(rosa)
                    .with("Content-Type", type)
                    .send("POST", ApiRoutes.ROOT + "/apps", BodyPublishers.ofString(LIBRARY));
            refused(answer, 415);
        }
    }

    @Test
    void a_method_that_an_address_does_not_have_is_405_with_those_it_has() {
        var answer = call(rosa, "PUT", "/apps", LIBRARY);
        refused(answer, 405);
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET", "POST");
    }

    @Test
    void an_address_that_leads_nowhere_is_a_problem_too() {
        for (var path : List.of("/nothing", "/apps/no-number", "/apps/0", "/apps/-1", "/apps/9223372036854775808")) {
            refused(call(rosa, "GET", path, null), 404);
        }
    }

    @Test
    void a_list_comes_in_pages_and_names_the_next() {
        var account = site.given.account("pages@example.org");
        var token = token(account, TokenScope.DEFAULT);
        List.of("One", "Two", "Three").forEach(name -> site.given.application(account, name));
        var first = json(call(token, "GET", "/apps?limit=2", null));
        assertThat(names(first.path("items").findValues("name"))).containsExactly("Three", "Two");
        var next = first.path("next").asText();
        assertThat(next).startsWith(ApiRoutes.ROOT + "/apps?");
        var second = json(site.bearing(token).get(next));
        assertThat(names(second.path("items").findValues("name"))).containsExactly("One");
        assertThat(second.path("next").isNull()).isTrue();
        for (var query : List.of("limit=1000", "limit=0", "limit=x", "before=0", "before=-1", "before=1e3")) {
            refused(call(token, "GET", "/apps?" + query, null), 400);
        }
    }

    @Test
    void versions_come_in_pages_too() {
        var specification = specification(Samples.library());
        var path = "/apps/%d/specs".formatted(specification.applicationId());
        assertThat(call(rosa, "POST", path(specification) + "/restore", null).statusCode())
                .isEqualTo(201);
        var first = json(call(rosa, "GET", path + "?limit=1", null));
        assertThat(first.at("/items/0/version").asInt()).isEqualTo(2);
        var second = json(site.bearing(rosa).get(first.path("next").asText()));
        assertThat(second.at("/items/0/version").asInt()).isEqualTo(1);
    }

    @Test
    void a_version_shows_its_document_its_checks_its_openapi_and_what_changed() {
        var specification = specification(Samples.library());
        var path = path(specification);
        var shown = json(call(rosa, "GET", path, null));
        assertThat(shown.path("id").asLong()).isEqualTo(specification.id());
        assertThat(shown.at("/document/modules/0/routes/0").properties())
                .extracting(Map.Entry::getKey)
                .contains("id", "method", "path", "summary");
        assertThat(shown.at("/document/tables/0").properties())
                .extracting(Map.Entry::getKey)
                .contains("id", "name");
        assertThat(json(call(rosa, "GET", path + "/openapi", null))
                        .path("openapi")
                        .asText())
                .startsWith("3.1");
        assertThat(json(call(rosa, "GET", path + "/checks", null)).path("items").isArray())
                .isTrue();
        var route = specification.document().routes().findFirst().orElseThrow().id();
        var changed = call(rosa, "PATCH", path + "/elements/" + route, "{\"summary\": \"Says it better\"}");
        var diff = json(
                call(rosa, "GET", path + "/diff/" + json(changed).path("id").asLong(), null));
        assertThat(names(diff.path("items").findValues("element"))).containsExactly(route);
    }

    @Test
    void a_picture_of_a_version_is_svg_whose_links_lead_to_its_page() throws Exception {
        var specification = specification(Samples.shop());
        for (var diagram : List.of("tables", "keys", "routes")) {
            var picture = call(rosa, "GET", path(specification) + "/diagrams/" + diagram, null);
            assertThat(picture.headers().firstValue("Content-Type")).contains("image/svg+xml; charset=utf-8");
            var svg = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(picture.body())));
            assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
            assertThat(picture.body())
                    .contains("/specification/1#"
                            + specification.document().tables().getFirst().id());
        }
        refused(call(rosa, "GET", path(specification) + "/diagrams/nothing", null), 404);
    }

    @Test
    void every_edit_is_a_new_version_and_one_of_an_earlier_version_a_conflict() {
        var specification = specification(Samples.library());
        var route = specification.document().routes().findFirst().orElseThrow().id();
        var elements = path(specification) + "/elements";
        var edited = call(rosa, "PATCH", elements + "/" + route, "{\"summary\": \"Says it better\"}");
        assertThat(edited.statusCode()).isEqualTo(201);
        assertThat(json(edited).path("version").asInt()).isEqualTo(2);
        var fresh = "/apps/%d/specs/%d"
                .formatted(
                        specification.applicationId(), json(edited).path("id").asLong());
        assertThat(edited.headers().firstValue("Location")).contains(ApiRoutes.ROOT + fresh);
        var late = call(rosa, "PATCH", elements + "/" + route, "{\"summary\": \"Too late\"}");
        refused(late, 409);
        assertThat(json(late).path("detail").asText())
                .contains("version 2", json(edited).path("id").asText());
        refused(call(rosa, "DELETE", elements + "/" + route, null), 409);
        refused(call(rosa, "POST", path(specification) + "/revise", "{\"instruction\": \"Add a name.\"}"), 409);

        var same = call(rosa, "PATCH", fresh + "/elements/" + route, "{\"summary\": \"Says it better\"}");
        assertThat(same.statusCode()).isEqualTo(200);
        assertThat(json(same).path("version").asInt()).isEqualTo(2);

        var added = call(
                rosa,
                "POST",
                fresh + "/elements",
                "{\"kind\": \"column\", \"parent\": \"%s\", \"values\": {\"name\": \"shelf\", \"type\": \"string\"}}"
                        .formatted(specification.document().tables().getFirst().id()));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        var third = "/apps/%d/specs/%d"
                .formatted(specification.applicationId(), json(added).path("id").asLong());
        var removed = call(
                rosa,
                "DELETE",
                third + "/elements/" + json(added).path("element").asText(),
                null);
        assertThat(json(removed).path("version").asInt()).as(removed.body()).isEqualTo(4);
        var restored = call(rosa, "POST", path(specification) + "/restore", null);
        assertThat(json(restored).path("version").asInt()).as(restored.body()).isEqualTo(5);
    }

    /** N10, N11: a route goes to the end of another module as the same element, and back where it was. */
    @Test
    void a_route_moves_to_another_module_and_back() {
        var specification = specification(Samples.library());
        var modules = specification.document().modules();
        var route = modules.getFirst().routes().getFirst();
        var moved = json(call(
                rosa,
                "PUT",
                path(specification) + "/elements/" + route.id() + "/position",
                "{\"parent\": \"%s\"}".formatted(modules.getLast().id())));
        assertThat(moved.path("change").asText())
                .isEqualTo("GET /books moved to module " + modules.getLast().name());
        assertThat(moved.path("element").asText()).isEqualTo(route.id());
        var next = "/apps/%d/specs/%d"
                .formatted(specification.applicationId(), moved.path("id").asLong());
        var diff = json(call(
                rosa, "GET", path(specification) + "/diff/" + moved.path("id").asLong(), null));
        assertThat(names(diff.path("items").findValues("what"))).containsExactly("MOVED");
        assertThat(call(
                                rosa,
                                "PUT",
                                next + "/elements/" + route.id() + "/position",
                                "{\"parent\": \"%s\", \"position\": 0}"
                                        .formatted(modules.getFirst().id()))
                        .statusCode())
                .isEqualTo(201);
        var back = site.jdbi()
                .withExtension(Specifications.class, store -> store.latest(specification.applicationId()))
                .orElseThrow();
        assertThat(back.document()).isEqualTo(specification.document());
        refused(
                call(
                        rosa,
                        "PUT",
                        "/apps/%d/specs/%d/elements/%s/position"
                                .formatted(specification.applicationId(), back.id(), route.id()),
                        "{\"parent\": \"%s\"}"
                                .formatted(specification
                                        .document()
                                        .tables()
                                        .getFirst()
                                        .id())),
                422);
    }

    /** N10 */
    @Test
    void a_copy_of_a_table_stands_behind_it_and_is_named_in_the_answer() {
        var specification = specification(Samples.library());
        var book = specification.document().table("book").orElseThrow();
        var copied = call(rosa, "POST", path(specification) + "/elements/" + book.id() + "/copies", null);
        assertThat(copied.statusCode()).isEqualTo(201);
        assertThat(json(copied).path("change").asText()).isEqualTo("table book copied to table book_copy");
        var latest = site.jdbi()
                .withExtension(Specifications.class, store -> store.latest(specification.applicationId()))
                .orElseThrow();
        var made = latest.document().table("book_copy").orElseThrow();
        assertThat(made.id()).isEqualTo(json(copied).path("element").asText());
        assertThat(made.columns()).hasSameSizeAs(book.columns());
        refused(call(rosa, "POST", path(specification) + "/elements/" + book.id() + "/copies", null), 409);
    }

    @Test
    void a_refusal_says_in_any_script_what_was_found() {
        var specification = specification(Samples.library());
        var refused = call(rosa, "POST", path(specification) + "/elements", "{\"kind\": \"größe 表\"}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).path("detail").asText()).startsWith("There is no kind of element “größe 表”");
    }

    /** N9 */
    @Test
    void a_deletion_says_whether_uses_go_and_which_of_them_are_kept() {
        var specification = specification(Samples.library());
        var book = specification.document().table("book").orElseThrow();
        var column = specification.document().table("loan").orElseThrow().column("book_id");
        var element = path(specification) + "/elements/" + book.id();
        refused(call(rosa, "DELETE", element, null), 422);
        refused(call(rosa, "DELETE", element + "?uses=all", null), 422);
        refused(call(rosa, "DELETE", element + "?uses=remove&keep=e9999", null), 422);
        var removed = call(
                rosa,
                "DELETE",
                element + "?uses=remove&keep=" + column.orElseThrow().id(),
                null);
        assertThat(json(removed).path("change").asText()).startsWith("table book removed with ");
        assertThat(site.jdbi()
                        .withExtension(Specifications.class, store -> store.latest(specification.applicationId()))
                        .orElseThrow()
                        .document()
                        .table("loan")
                        .orElseThrow()
                        .column("book_id"))
                .isPresent();
    }

    @Test
    void an_edit_that_makes_no_sense_is_422_and_says_why() {
        var specification = specification(Samples.library());
        var routes = specification.document().routes().toList();
        var elements = path(specification) + "/elements";
        for (var body : List.of("{\"path\": \"no slash\"}", "{\"method\": \"FETCH\"}", "{\"path\": 7}")) {
            var refused = call(rosa, "PATCH", elements + "/" + routes.getFirst().id(), body);
            refused(refused, 422);
            assertThat(json(refused).at("/errors/0/message").asText()).isNotBlank();
        }
        refused(call(rosa, "PATCH", elements + "/e99999", "{\"summary\": \"x\"}"), 422);
        refused(call(rosa, "POST", elements, "{\"kind\": \"spaceship\"}"), 422);
        refused(call(rosa, "POST", elements, "{}"), 422);
        refused(call(rosa, "POST", elements, "{\"kind\": \"column\", \"parent\": \"e99999\"}"), 422);
        refused(call(rosa, "POST", path(specification) + "/revise", "{\"instruction\": \" \"}"), 422);
        assertThat(json(call(rosa, "GET", path(specification) + "/checks", null))
                        .path("items"))
                .isNotNull();
    }

    @Test
    void developing_answers_at_once_with_the_job_and_what_it_makes() {
        var specification = specification(Samples.library());
        var developing = call(rosa, "POST", path(specification) + "/develop", null);
        assertThat(developing.statusCode()).isEqualTo(202);
        var developed = json(developing).at("/developedApp/id").asLong();
        assertThat(json(call(rosa, "GET", "/developed-apps/" + developed, null))
                        .path("state")
                        .asText())
                .isEqualTo("building");
        refused(call(rosa, "GET", "/developed-apps/%d/zip".formatted(developed), null), 409);
        refused(call(rosa, "GET", "/developed-apps/%d/bundle".formatted(developed), null), 409);
        refused(call(rosa, "POST", "/developed-apps/%d/deployments".formatted(developed), hosted("shelf")), 409);
        var job = "/jobs/" + json(developing).at("/job/id").asLong();
        assertThat(json(call(rosa, "GET", job, null)).path("state").asText()).isEqualTo("queued");
        refused(call(rosa, "POST", job + "/retry", null), 409);
        assertThat(call(rosa, "POST", job + "/cancellation", null).statusCode()).isEqualTo(202);
        assertThat(json(call(rosa, "GET", job, null)).path("state").asText()).isEqualTo("cancelled");
        refused(call(rosa, "POST", job + "/cancellation", null), 409);
        assertThat(call(rosa, "POST", job + "/retry", null).statusCode()).isEqualTo(202);
    }

    /** G2 */
    @Test
    void a_job_is_followed_with_a_token() {
        var specification = specification(Samples.helloWorld());
        var developing = call(rosa, "POST", path(specification) + "/develop", null);
        var job = "/jobs/" + json(developing).at("/job/id").asLong();
        assertThat(call(rosa, "POST", job + "/cancellation", null).statusCode()).isEqualTo(202);
        refused(call(rosa, "GET", job + "/events", null), 406);
        var events = site.bearing(rosa)
                .with("Accept", "text/event-stream")
                .get(ApiRoutes.ROOT + job + "/events")
                .body();
        assertThat(events).contains("id: ", "data: Queued.", "data: Stopped.", "event: ended");
    }

    @Test
    void what_was_made_is_read_file_by_file_and_as_a_zip() {
        var ids = fixtures();
        var path = "/developed-apps/" + ids.get("developedApp");
        var shown = json(call(rosa, "GET", path, null));
        assertThat(shown.path("state").asText()).isEqualTo("verified");
        assertThat(names(json(call(rosa, "GET", path + "/files", null)).findValues("path")))
                .containsExactly("README.md", "mvnw", "src/main/java/a/App.java");
        var file = call(rosa, "GET", path + "/files/src/main/java/a/App.java", null);
        assertThat(file.body()).isEqualTo("class App {}\n");
        assertThat(file.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
        for (var escape : List.of("../../etc/passwd", "..%2f..%2fetc%2fpasswd", "/etc/passwd", ".git/config")) {
            refused(call(rosa, "GET", path + "/files/" + escape, null), 400, 404);
        }
        var zip = call(rosa, "GET", path + "/zip", null);
        assertThat(zip.headers().firstValue("Content-Type")).contains("application/zip");
        assertThat(zip.headers().firstValue("Content-Disposition").orElse("")).contains("shelf-v1.zip");
        assertThat(json(call(rosa, "GET", path + "/findings", null)).path("items"))
                .isEmpty();
    }

    @Test
    void a_bundle_is_cloned_into_the_files_of_the_zip(@TempDir Path folder) throws Exception {
        var path = ApiRoutes.ROOT + "/developed-apps/" + fixtures().get("developedApp");
        var zip = site.bearing(rosa).download(path + "/zip");
        var bundle = site.bearing(rosa).download(path + "/bundle");
        assertThat(bundle.headers().firstValue("Content-Type")).contains("application/x-git-bundle");
        assertThat(bundle.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"shelf-v1.bundle\"");
        assertThat(Unpacked.cloned(bundle.body(), folder.resolve("shelf"))).isEqualTo(Unpacked.zip(zip.body()));
    }

    /** RFC 9530, RFC 9110 13.1.2, W7.8: people and programs alike. */
    @ParameterizedTest
    @ValueSource(strings = {"/%s/zip", "/%s/bundle", ApiRoutes.ROOT + "/%s/zip", ApiRoutes.ROOT + "/%s/bundle"})
    void a_download_tells_its_length_and_hash_and_spares_whoever_has_it(String address) throws Exception {
        var path = address.formatted("developed-apps/" + fixtures().get("developedApp"));
        var reader = site.as(owner).with("Accept-Encoding", "gzip");
        var sent = reader.download(path);
        var sha256 = MessageDigest.getInstance("SHA-256").digest(sent.body());
        var tag = "\"" + HexFormat.of().formatHex(sha256) + "\"";
        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(sent.headers().firstValueAsLong("Content-Length")).hasValue(sent.body().length);
        assertThat(sent.headers().firstValue("ETag")).contains(tag);
        assertThat(sent.headers().firstValue("Repr-Digest"))
                .contains("sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":");
        for (var held : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            var spared = reader.with("If-None-Match", held).download(path);
            assertThat(spared.statusCode()).as(held).isEqualTo(304);
            assertThat(spared.body()).isEmpty();
            assertThat(spared.headers().firstValue("ETag")).contains(tag);
        }
        assertThat(reader.with("If-None-Match", "\"other\"").download(path).body())
                .isEqualTo(sent.body());
    }

    @Test
    void a_deployment_is_asked_for_shown_and_deleted() {
        var deployments = "/developed-apps/" + fixtures().get("developedApp") + "/deployments";
        refused(call(rosa, "POST", deployments, "{\"target\": \"moon\"}"), 422);
        for (var target : List.of("git", "docker", "kubernetes")) {
            refused(call(rosa, "POST", deployments, "{\"target\": \"%s\"}".formatted(target)), 501);
        }
        var started = call(rosa, "POST", deployments, hosted("Über shelf"));
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        var path = "/deployments/" + json(started).at("/deployment/id").asLong();
        var shown = json(call(rosa, "GET", path, null));
        assertThat(shown.path("state").asText()).isEqualTo("queued");
        assertThat(shown.path("target").asText()).isEqualTo("hosted");
        assertThat(call(rosa, "GET", path + "/log", null).statusCode()).isEqualTo(200);
        assertThat(call(rosa, "DELETE", path, null).statusCode()).isEqualTo(204);
        refused(call(rosa, "GET", path, null), 404);
    }

    @Test
    void a_question_is_answered() {
        var ids = fixtures();
        var interview = "/apps/" + ids.get("app") + "/interview";
        var answered = call(rosa, "PUT", interview + "/" + ids.get("question"), "{\"answer\": \"Everybody\"}");
        assertThat(json(answered).path("answer").asText()).isEqualTo("Everybody");
        assertThat(json(call(rosa, "GET", interview, null))
                        .at("/items/0/defaultAnswer")
                        .asText())
                .isEqualTo("All");
        refused(call(rosa, "PUT", interview + "/" + ids.get("question"), "{\"answer\": \"\"}"), 422);
        assertThat(call(rosa, "POST", interview, null).statusCode()).isEqualTo(202);
    }

    @Test
    void a_single_function_is_the_one_route_of_an_application_of_its_own() {
        var begun = json(call(rosa, "POST", "/functions", """
                {"name": "roundedShare", "description": "The share of part in whole, in percent, rounded half up.",
                 "input": [{"name": "part", "type": "decimal"}, {"name": "whole", "type": "decimal"},
                           {"name": "digits", "type": "integer", "required": false}],
                 "returns": "decimal",
                 "examples": [{"values": {"part": 1, "whole": 8}, "answer": 12.5},
                              {"values": {"part": 1, "whole": 0}, "status": 400}]}
                """));
        var app = "/apps/" + begun.at("/app/id").asLong();
        assertThat(json(call(rosa, "GET", app, null)).path("name").asText()).isEqualTo("Rounded share");
        assertThat(json(call(rosa, "GET", "/jobs/" + begun.at("/job/id").asLong(), null))
                        .path("kind")
                        .asText())
                .isEqualTo("develop");
        assertThat(json(call(
                                rosa,
                                "GET",
                                "/developed-apps/"
                                        + begun.at("/developedApp/id").asLong(),
                                null))
                        .has("state"))
                .isTrue();
        var spec =
                json(call(rosa, "GET", app + "/specs", null)).at("/items/0/id").asLong();
        var route = json(call(rosa, "GET", app + "/specs/" + spec, null)).at("/document/modules/0/routes/0");
        assertThat(route.path("method").asText() + " " + route.path("path").asText())
                .isEqualTo("POST /rounded-share");
        assertThat(route.at("/behaviour/kind").asText()).isEqualTo("CUSTOM");
        assertThat(route.path("examples").findValuesAsText("status")).containsExactly("200", "400");
        assertThat(json(call(rosa, "GET", app + "/specs/" + spec + "/checks", null))
                        .findValuesAsText("severity"))
                .doesNotContain("ERROR");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|name|in lower camel case",
                "{'name': 'Double'}|name|found “Double”",
                "{'name': 'double', 'description': 'Doubles', 'returns': 'integer'}|name|is a word of Java",
                "{'name': 'twice'}|description|what the function does",
                "{'name': 'twice', 'description': 'Doubles'}|returns|found nothing",
                "{'name': 'twice', 'description': 'Doubles', 'returns': 'Money'}|returns|found “Money”",
                "{'name': 'twice', 'description': 'Doubles', 'returns': 'file'}|returns|found “file”",
                "{'name': 'twice', 'description': 'Doubles', 'returns': 'long', 'input': [{'name': 'x', 'type': 'long'}]}|input[0].name|found “x”",
                "{'name': 'twice', 'description': 'Doubles', 'returns': 'long', 'input': [{'name': 'it', 'type': 'int'}]}|input[0].type|found “int”",
                "{'name': 'twice', 'description': 'Doubles', 'returns': 'long', 'input': [{'name': 'int', 'type': 'long'}]}|input[0].name|is a word of Java",
                "{'name': 'twice', 'output': 'long'}|output|there is no such member"
            })
    void a_function_that_makes_no_sense_is_refused_by_what_is_wrong_and_leaves_nothing(
            String body, String field, String words) {
        var before = call(rosa, "GET", "/apps", null).body();
        var refused = call(rosa, "POST", "/functions", body.replace('\'', '"'));
        assertThat(refused.statusCode()).isIn(400, 422);
        assertThat(json(refused).at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(json(refused).at("/errors/0/message").asText()).contains(words);
        assertThat(call(rosa, "GET", "/apps", null).body()).isEqualTo(before);
    }

    @Test
    void a_document_becomes_the_next_version_and_its_losses_are_told() {
        var imported = imported("application/openapi+yaml", """
                openapi: 3.1.0
                info: {title: Bells, version: "1"}
                paths:
                  /bells/{name}:
                    get:
                      summary: Rings
                      parameters: [{name: name, in: path, required: true, schema: {type: string}}]
                      responses: {"200": {description: A sound, content: {text/plain: {schema: {type: string}}}}}
                      callbacks: {rung: {}}
                """);
        assertThat(imported.statusCode()).as(imported.body()).isEqualTo(201);
        var answer = json(imported);
        assertThat(answer.path("customRoutes").asInt()).isEqualTo(1);
        assertThat(answer.at("/losses/0/pointer").asText()).isEqualTo("#/paths/~1bells~1{name}/get/callbacks");
        var version = imported.headers().firstValue("Location").orElseThrow().substring("/api/v1".length());
        var shown = json(call(rosa, "GET", version, null));
        assertThat(shown.at("/document/modules/0/routes/0/path").asText()).isEqualTo("/bells/{name}");
        var text = call(rosa, "GET", version + "/text", null);
        assertThat(text.body()).startsWith("# Specification of ").contains("GET /bells/{name}");
        var again = imported("application/json", shown.path("document").toString());
        assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
        var equal = again.headers().firstValue("Location").orElseThrow().substring("/api/v1".length());
        assertThat(json(call(rosa, "GET", equal, null)).path("document")).isEqualTo(shown.path("document"));
    }

    @Test
    void what_is_no_document_is_refused_with_a_reason() {
        refused(imported("application/openapi+yaml", "openapi: 3.1.0"), 422);
        refused(imported("application/openapi+json", "{"), 422);
        refused(imported("application/openapi+yaml", "a: &a [*a]"), 422);
        refused(imported("application/json", "{\"modules\": 7, \"lastId\": true}"), 422);
        refused(imported("text/html", "<p>"), 415);
        refused(imported("application/openapi+yaml", "#".repeat(Imports.BYTES + 1)), 413);
    }

    /** The body goes on coming while it is refused; a connection that ends meanwhile takes the answer with it. */
    @Test
    void whoever_sends_too_much_always_hears_of_it() {
        var large = "#".repeat(3 * Imports.BYTES);
        for (var turn = 0; turn < 100; turn++) {
            refused(imported("application/openapi+yaml", large), 413);
        }
    }

    private static HttpResponse<String> imported(String type, String text) {
        return site.bearing(rosa)
                .with("Content-Type", type)
                .send(
                        "POST",
                        ApiRoutes.ROOT + "/apps/" + fixtures().get("app") + "/specs",
                        BodyPublishers.ofString(text));
    }

    private static List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        json(site.asNobody().get("/openapi.json"))
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.add(new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                operation.getValue().at("/security/0/token/0").asText()))));
        return operations;
    }

    private static String written(Web.Declared route) {
        return route.method() + " "
                + route.path()
                        .substring(ApiRoutes.ROOT.length())
                        .replace('<', '{')
                        .replace('>', '}');
    }

    private static HttpResponse<String> call(String token, Operation operation, Map<String, String> ids) {
        var path = operation.path();
        for (var id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue());
        }
        return call(token, operation.method(), path, operation.method().equals("GET") ? null : "{}");
    }

    /** One of everything that is Rosa's, by the names of path variables. */
    private static Map<String, String> fixtures() {
        var specification = specification(Samples.helloWorld());
        var app = specification.applicationId();
        var jdbi = site.jdbi();
        var developing = json(call(rosa, "POST", path(specification) + "/develop", null));
        var developedApp = developing.at("/developedApp/id").asLong();
        var files = List.of(
                SourceFile.scaffold("README.md", "# Shelf\n"),
                SourceFile.scaffold("mvnw", "#!/bin/sh\n"),
                SourceFile.scaffold("src/main/java/a/App.java", "class App {}\n"));
        var deployment = jdbi.withHandle(handle -> {
            handle.attach(DevelopedApps.class)
                    .finish(
                            developedApp,
                            DevelopedApp.State.VERIFIED,
                            "all proven",
                            BigDecimal.ZERO,
                            Zip.of("shelf", files));
            handle.attach(SourceFiles.class)
                    .add(developedApp, files.stream().map(SourceFiles.Row::of).toList());
            handle.attach(InterviewQuestions.class).ask(app, "Who?", "Why", "All", List.of());
            return handle.attach(Deployments.class).add(developedApp, DeploymentTarget.HOSTED, "shelf-" + developedApp);
        });
        var question = jdbi.withExtension(InterviewQuestions.class, store -> store.list(app))
                .getFirst();
        var ids = new TreeMap<String, String>();
        ids.put("app", String.valueOf(app));
        ids.put("spec", String.valueOf(specification.id()));
        ids.put("diagram", "tables");
        ids.put("other", String.valueOf(specification.id()));
        ids.put(
                "element",
                specification.document().routes().findFirst().orElseThrow().id());
        ids.put("question", String.valueOf(question.id()));
        ids.put("developedApp", String.valueOf(developedApp));
        ids.put("path", "README.md");
        ids.put("deployment", String.valueOf(deployment.id()));
        ids.put("job", developing.at("/job/id").asText());
        return ids;
    }

    private static Specification specification(Document document) {
        var application = site.given.application(owner, "Shelf");
        return site.jdbi()
                .withExtension(
                        Specifications.class,
                        specifications -> specifications.add(application.id(), null, document, "drafted", "rosa"));
    }

    private static String path(Specification specification) {
        return "/apps/%d/specs/%d".formatted(specification.applicationId(), specification.id());
    }

    private static String token(Account account, Set<TokenScope> scopes) {
        return site.doors
                .tokens()
                .create(account.id(), "test", scopes, Optional.empty())
                .secret();
    }

    private static String credentials(String email, String password) {
        return "{\"email\": \"%s\", \"password\": \"%s\", \"name\": \"ci\"}".formatted(email, password);
    }

    private static String hosted(String name) {
        return "{\"target\": \"hosted\", \"name\": \"%s\"}".formatted(name);
    }

    private static HttpResponse<String> call(String token, String method, String path, @Nullable String body) {
        var program = site.bearing(token);
        return body == null
                ? program.send(method, ApiRoutes.ROOT + path, BodyPublishers.noBody())
                : program.with("Content-Type", "application/json")
                        .send(method, ApiRoutes.ROOT + path, BodyPublishers.ofString(body));
    }

    private static void refused(HttpResponse<String> response, Integer... statuses) {
        var what = response.request().method() + " " + response.uri() + " " + response.body();
        assertThat(response.statusCode()).as(what).isIn((Object[]) statuses);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(json(response).path("status").asInt()).isEqualTo(response.statusCode());
        assertThat(json(response).path("detail").asText()).as(what).isNotBlank();
        assertThat(response.body()).doesNotContain("Exception", "codex.", "SELECT");
    }

    private static String anonymous(HttpResponse<String> response) {
        return response.body().replaceAll("urn:request:[0-9a-f]+", "");
    }

    private static List<String> names(Iterable<JsonNode> nodes) {
        var names = new ArrayList<String>();
        nodes.forEach(node -> names.add(node.asText()));
        return names;
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(response.body(), broken);
        }
    }
}
