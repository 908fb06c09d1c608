package codex;

import codex.account.AccountRole;
import codex.account.Accounts;
import codex.application.Applications;
import codex.code.DevelopedApps;
import codex.engine.ModelField;
import codex.specification.Specifications;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Develops an application of particular routes with a model that takes a fixed time for each answer, and compares the time
 * that took, verification aside, with that of the longest chain of calls of which one needs the other's answer
 * (EXPERIENCE.md, V13).
 */
final class LatencyBench {
    private static final int ROUTES = 20;

    /** What the routes share, one route's drawing, one function's body. */
    private static final int CHAIN = 3;

    /** A question for what is shared and one for acceptance tests; a drawing and three functions a route. */
    private static final int CALLS = 2 + 4 * ROUTES;

    private static final double MOST = 1.15;
    private static final Duration LATENCY = Duration.ofSeconds(5);

    /** What one development took. */
    private record Taken(String state, String summary, Duration whole, Duration verifying) {
        double chains() {
            return whole.minus(verifying).toMillis() / (double) (CHAIN * LATENCY.toMillis());
        }
    }

    private LatencyBench() {}

    /** Runs it and answers with the exit code. */
    static int run(Config config) {
        try (var model = new NumbersModel(LATENCY)) {
            var settings = new HashMap<String, String>();
            settings.put("CODEX_HOME", config.home().resolve("bench").toString());
            settings.put("PORT", "0");
            settings.put("CODEX_SANDBOX", config.sandbox());
            settings.put("CODEX_REHEARSAL", "off");
            settings.put("OPENAI_BASE_URL", model.url());
            try (var main = new Main(Config.read(settings))) {
                // With width to spare: what is measured is what waits for what.
                main.database
                        .pages()
                        .useTransaction(handle -> main.model.save(
                                handle, Map.of(ModelField.AT_ONCE, "100", ModelField.PER_ACCOUNT, "100")));
                main.work();
                // The first warms up (EXPERIENCE.md, 7): a server that was just started reads its classes meanwhile.
                var cold = develop(main);
                System.out.printf("ratio of a first development %5.2f%n", cold.chains());
                var before = model.calls();
                return report(develop(main), model.calls() - before);
            }
        }
    }

    private static int report(Taken taken, int calls) {
        System.out.printf("%d routes of 3 functions, %d calls of %d s each%n", ROUTES, calls, LATENCY.toSeconds());
        System.out.printf("state                       %s: %s%n", taken.state(), taken.summary());
        System.out.printf("development                 %6.1f s%n", taken.whole().toMillis() / 1000.0);
        System.out.printf(
                "of which verification       %6.1f s%n", taken.verifying().toMillis() / 1000.0);
        System.out.printf("longest chain of calls      %6.1f s%n", CHAIN * LATENCY.toMillis() / 1000.0);
        System.out.printf("ratio without verification  %6.2f of at most %.2f%n", taken.chains(), MOST);
        return taken.state().equals("verified") && calls == CALLS && taken.chains() <= MOST ? 0 : 1;
    }

    private static Taken develop(Main main) {
        var jdbi = main.database.pages();
        var application = jdbi.withExtension(
                Applications.class, applications -> applications.add(stranger(jdbi), "Numbers", "Numbers of numbers."));
        var specification = jdbi.withExtension(
                Specifications.class,
                store -> store.add(application.id(), null, NumbersModel.document(ROUTES), "bench", "bench"));
        var started = System.nanoTime();
        var developing = main.assignments.develop(application, specification, "llm");
        Bench.ended(jdbi, developing.jobId());
        var whole = Duration.ofNanos(System.nanoTime() - started);
        var app = jdbi.onDemand(DevelopedApps.class)
                .findAny(developing.developedAppId())
                .orElseThrow();
        return new Taken(
                app.state().label(), String.valueOf(app.summary()), whole, verifying(main, developing.jobId()));
    }

    // Somebody new, who has no verified functions to take over.
    private static long stranger(Jdbi jdbi) {
        return jdbi.onDemand(Accounts.class)
                .add(UUID.randomUUID() + "@localhost", "Bench", "no password", AccountRole.USER)
                .orElseThrow()
                .id();
    }

    private static Duration verifying(Main main, long job) {
        return main.database
                .pages()
                .withHandle(handle -> handle.createQuery("""
                        SELECT coalesce(sum(finished_at - started_at), interval '0') FROM job_step
                        WHERE job_id = ? AND key LIKE 'verify:%'
                        """)
                        .bind(0, job)
                        .mapTo(Duration.class)
                        .one());
    }
}
