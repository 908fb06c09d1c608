package codex.web;

import static org.assertj.core.api.Assertions.assertThat;

import codex.GivenCall;
import codex.account.Account;
import codex.agent.Assignments;
import codex.application.Application;
import codex.code.CodeGraph;
import codex.code.CodeGraphs;
import codex.code.CompiledRoute;
import codex.code.CompiledRoutes;
import codex.queue.PostgresQueue;
import codex.specification.Samples;
import codex.specification.Specifications;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger as people read it (EXPERIENCE.md, W11). */
class CallPagesTest {
    private static final Site site = new Site();
    private static final Pattern ROW = Pattern.compile("<tr><td>.*?</tr>", Pattern.DOTALL);
    private static final Pattern GROUP = Pattern.compile("<tr><th scope=\"row\">.*?</tr>", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    @AfterAll
    static void close() {
        site.close();
    }

    /** H14 */
    @Test
    void an_empty_ledger_says_what_would_be_here() {
        assertThat(site.as(account("empty")).get("/calls").body()).contains("No call yet.", "costs nothing");
    }

    /** W11.6, I4: whatever is chosen, the total is what SQL says of the same rows. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; true",
                "agent=developer; prompt_hash IN (SELECT hash FROM prompt WHERE name LIKE 'developer/%')",
                "question=WriteFunction; question = 'WriteFunction'",
                "model=large; model = 'large'",
                "outcome=failed; outcome NOT IN ('Answer', 'SENT', 'Cancelled')",
                "outcome=Busy; outcome = 'Busy'",
                "from=2026-03-02; sent_at >= '2026-03-02T00:00:00Z'",
                "to=2026-03-02; sent_at < '2026-03-03T00:00:00Z'",
                "from=2026-03-02&to=2026-03-02&model=small; sent_at::date = '2026-03-02' AND model = 'small'"
            })
    void the_total_is_that_of_exactly_the_chosen_calls(String query, String condition) {
        var owner = account("sums" + query.hashCode());
        var visitor = site.as(owner);
        mixed(owner);
        mixed(account("somebody-else"));
        var expected = site.jdbi().withHandle(handle -> {
            handle.execute("SET TIME ZONE 'UTC'");
            return handle.createQuery("""
                            SELECT count(*) AS calls, coalesce(sum(coalesce(cost, reserved)), 0) AS cost,
                                coalesce(sum(tokens_in), 0) AS tokens
                            FROM engine_call WHERE account_id = :account AND\s""" + condition)
                    .bind("account", owner.id())
                    .map((row, ctx) -> "%s to %s; %s"
                            .formatted(
                                    Phrase.count(row.getLong("calls"), "call")
                                            + (row.getLong("calls") == 1 ? " comes" : " come"),
                                    Phrase.money(row.getBigDecimal("cost")),
                                    Phrase.number(row.getLong("tokens")) + " tokens in"))
                    .one();
        });
        var page = visitor.get("/calls?" + query).body();
        assertThat(page).contains(expected.split("; ", 2)).doesNotContain("1,000 calls");
        assertThat(expected).doesNotStartWith("0 ");
    }

    /** W11.1, W11.6: each call is in one group, so the groups of every kind come to the total. */
    @ParameterizedTest
    @ValueSource(strings = {"day", "application", "route", "agent", "model"})
    void groups_of_any_kind_come_to_the_total(String kind) {
        var owner = account("groups-" + kind);
        mixed(owner);
        var groups = texts(GROUP, site.as(owner).get("/calls?by=" + kind).body());
        var calls = groups.stream().map(row -> row.split("\\|")[3].strip()).mapToInt(Integer::parseInt);
        var all = calls.toArray();
        assertThat(all).hasSizeGreaterThan(2);
        assertThat(IntStream.of(all).limit(all.length - 1).sum()).isEqualTo(all[all.length - 1]);
    }

    /** H3: a group leads to its calls. */
    @Test
    void a_day_s_line_leads_to_the_calls_of_that_day() {
        var owner = account("days");
        mixed(owner);
        assertThat(site.as(owner).get("/calls?by=day&model=small").body())
                .contains("href=\"/calls?model=small&amp;from=2026-03-02&amp;to=2026-03-02\"");
    }

    /** Functions serve routes; what they cost is found at those. */
    @Test
    void what_functions_cost_stands_at_the_routes_that_need_them() {
        var owner = account("routes");
        var shop = site.given.application(owner, "Shop");
        var run = run(shop);
        site.given
                .call(owner)
                .about(shop)
                .within(run, "graph:r1")
                .costing("0.10")
                .add();
        site.given
                .call(owner)
                .about(shop)
                .within(run, "function:shorten")
                .costing("0.20")
                .add();
        site.given
                .call(owner)
                .about(shop)
                .within(run, "repair:1:shorten")
                .costing("0.40")
                .add();
        site.given
                .call(owner)
                .about(shop)
                .within(run, "clarify:shorten")
                .costing("0")
                .add();
        site.given
                .call(owner)
                .about(shop)
                .within(run, "function:shorten:clear")
                .costing("0")
                .add();
        site.given
                .call(owner)
                .about(shop)
                .within(run, "function:random")
                .costing("0.80")
                .add();
        site.given.call(owner).about(shop).costing("1.60").add();
        assertThat(texts(GROUP, site.as(owner).get("/calls?by=route").body()))
                .anyMatch(row -> row.startsWith("POST /links Shop|$0.70||5|"))
                .anyMatch(row -> row.startsWith("POST /codes, POST /links Shop|$0.80||1|"))
                .anyMatch(row -> row.startsWith("About no single route Shop|$1.60||1|"));
    }

    /** W11.4 */
    @Test
    void failed_calls_are_one_link_away() {
        var owner = account("failed");
        mixed(owner);
        var page = site.as(owner).get("/calls").body();
        assertThat(page).contains("href=\"/calls?outcome=failed\">Failed, 2<");
        assertThat(texts(ROW, site.as(owner).get("/calls?outcome=failed").body()))
                .hasSize(2)
                .allMatch(row -> row.endsWith("|Busy|") || row.endsWith("|TimedOut|"));
    }

    /** W11.3: what is sure, what is held and what is only assumed are told apart. */
    @Test
    void a_cost_says_how_sure_it_is() {
        var owner = account("sure");
        site.given.call(owner).costing("0.02").add();
        site.given.call(owner).underWay().add();
        site.given.call(owner).failed("TimedOut").costing("0.5").assumed().add();
        site.given.call(owner).withoutPrice().add();
        var page = site.as(owner).get("/calls").body();
        assertThat(page)
                .contains(">$0.02<", ">$0.50 held<", ">$0.50 assumed<", ">no price<")
                .contains("4 calls come to $1.02")
                .contains("$0.50 of it held for calls under way", "$0.50 of it assumed", "1 call of a model without");
    }

    /** H3: a wrong condition is said, not guessed. */
    @Test
    void a_condition_that_makes_no_sense_is_left_out_and_said() {
        var owner = account("wrong");
        mixed(owner);
        for (var query :
                List.of("from=yesterday", "application=x", "outcome=Fine", "by=colour", "model=%00", "before=-1")) {
            var answer = site.as(owner).get("/calls?" + query);
            assertThat(answer.statusCode()).as(query).isEqualTo(200);
            assertThat(answer.body()).as(query).contains("was left out");
        }
        assertThat(site.as(owner).get("/calls.csv?from=yesterday").statusCode()).isEqualTo(400);
        assertThat(site.as(owner).get("/calls?from=2026-03-03&to=2026-03-01").body())
                .contains("not before the first");
    }

    @Test
    void older_calls_keep_the_conditions() {
        var owner = account("pages");
        IntStream.range(0, 101).forEach(any -> site.given.call(owner).add());
        site.given.call(owner).of("large").add();
        var first = site.as(owner).get("/calls?model=small").body();
        var older = Pattern.compile("href=\"(/calls\\?model=small&amp;before=\\d+)\"")
                .matcher(first);
        assertThat(older.find()).isTrue();
        assertThat(texts(ROW, first)).hasSize(100);
        assertThat(texts(
                        ROW,
                        site.as(owner).get(older.group(1).replace("&amp;", "&")).body()))
                .hasSize(1);
    }

    /** W11: administrators see everybody's calls when they ask for them; nobody else does. */
    @Test
    void everybody_s_calls_are_for_administrators() {
        var owner = account("seen");
        var admin = site.given.admin("admin@example.org");
        var id = site.given.call(owner).of("model-of-seen").add();
        assertThat(site.as(admin).get("/calls").body())
                .doesNotContain("model-of-seen")
                .contains("Everybody's");
        assertThat(site.as(admin).get("/calls?everyone=true").body()).contains("model-of-seen", "Accounts");
        assertThat(texts(
                        GROUP,
                        site.as(admin).get("/calls?everyone=true&by=account").body()))
                .anyMatch(row -> row.startsWith("seen|$0.02||1|"));
        assertThat(site.as(admin).get("/calls.csv?everyone=true").body()).contains("model-of-seen");
        assertThat(site.as(admin).get("/calls/" + id).body())
                .contains("<dt>Account</dt><dd>seen</dd>", "model-of-seen");
        var other = account("other");
        for (var path :
                List.of("/calls?everyone=true", "/calls.csv?everyone=true", "/calls?everyone=true&by=account")) {
            assertThat(site.as(other).get(path).body()).doesNotContain("model-of-seen", ">seen");
        }
    }

    /** W11.5, T14, R10 */
    @Test
    void the_chosen_calls_are_to_be_had_as_a_table_for_spreadsheets() {
        var owner = account("csv");
        site.given
                .call(owner)
                .within(77, "=HYPERLINK(\"http://evil\")")
                .on("2026-03-02T10:11:12Z")
                .add();
        site.given
                .call(owner)
                .of("large")
                .said("secret request", "secret reply")
                .add();
        var answer = site.as(owner).get("/calls.csv?model=small&mark=true");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .contains("attachment", "calls.csv");
        var lines = answer.body().split("\r\n");
        assertThat(lines).hasSize(2);
        assertThat(lines[0]).startsWith("\uFEFFid,sent_at,").endsWith(",latency_ms");
        assertThat(lines[1]).contains(",2026-03-02T10:11:12Z,", ",77,\"'=HYPERLINK(\"\"http://evil\"\")\",1,1,");
        assertThat(site.as(owner).get("/calls.csv").body())
                .startsWith("id,")
                .doesNotContain("secret", "\uFEFF")
                .hasLineCount(3);
    }

    /** W11.3 */
    @Test
    void a_call_tells_its_outcome_in_words_and_shows_what_was_said() {
        var owner = account("words");
        var shop = site.given.application(owner, "Word shop");
        var first = site.given
                .call(owner)
                .about(shop)
                .within(901, "draft")
                .failed("Busy")
                .add();
        var second = site.given
                .call(owner)
                .about(shop)
                .within(901, "draft")
                .numbered(1, 2)
                .said("[{\"system\":\"Be terse.\"},{\"user\":\"A shed\\nof tools.\"}]", "{\"a\":[1,2],\"b\":{}}")
                .add();
        var page = site.as(owner).get("/calls/" + second).body();
        assertThat(page)
                .contains("It answered with what was asked for.", "Word shop", "href=\"/jobs/901\"")
                .contains("system", "Be terse.", "A shed\nof tools.")
                .contains("{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}")
                .contains("href=\"/prompts/" + GivenCall.hash("requirements/draft-specification", "a"))
                .contains("href=\"/calls/" + first + "\"", "Request 1, try 2");
        assertThat(site.as(owner).get("/calls/" + first).body()).contains("asked to slow down");
    }

    /** S27: what a model wrote is text, and what is invisible in it is written out. */
    @Test
    void a_reply_is_inert() {
        var owner = account("inert");
        var reply = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> \u202Etxt.exe \u2028 end";
        var id = site.given.call(owner).said("<b>no json</b>", reply).add();
        var page = site.as(owner).get("/calls/" + id).body();
        assertThat(page)
                .contains(
                        "&lt;script&gt;alert(1)&lt;/script&gt;",
                        "\\u202etxt.exe \\u2028 end",
                        "&lt;b&gt;no json&lt;/b&gt;")
                .doesNotContain("<script>alert", "<img src=x", "\u202E", "\u2028");
        var raw = site.as(owner).get("/calls/" + id + "/reply");
        assertThat(raw.body()).isEqualTo(reply);
        assertThat(raw.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
        assertThat(raw.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(raw.headers().allValues("Content-Security-Policy")).contains("sandbox");
    }

    @Test
    void a_reply_of_five_megabytes_is_cut_and_whole_as_a_file() {
        var owner = account("large");
        var reply = "x".repeat(5_000_000);
        var id = site.given.call(owner).said("[]", reply).add();
        var page = site.as(owner).get("/calls/" + id).body();
        assertThat(page).contains("5,000,000 characters in all").hasSizeLessThan(200_000);
        assertThat(site.as(owner).download("/calls/" + id + "/reply").body())
                .isEqualTo(reply.getBytes(StandardCharsets.UTF_8));
    }

    /** Retries, corrections and failures per version, so that a change of the text can be judged. */
    @Test
    void versions_of_a_prompt_stand_beside_each_other() {
        var owner = account("prompts");
        var name = "developer/write-function";
        site.given
                .call(owner)
                .asked(name, "old")
                .within(301, "function:a")
                .judged("Malformed")
                .on("2026-03-01")
                .add();
        site.given
                .call(owner)
                .asked(name, "old")
                .within(301, "function:a")
                .numbered(2, 1)
                .on("2026-03-01")
                .add();
        site.given
                .call(owner)
                .asked(name, "new")
                .within(302, "function:a")
                .failed("Busy")
                .on("2026-03-02")
                .add();
        site.given
                .call(owner)
                .asked(name, "new")
                .within(302, "function:a")
                .numbered(1, 2)
                .tokens(500, 10)
                .on("2026-03-02")
                .add();
        // Asked for the first time by this version, though not the step's first request.
        site.given
                .call(owner)
                .asked(name, "new")
                .within(301, "function:a")
                .numbered(3, 1)
                .tokens(700, 10)
                .on("2026-03-03")
                .add();
        var rows = texts(GROUP, site.as(owner).get("/calls?by=prompt").body());
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst())
                .contains(GivenCall.hash(name, "new").substring(0, 8))
                .contains("|3|33 %|none|none|none|none|600|10|1 s|");
        assertThat(rows.getLast()).contains("|2|none|50 %|50 %|none|none|1,000|200|1 s|");
        assertThat(site.as(owner).get("/prompts/" + GivenCall.hash(name, "old")).body())
                .contains("Version old of &lt;b&gt;developer/write-function&lt;/b&gt;", "aria-current=\"true\"");
    }

    /** V5: the same number of statements, however much there is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/calls",
                "/calls?by=day",
                "/calls?by=route",
                "/calls?by=prompt",
                "/calls?by=application&model=small"
            })
    void a_page_takes_at_most_five_statements(String path) {
        var owner = account("counted" + path.hashCode());
        var visitor = site.as(owner);
        site.given.call(owner).add();
        var few = site.statements(() -> visitor.get(path));
        IntStream.range(0, 50).forEach(any -> mixed(owner));
        assertThat(site.statements(() -> visitor.get(path))).isEqualTo(few).isBetween(2, 5);
    }

    /** V5 */
    @Test
    void a_call_and_a_prompt_take_at_most_five_statements() {
        var owner = account("counted");
        var visitor = site.as(owner);
        var id = site.given.call(owner).within(501, "draft").add();
        assertThat(site.statements(() -> visitor.get("/calls/" + id))).isBetween(2, 5);
        var prompt = "/prompts/" + GivenCall.hash("requirements/draft-specification", "a");
        assertThat(site.statements(() -> visitor.get(prompt))).isBetween(2, 5);
    }

    /** G14: the application's page and the ledger say the same. */
    @Test
    void an_application_s_page_says_what_it_took_so_far() {
        var owner = account("so-far");
        var shop = site.given.application(owner, "Shop so far");
        assertThat(site.as(owner).get("/applications/" + shop.id()).body()).contains("no model was asked so far");
        site.given.call(owner).about(shop).costing("0.25").add();
        site.given.call(owner).about(shop).underWay().add();
        assertThat(site.as(owner).get("/applications/" + shop.id()).body())
                .contains("href=\"/calls?application=" + shop.id() + "\">2 calls, 1,200 tokens, $0.75 so far");
        assertThat(site.as(owner).get("/calls?application=" + shop.id()).body()).contains("2 calls come to $0.75");
    }

    private static Account account(String name) {
        return site.given.account(name + "@example.org");
    }

    private static void mixed(Account owner) {
        var shop = site.given.application(owner, "Shop");
        var run = run(shop);
        var name = "developer/write-function";
        site.given
                .call(owner)
                .about(shop)
                .within(run, "graph:r1")
                .asked("architect/draw-code-graph", "a")
                .add();
        site.given
                .call(owner)
                .about(shop)
                .within(run, "function:random")
                .asked(name, "a")
                .of("large")
                .costing("1.5")
                .add();
        site.given.call(owner).failed("Busy").on("2026-03-02").add();
        site.given
                .call(owner)
                .failed("TimedOut")
                .costing("0.5")
                .assumed()
                .on("2026-03-02T23:59:59.9Z")
                .add();
        site.given.call(owner).underWay().on("2026-03-03T00:00:00Z").add();
    }

    /** A development whose function "shorten" serves one route and "random" two. */
    private static long run(Application shop) {
        var jdbi = site.jdbi();
        var specification = jdbi.withExtension(
                Specifications.class, store -> store.add(shop.id(), null, Samples.helloWorld(), "drafted", "agent"));
        var developing = new Assignments(jdbi, new PostgresQueue(jdbi)).develop(shop, specification, "llm");
        var app = developing.developedAppId();
        jdbi.useHandle(handle -> {
            var graphs = handle.attach(CodeGraphs.class);
            graphs.add(
                    app, "r1", "shorten", "POST /links", new CodeGraph.Graph(List.of("shorten", "random"), List.of()));
            graphs.add(app, "r2", "invent", "POST /codes", new CodeGraph.Graph(List.of("invent", "random"), List.of()));
            handle.attach(CompiledRoutes.class)
                    .add(app, null, "r1", "POST", "/links", "Shorten", "", CompiledRoute.State.PENDING, null);
        });
        return developing.jobId();
    }

    /** Rows of a table as their cells' words, with | behind each. */
    private static List<String> texts(Pattern rows, String page) {
        var texts = new ArrayList<String>();
        rows.matcher(page)
                .results()
                .forEach(row -> texts.add(TAG.matcher(row.group().replaceAll("</t[dh]>", "|"))
                        .replaceAll("")
                        .replaceAll("\\s+", " ")
                        .replaceAll("\\s*\\|\\s*", "|")
                        .strip()));
        return texts;
    }
}
