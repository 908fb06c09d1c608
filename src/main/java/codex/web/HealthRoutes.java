package codex.web;

import codex.queue.Jobs;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** What an operator's tools ask. Open on purpose; carries nobody's names, ids or texts (SECURITY.md, S12). */
public final class HealthRoutes implements RouteTable {
    /** A maintenance loop that has not succeeded for this long counts as broken (RELIABILITY.md, Q17). */
    private static final Duration STALE = Duration.ofMinutes(2);

    private final Jdbi jdbi;
    private final Supplier<Map<String, Duration>> loops;
    private final String sandbox;
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /**
     * What is looked at.
     *
     * @param loops how long ago each maintenance loop last succeeded
     * @param sandbox the runner in use, in a line
     */
    public HealthRoutes(Jdbi jdbi, Supplier<Map<String, Duration>> loops, String sandbox) {
        this.jdbi = jdbi;
        this.loops = loops;
        this.sandbox = sandbox;
        new JvmMemoryMetrics().bindTo(metrics);
        new JvmThreadMetrics().bindTo(metrics);
        new UptimeMetrics().bindTo(metrics);
        for (var state : codex.queue.JobState.values()) {
            Gauge.builder("codex.jobs", () -> count(state))
                    .tag("state", state.label())
                    .register(metrics);
        }
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/health/live", ctx -> ctx.json(Map.of("status", "up")), Access.OPEN);
        routes.get("/health/ready", this::ready, Access.OPEN);
        routes.get(
                "/metrics",
                ctx -> ctx.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(metrics.scrape()),
                Access.OPEN);
    }

    private void ready(Context ctx) {
        var answer = JsonNodeFactory.instance.objectNode();
        var database = databaseAnswers();
        var late = loops.get().entrySet().stream()
                .filter(loop -> loop.getValue().compareTo(STALE) > 0)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        var ready = database && late.isEmpty();
        answer.put("status", ready ? "ready" : "not ready");
        answer.put("database", database ? "answers" : "does not answer");
        answer.put("sandbox", sandbox);
        var stuck = answer.putArray("loopsWithoutSuccess");
        late.forEach(stuck::add);
        ctx.status(ready ? 200 : 503).json(answer);
    }

    private boolean databaseAnswers() {
        try {
            return jdbi.withHandle(handle ->
                            handle.select("SELECT 1").mapTo(Integer.class).one())
                    == 1;
        } catch (JdbiException away) {
            return false;
        }
    }

    private long count(codex.queue.JobState state) {
        return jdbi.withExtension(Jobs.class, Jobs::counts).stream()
                .filter(count -> count.state() == state)
                .mapToLong(Jobs.Count::count)
                .sum();
    }
}
