package codex.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import codex.account.Account;
import codex.account.TokenScope;
import codex.web.Site;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rows {@code GET /calls} and {@code GET /apps/{id}/cost} of DESIGN.md, section 5. */
class CallApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Site site;

    @BeforeAll
    static void begin() {
        site = Site.withApi();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void the_ledger_takes_the_conditions_of_the_page() {
        var rosa = site.given.account("rosa@example.org");
        var shop = site.given.application(rosa, "Shop");
        site.given.call(rosa).about(shop).asked("developer/write-function", "a").add();
        site.given.call(rosa).failed("Busy").on("2026-03-05").add();
        var other = site.given.call(site.given.account("ivo@example.org")).add();
        assertThat(ids(rosa, "")).hasSize(2).doesNotContain(other);
        assertThat(ids(rosa, "?application=" + shop.id())).hasSize(1);
        assertThat(ids(rosa, "?agent=developer&question=WriteFunction")).hasSize(1);
        assertThat(ids(rosa, "?outcome=failed")).hasSize(1);
        assertThat(ids(rosa, "?from=2026-03-05&to=2026-03-05")).hasSize(1);
        assertThat(ids(rosa, "?model=none")).isEmpty();
        var call = get(rosa, "/calls?agent=developer").at("/items/0");
        assertThat(call.path("prompt").asText()).isEqualTo("developer/write-function");
        assertThat(call.path("assumed").isBoolean()).isTrue();
        assertThat(call.has("request") || call.has("reply")).isFalse();
    }

    /** W11: administrators alone see everybody's. */
    @Test
    void everybody_s_calls_are_for_administrators() {
        var eve = site.given.account("eve@example.org");
        var call = site.given.call(site.given.account("adam@example.org")).add();
        assertThat(ids(eve, "?everyone=true")).isEmpty();
        assertThat(ids(site.given.admin("root@example.org"), "?everyone=true")).contains(call);
    }

    @Test
    void the_next_page_keeps_the_conditions() {
        var kim = site.given.account("kim@example.org");
        for (var any = 0; any < 3; any++) {
            site.given.call(kim).add();
            site.given.call(kim).of("large").add();
        }
        var seen = new ArrayList<Long>();
        var next = "/api/v1/calls?model=small&limit=2";
        while (!next.equals("null")) {
            var page = json(site.bearing(token(kim)).get(next));
            page.path("items").forEach(item -> seen.add(item.path("id").asLong()));
            next = page.path("next").asText();
        }
        assertThat(seen).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void a_condition_that_makes_no_sense_is_refused_by_name() {
        var kim = site.given.account("kim@example.org");
        for (var query : List.of(
                "from=yesterday", "application=x", "outcome=Fine", "before=x", "from=2026-03-02&to=2026-03-01")) {
            var answer = site.bearing(token(kim)).get("/api/v1/calls?" + query);
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(json(answer).at("/errors/0/field").asText())
                    .isEqualTo(query.substring(query.lastIndexOf('&') + 1, query.lastIndexOf('=')));
        }
    }

    /** W11.6, I4 */
    @Test
    void each_list_of_an_application_s_cost_comes_to_its_total() {
        var rosa = site.given.account("cost@example.org");
        var shop = site.given.application(rosa, "Cost");
        site.given
                .call(rosa)
                .about(shop)
                .within(11, "function:a")
                .asked("developer/write-function", "a")
                .add();
        site.given
                .call(rosa)
                .about(shop)
                .within(12, "draft")
                .of("large")
                .costing("1.25")
                .add();
        site.given.call(rosa).about(shop).underWay().add();
        site.given.call(rosa).costing("7").add();
        var cost = get(rosa, "/apps/" + shop.id() + "/cost");
        assertThat(cost.path("calls").asInt()).isEqualTo(3);
        assertThat(cost.path("tokensIn").asInt()).isEqualTo(2000);
        assertThat(cost.path("cost").decimalValue()).isEqualByComparingTo("1.77");
        assertThat(cost.path("held").decimalValue()).isEqualByComparingTo("0.5");
        for (var list : List.of("agents", "models", "routes", "jobs")) {
            assertThat(StreamSupport.stream(cost.path(list).spliterator(), false)
                            .map(part -> part.path("cost").decimalValue())
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as(list)
                    .isEqualByComparingTo("1.77");
        }
        assertThat(cost.path("models").findValuesAsText("name")).containsExactly("large", "small");
        assertThat(cost.path("jobs").findValuesAsText("id")).contains("11", "12");
    }

    /** S12: conditions are described, each with what it means. */
    @Test
    void the_description_names_every_condition() {
        var parameters = json(site.asNobody().get("/openapi.json")).at("/paths/~1calls/get/parameters");
        assertThat(parameters.findValuesAsText("name"))
                .containsExactlyElementsOf(
                        CallApi.CONDITIONS.stream().map(ApiRoute.Query::name).toList());
        assertThat(site.asNobody().get("/docs").body()).contains("?outcome=");
    }

    private static List<Long> ids(Account account, String query) {
        return StreamSupport.stream(get(account, "/calls" + query).path("items").spliterator(), false)
                .map(item -> item.path("id").asLong())
                .toList();
    }

    private static JsonNode get(Account account, String path) {
        return json(site.bearing(token(account)).get("/api/v1" + path));
    }

    private static String token(Account account) {
        return site.doors
                .tokens()
                .create(account.id(), "test", Set.of(TokenScope.READ), Optional.empty())
                .secret();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(answer.body(), broken);
        }
    }
}
