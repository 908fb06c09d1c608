package codex.web;

import static org.assertj.core.api.Assertions.assertThat;

import codex.account.Account;
import codex.account.TokenScope;
import codex.agent.Assignments;
import codex.application.Application;
import codex.application.Applications;
import codex.code.DevelopedApps;
import codex.engine.ModelField;
import codex.engine.llm.ScriptedModel;
import codex.queue.PostgresQueue;
import codex.specification.Samples;
import codex.specification.Specification;
import codex.specification.Specifications;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** W12 with SECURITY.md, S37, S41, S48 and RELIABILITY.md, C1, C15, C18: the model's settings as pages and programs have them. */
class SettingsPagesTest {
    private static final Site site = Site.whole(Map.of());
    private static final Account ada = site.given.admin("ada@example.org");
    private static final Account rosa = site.given.account("rosa@example.org");
    private static final String CANARY = "sk-canary-0123456789-abcd";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a browser sends: every field, most of them empty. */
    private static final Map<String, String> EMPTY = empty();

    @AfterAll
    static void close() {
        site.close();
    }

    @BeforeEach
    void forget() {
        site.jdbi().useHandle(handle -> handle.execute("DELETE FROM setting; DELETE FROM engine_call"));
    }

    /** S13 */
    @Test
    void only_administrators_find_the_settings() {
        assertThat(site.as(rosa).get("/settings").statusCode()).isEqualTo(404);
        assertThat(site.as(rosa).get("/applications").body()).doesNotContain("href=\"/settings\"");
        assertThat(site.as(ada).get("/applications").body()).contains("href=\"/settings\"");
        assertThat(page()).contains("The built-in engine answers", "Settings</a>");
    }

    /** W12.1, W12.5, S41 */
    @Test
    void what_was_saved_is_shown_again_with_its_source_and_the_key_as_its_ending() {
        var answer = save(
                Map.of("endpoint", "https://api.example.com/v1", "apiKey", CANARY, "model", "small", "atOnce", "4"));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/settings?saved=settings");
        assertThat(site.as(ada).get("/settings?saved=settings").body()).contains("It holds from the next question on.");
        assertThat(page())
                .contains("value=\"https://api.example.com/v1\"", "value=\"small\"", "value=\"4\"")
                .contains(
                        "set, ends in …abcd",
                        "The language model small answers.",
                        "it is asked at https://api.example.com,")
                .contains(">set here</span>", ">default</span>")
                .doesNotContain("canary");
        save(Map.of("endpoint", "https://api.example.com/v1", "model", "medium"));
        assertThat(page()).as("an empty key keeps the one that is there").contains("medium", "ends in …abcd");
    }

    /** H5 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "endpoint",
                "apiKey",
                "model",
                "strongModel",
                "embeddingModel",
                "priceIn",
                "priceOut",
                "strongPriceIn",
                "strongPriceOut",
                "embeddingPrice",
                "capCall",
                "capJob",
                "capApplication",
                "capAccount",
                "capDay",
                "atOnce",
                "perAccount"
            })
    void a_refused_field_keeps_what_was_typed_and_says_beside_it_what_is_wrong(String field) {
        var typed = new HashMap<>(Map.of("strongModel", "large", "embeddingModel", "vectors"));
        for (var price : List.of("priceIn", "priceOut", "strongPriceIn", "strongPriceOut", "embeddingPrice")) {
            typed.put(price, "1");
        }
        typed.put(field, "no \"good\"");
        var answer = save(typed);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Nothing was saved:", "id=\"" + field + "-refused\"")
                .containsPattern("id=\"" + field + "\"[^>]*aria-invalid=\"true\"[^>]*aria-describedby=\"[^\"]*" + field
                        + "-refused\"");
        if (field.equals("apiKey")) {
            assertThat(answer.body()).doesNotContain("value=\"no &#34;good");
        } else {
            assertThat(answer.body()).contains("value=\"no &#34;good");
        }
        assertThat(answer.body().split("class=\"refused\"", -1))
                .as("only that one")
                .hasSize(2);
    }

    /** H5, C15: broken together, told together. */
    @Test
    void all_that_is_wrong_is_told_at_once_and_nothing_is_saved() {
        var answer = save(
                Map.of("endpoint", "http://169.254.169.254/v1", "apiKey", CANARY, "capDay", "-1", "model", "good"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("endpoint-refused", "credentials of machines", "capDay-refused", "value=\"good\"")
                .contains("Type the key again: it is never sent back to a page.")
                .doesNotContain("canary");
        assertThat(page()).doesNotContain("value=\"good\"");
        assertThat(save(Map.of("capDay", "5")).body()).contains("priceIn-refused", "gpt-4.1-mini needs a price");
    }

    /** S37 */
    @Test
    void another_host_without_the_key_typed_again_drops_the_key_and_says_so() {
        save(Map.of("endpoint", "https://api.example.com/v1", "apiKey", CANARY));
        var moved = save(Map.of("endpoint", "https://evil.example/v1"));
        assertThat(moved.headers().firstValue("Location")).contains("/settings?saved=key-dropped");
        assertThat(site.as(ada).get("/settings?saved=key-dropped").body())
                .contains("The key was dropped")
                .doesNotContain("ends in");
    }

    @Test
    void the_key_is_removed_by_its_own_button() {
        save(Map.of("endpoint", "https://api.example.com/v1", "apiKey", CANARY));
        assertThat(page()).contains("action=\"/settings/key/removal\"", ">Remove key<");
        assertThat(site.as(ada).post("/settings/key/removal", Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(page()).contains("value=\"https://api.example.com/v1\"").doesNotContain("ends in", ">Remove key<");
    }

    /** S41, S48 */
    @Test
    void a_key_is_nowhere_but_sealed_in_its_row_and_the_trail_tells_each_change() throws IOException {
        save(Map.of("endpoint", "https://api.example.com/v1", "apiKey", CANARY));
        save(Map.of("endpoint", "https://api.example.com/v1", "apiKey", CANARY + "-efgh"));
        var trail = site.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT before::text || ' to ' || after::text FROM audit_entry
                        WHERE subject = 'setting:model' AND action = 'settings changed' AND account_id = :ada
                        ORDER BY id DESC LIMIT 2
                        """)
                        .bind("ada", ada.id())
                        .mapTo(String.class)
                        .list());
        assertThat(trail.getFirst()).contains("set, ends in …abcd", "to", "set, ends in …efgh");
        assertThat(trail.get(1)).contains("\"endpoint\"", "https://api.example.com/v1");
        var everything = everything();
        assertThat(everything).contains("model.apiKey").doesNotContain("canary");
        for (var path : List.of(
                "/settings",
                "/admin/records/setting",
                "/admin/records/setting/model.apiKey",
                "/admin/records/audit_entry",
                "/admin/records/audit_entry?filter=subject:is:setting%3Amodel",
                "/nowhere")) {
            assertThat(site.as(ada).get(path).body()).as(path).doesNotContain("canary");
        }
    }

    /** W12.5 */
    @Test
    void what_the_environment_says_is_shown_and_cannot_be_changed() {
        var environment = Map.of(
                ModelField.ENDPOINT, "https://me:word@models.example.com/v1",
                ModelField.KEY, CANARY,
                ModelField.MODEL, "from-outside");
        try (var outside = Site.whole(environment)) {
            var admin = outside.as(outside.given.admin("ada@example.org"));
            var page = admin.get("/settings").body();
            assertThat(page)
                    .contains("value=\"from-outside\"", "<code>CODEX_MODEL</code>", "<code>OPENAI_API_KEY</code>")
                    .containsPattern("id=\"model\"[^>]* disabled")
                    .containsPattern("id=\"apiKey\"[^>]* disabled")
                    .contains("ends in …abcd", "https://…@models.example.com/v1")
                    .doesNotContain("canary", "me:word");
            var forced = admin.post("/settings", Map.of("model", "typed", "apiKey", "sk-other"));
            assertThat(forced.statusCode()).isEqualTo(422);
            assertThat(forced.body()).contains("It comes from CODEX_MODEL", "It comes from OPENAI_API_KEY");
            assertThat(admin.post("/settings", Map.of("atOnce", "3")).statusCode())
                    .isEqualTo(303);
        }
    }

    @Test
    void a_key_of_another_home_is_a_state_and_no_failure() {
        site.jdbi()
                .useHandle(
                        handle -> handle.execute(
                                "INSERT INTO setting (name, value, secret) VALUES ('model.apiKey', '1:c2VhbGVkIGVsc2V3aGVyZSBzb21laG93', true)"));
        assertThat(page()).contains("cannot be read with this CODEX_HOME; enter it again", ">Remove key<");
        assertThat(site.as(ada).get("/applications").body()).contains("Mend it in the settings");
    }

    /** W12.1, C6, H1, H2 */
    @Test
    void the_connection_is_tried_with_what_is_typed_and_nothing_is_saved() throws IOException {
        try (var model = new ScriptedModel()) {
            model.says("{}").fails(401, "{\"error\": \"" + CANARY + "\"}").says("{}");
            var typed = typed(Map.of("endpoint", model.url(), "apiKey", CANARY, "model", "small"));
            var fragment = site.as(ada).with("HX-Request", "true").post("/settings/connection-test", typed);
            assertThat(fragment.body())
                    .contains("id=\"connection\"", "<b>Answer</b> from small after", "It calls itself scripted.")
                    .doesNotContain("<html", "canary");
            assertThat(model.headers().getFirst().get("Authorization")).containsExactly("Bearer " + CANARY);

            var page = site.as(ada).post("/settings/connection-test", typed);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("<h1>Settings", "<b>Denied</b>", "Type the key again as a whole", "value=\"small\"")
                    .doesNotContain("canary");
            assertThat(page()).contains("The built-in engine answers");

            save(typed);
            var elsewhere = new HashMap<>(typed(Map.of("endpoint", model.url().replace("127.0.0.1", "localhost"))));
            site.as(ada).post("/settings/connection-test", elsewhere);
            assertThat(String.valueOf(model.headers().getLast().get("Authorization")))
                    .as("S37: a stored key is not sent to another host")
                    .doesNotContain("canary");
            assertThat(count("engine_call")).as("it stands in no ledger").isZero();
        }
    }

    /** S37 */
    @Test
    void an_address_that_is_refused_is_not_even_tried() {
        var typed = typed(Map.of("endpoint", "http://models.lan/v1", "capDay", "nonsense"));
        var fragment = site.as(ada).with("HX-Request", "true").post("/settings/connection-test", typed);
        assertThat(fragment.statusCode()).isEqualTo(422);
        assertThat(fragment.body())
                .contains("id=\"connection\"", "Not asked: By http, whoever")
                .doesNotContain("<html");
        assertThat(site.as(ada).post("/settings/connection-test", typed).body()).contains("endpoint-refused");
    }

    @Test
    void sandbox_and_environment_are_told() {
        assertThat(page()).contains("Generated code is not isolated", "none: for a test", "<code>PORT</code>");
    }

    /** Every page that asks an engine says which. */
    @Test
    void who_answers_is_said_wherever_something_is_asked() {
        save(Map.of("endpoint", "https://api.example.com/v1", "model", "small"));
        var shop = site.given.application(rosa, "Shop");
        var url = "/applications/" + shop.id();
        for (var path : List.of("/applications/new", url, url + "/questions", url + "/specification")) {
            assertThat(site.as(rosa).get(path).body()).as(path).contains("language model small");
        }
        specified(shop);
        assertThat(site.as(rosa).get(url + "/specification").body()).contains("Asks the language model small.");
        assertThat(site.as(rosa).get(url + "/development").body()).contains("With the language model small.");

        assertThat(site.as(rosa)
                        .post(url + "/engine", Map.of("engine", "builtin"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(site.as(rosa).get(url + "/development").body()).contains("With the built-in engine.");
        assertThat(site.as(rosa).get(url).body()).contains("Ask the language model again");
        site.as(rosa).post(url + "/engine", Map.of("engine", ""));
        assertThat(site.as(rosa).get(url + "/questions").body()).contains("language model small");
        assertThat(site.as(ada)
                        .post(url + "/engine", Map.of("engine", "builtin"))
                        .statusCode())
                .isEqualTo(404);
    }

    /** C1 */
    @Test
    void a_model_that_refuses_is_told_to_administrators_until_it_is_mended() {
        save(Map.of("endpoint", "https://api.example.com/v1"));
        var job = failed(site.given.application(rosa, "Denied"), "Denied");
        assertThat(site.as(ada).get("/applications").body()).contains("refused the key", "Mend it in the settings");
        assertThat(site.as(rosa).get("/applications").body()).doesNotContain("Mend it in the settings");
        assertThat(page())
                .contains("The last question to it ended with Denied.")
                .doesNotContain("Mend it in the settings");
        save(Map.of("endpoint", "https://api.example.com/v1", "apiKey", CANARY));
        assertThat(site.as(ada).get("/applications").body()).doesNotContain("Mend it in the settings");
        called(job, "Quota");
        assertThat(site.as(ada).get("/applications").body()).contains("no credit left");
        called(job, "Answer");
        assertThat(site.as(ada).get("/applications").body()).doesNotContain("Mend it in the settings");
    }

    /** C1: never by itself. */
    @Test
    void a_job_that_the_model_failed_offers_the_built_in_engine() {
        save(Map.of("endpoint", "https://api.example.com/v1"));
        var shop = site.given.application(rosa, "Offered");
        var job = failed(shop, "Denied");
        assertThat(site.as(rosa).get("/jobs/" + job).body())
                .contains("Try again with the built-in engine", "gave no answer (Denied)");
        assertThat(application(shop).engine()).isNull();
        assertThat(site.as(rosa)
                        .post("/jobs/" + job + "/retry", Map.of("engine", "builtin"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(application(shop).engine()).isEqualTo("builtin");
        assertThat(state(job)).isEqualTo("QUEUED");
        end(job);
        assertThat(site.as(rosa).get("/jobs/" + job).body())
                .as("that engine is asked already")
                .contains("Try again")
                .doesNotContain("with the built-in engine");
    }

    @Test
    void a_job_that_failed_otherwise_offers_nothing_else() {
        save(Map.of("endpoint", "https://api.example.com/v1"));
        var job = failed(site.given.application(rosa, "Otherwise"), "Answer");
        assertThat(site.as(rosa).get("/jobs/" + job).body())
                .contains("Try again")
                .doesNotContain("with the built-in engine");
    }

    /** The run was begun for the model and nothing of it was handed over: it says who will write it. */
    @Test
    void a_development_that_is_tried_with_the_built_in_engine_says_so() {
        save(Map.of("endpoint", "https://api.example.com/v1"));
        var shop = site.given.application(rosa, "Developed");
        var specification = specified(shop);
        var developing = assignments().develop(shop, specification, "llm");
        end(developing.jobId());
        called(developing.jobId(), "Rejected");
        site.as(rosa).post("/jobs/" + developing.jobId() + "/retry", Map.of("engine", "builtin"));
        var run = site.jdbi()
                .withExtension(DevelopedApps.class, store -> store.findAny(developing.developedAppId()))
                .orElseThrow();
        assertThat(run.engine()).isEqualTo("builtin");
        assertThat(run.building()).isTrue();
    }

    /** S10, S12, S41 */
    @Test
    void programs_read_and_change_the_settings_but_never_the_key() throws IOException {
        var token = token(ada, Set.of(TokenScope.ADMIN));
        var changed = patch(
                token,
                "{\"endpoint\": \"https://api.example.com/v1\", \"apiKey\": \"" + CANARY
                        + "\", \"priceIn\": 0.4, \"priceOut\": 1.60, \"capDay\": 25, \"atOnce\": 3}");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        var shown = site.bearing(token).get("/api/v1/settings");
        assertThat(shown.body()).isEqualTo(changed.body()).doesNotContain("canary");
        var settings = json(shown.body()).path("settings");
        assertThat(json(shown.body()).path("engine").asText()).isEqualTo("llm");
        assertThat(settings.at("/apiKey/value").asText()).isEqualTo("set, ends in …abcd");
        assertThat(settings.at("/apiKey/variable").asText()).isEqualTo("OPENAI_API_KEY");
        assertThat(settings.at("/priceIn/value").decimalValue()).isEqualByComparingTo("0.4");
        assertThat(settings.at("/capDay/value").decimalValue()).isEqualByComparingTo("25");
        assertThat(settings.path("capCall").path("value").isMissingNode()).isTrue();
        assertThat(settings.at("/model/source").asText()).isEqualTo("default");
        assertThat(page()).contains("value=\"25\"", "ends in …abcd");
        patch(token, "{\"apiKey\": null, \"capDay\": null}");
        assertThat(page()).doesNotContain("ends in …abcd", "value=\"25\"");
    }

    @Test
    void what_a_program_sends_wrong_is_named_and_nothing_changes() throws IOException {
        var token = token(ada, Set.of(TokenScope.ADMIN));
        var refused = patch(token, "{\"endpoint\": \"http://10.0.0.300/v1\", \"capDay\": 5, \"atOnce\": 0}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused.body()).findValuesAsText("field")).containsExactly("endpoint", "atOnce");
        assertThat(json(patch(token, "{\"capDay\": 5}").body()).findValuesAsText("field"))
                .containsExactly("priceIn");
        assertThat(patch(token, "{\"colour\": \"red\"}").body()).contains("no such member", "endpoint");
        assertThat(patch(token, "{\"atOnce\": \"3\"}").statusCode()).isEqualTo(400);
        assertThat(patch(token, "{\"model\": [1]}").statusCode()).isEqualTo(400);
        assertThat(count("setting")).isZero();
        assertThat(patch(token(ada, Set.of(TokenScope.WRITE)), "{}").statusCode())
                .isEqualTo(403);
        assertThat(patch(token(rosa, Set.of(TokenScope.WRITE)), "{}").statusCode())
                .isEqualTo(404);
    }

    private static String page() {
        return site.as(ada).get("/settings").body();
    }

    private static HttpResponse<String> save(Map<String, String> some) {
        return site.as(ada).post("/settings", typed(some));
    }

    private static Map<String, String> typed(Map<String, String> some) {
        var all = new HashMap<>(EMPTY);
        all.putAll(some);
        return all;
    }

    private static Map<String, String> empty() {
        var all = new HashMap<String, String>();
        for (var field : ModelField.values()) {
            all.put(field.word(), "");
        }
        return all;
    }

    private static String token(Account account, Set<TokenScope> scopes) {
        return site.doors
                .tokens()
                .create(account.id(), "test", scopes, Optional.empty())
                .secret();
    }

    private static HttpResponse<String> patch(String token, String body) {
        return site.bearing(token)
                .with("Content-Type", "application/json")
                .send("PATCH", "/api/v1/settings", BodyPublishers.ofString(body));
    }

    private static JsonNode json(String body) throws JsonProcessingException {
        return JSON.readTree(body);
    }

    private static Assignments assignments() {
        return new Assignments(site.jdbi(), new PostgresQueue(site.jdbi()));
    }

    private static Specification specified(Application application) {
        return site.jdbi()
                .withExtension(
                        Specifications.class,
                        store -> store.add(application.id(), null, Samples.helloWorld(), "drafted", "agent"));
    }

    /** A draft whose last question to the model ended so. */
    private static long failed(Application application, String outcome) {
        var job = assignments().draft(application);
        called(job, outcome);
        end(job);
        return job;
    }

    private static void end(long job) {
        site.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE job SET state = 'FAILED', finished_at = now(), error = '{\"message\": \"it ended\"}' WHERE id = ?",
                        job));
    }

    private static void called(long job, String outcome) {
        site.jdbi().useHandle(handle -> handle.execute("""
                INSERT INTO engine_call
                    (account_id, job_id, step_key, ordinal, try_number, question, request_hash, engine, outcome)
                VALUES (1, ?, 'draft', 1, (SELECT count(*) + 1 FROM engine_call), 'Draft', 'x', 'llm', ?)
                """, job, outcome));
    }

    private static Application application(Application application) {
        return site.jdbi()
                .withExtension(Applications.class, store -> store.findAny(application.id()))
                .orElseThrow();
    }

    private static String state(long job) {
        return site.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT state FROM job WHERE id = :id")
                        .bind("id", job)
                        .mapTo(String.class)
                        .one());
    }

    private static long count(String table) {
        return site.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                        .mapTo(Long.class)
                        .one());
    }

    /** Every row of every table as text. */
    private static String everything() {
        return site.jdbi().withHandle(handle -> {
            var all = new StringBuilder();
            for (var table : handle.createQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
                    .mapTo(String.class)
                    .list()) {
                handle.createQuery("SELECT t::text FROM \"" + table + "\" AS t")
                        .mapTo(String.class)
                        .forEach(row -> all.append(row).append('\n'));
            }
            return all.toString();
        });
    }
}
