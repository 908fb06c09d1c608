package codex.web;

import static org.assertj.core.api.Assertions.assertThat;

import codex.account.Account;
import codex.agent.Assignments;
import codex.application.Application;
import codex.code.DevelopedApps;
import codex.queue.PostgresQueue;
import codex.specification.Samples;
import codex.specification.Specification;
import codex.specification.Specifications;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DevelopmentPagesTest {
    private static final Site site = new Site();

    private final Account rosa = site.given.account("rosa@example.org");

    @AfterAll
    static void close() {
        site.close();
    }

    /** W6.1 */
    @Test
    void what_developing_will_ask_is_said_before_it_is_begun() {
        var greeter = site.given.application(rosa, "Greeter");
        specified(greeter);
        assertThat(page(greeter))
                .contains(
                        "With the built-in engine. All routes are standard: they are written without it and cost nothing.");
    }

    /** G14: what came to nothing was paid all the same, and says so. */
    @Test
    void a_failed_run_says_what_its_calls_cost() {
        var shop = site.given.application(rosa, "Shop");
        var developing =
                new Assignments(site.jdbi(), new PostgresQueue(site.jdbi())).develop(shop, specified(shop), "llm");
        var job = developing.jobId();
        site.given
                .call(rosa)
                .about(shop)
                .within(job, "function:a")
                .costing("0.31")
                .add();
        site.jdbi().useExtension(DevelopedApps.class, store -> store.fail(developing.developedAppId(), "It broke."));
        assertThat(page(shop)).contains("<a href=\"/calls?job=" + job + "\">$0.31</a>");
    }

    private static Specification specified(Application application) {
        return site.jdbi()
                .withExtension(
                        Specifications.class,
                        store -> store.add(application.id(), null, Samples.helloWorld(), "drafted", "agent"));
    }

    private String page(Application application) {
        return site.as(rosa)
                .get("/applications/" + application.id() + "/development")
                .body();
    }
}
