package codex.web;

import static org.assertj.core.api.Assertions.assertThat;

import codex.account.Account;
import codex.agent.Assignments;
import codex.code.DevelopedApp;
import codex.code.DevelopedApps;
import codex.hosting.DeploymentState;
import codex.hosting.Deployments;
import codex.queue.PostgresQueue;
import codex.specification.Document;
import codex.specification.Specifications;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeploymentPagesTest {
    private static final Site site = new Site();
    private static final Account kim = site.given.account("kim@example.org");
    private long developedApp;
    private long deployment;

    @AfterAll
    static void close() {
        site.close();
    }

    @BeforeEach
    void deploy() {
        var jdbi = site.jdbi();
        var shop = site.given.application(kim, "Book shop");
        var specification = jdbi.withExtension(
                Specifications.class,
                store -> store.add(shop.id(), null, Document.empty("Book shop", ""), "drafted", "agent"));
        developedApp = new Assignments(jdbi, new PostgresQueue(jdbi))
                .develop(shop, specification, "builtin")
                .developedAppId();
        jdbi.useExtension(
                DevelopedApps.class,
                store -> store.finish(
                        developedApp, DevelopedApp.State.VERIFIED, "proven", BigDecimal.ZERO, new byte[] {80, 75}));
        deployment = number(location());
    }

    @Test
    void deploying_twice_leads_to_the_same_deployment() {
        assertThat(number(location())).isEqualTo(deployment);
        assertThat(page()).contains("In the queue");
    }

    /** W8.2, W8.9 */
    @Test
    void an_address_is_shown_only_while_it_is_live() {
        assertThat(page()).doesNotContain(".apps.localhost");
        mark(DeploymentState.LIVE, "http://book-shop.apps.localhost:8080", null);
        assertThat(page())
                .contains(
                        "href=\"http://book-shop.apps.localhost:8080/openapi.yaml\"",
                        "rel=\"noopener noreferrer\"",
                        "curl -i http://book-shop.apps.localhost:8080/openapi.yaml");
        mark(DeploymentState.FAILED, null, "It did not answer within a minute.");
        assertThat(page())
                .contains("It did not answer within a minute.", "Start")
                .doesNotContain(".apps.localhost");
    }

    @Test
    void stopping_ends_the_process_and_keeps_the_deployment() {
        mark(DeploymentState.LIVE, "http://book-shop.apps.localhost:8080", null);
        site.as(kim).post("/deployments/" + deployment + "/stop", Map.of());
        assertThat(page()).contains("Stopped; its data is kept");
    }

    @Test
    void what_was_live_when_the_server_stopped_is_started_again() {
        mark(DeploymentState.LIVE, "http://book-shop.apps.localhost:8080", null);
        site.deploying.resume();
        assertThat(page()).contains("In the queue").doesNotContain(".apps.localhost");
    }

    /** H16 */
    @Test
    void deleting_wants_the_name() {
        var name = site.jdbi()
                .withExtension(Deployments.class, store -> store.findAny(deployment))
                .orElseThrow()
                .name();
        site.as(kim).post("/deployments/" + deployment + "/deletion", Map.of("confirmation", "yes"));
        assertThat(site.as(kim).get("/deployments/" + deployment).statusCode()).isEqualTo(200);
        site.as(kim).post("/deployments/" + deployment + "/deletion", Map.of("confirmation", name));
        assertThat(site.as(kim).get("/deployments/" + deployment).statusCode()).isEqualTo(404);
    }

    private String page() {
        return site.as(kim).get("/deployments/" + deployment).body();
    }

    private String location() {
        return site.as(kim)
                .post("/developed-apps/" + developedApp + "/deployments", Map.of())
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    private void mark(DeploymentState state, @Nullable String url, @Nullable String problem) {
        site.jdbi().useExtension(Deployments.class, store -> store.mark(deployment, state, url, problem));
    }

    private static long number(String location) {
        return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
    }
}
