package codex.web.api;

import codex.engine.CallFilter;
import codex.engine.CallTotal;
import codex.engine.EngineCall;
import codex.engine.EngineCalls;
import codex.web.CallQuery;
import codex.web.Spendings;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.javalin.http.Context;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** {@code /calls} and {@code /apps/{app}/cost}: what engines were asked for this account, and what it came to. */
final class CallApi {
    private static final int PARTS = 1000;

    /** The conditions that narrow the list, as the page has them (W11.1). */
    static final List<ApiRoute.Query> CONDITIONS = List.of(
            new ApiRoute.Query("application", "integer", "calls about this application"),
            new ApiRoute.Query("job", "integer", "calls of this job"),
            new ApiRoute.Query("agent", "string", "asked by this agent: developer"),
            new ApiRoute.Query("question", "string", "this question: WriteFunction"),
            new ApiRoute.Query("model", "string", "of this model"),
            new ApiRoute.Query("outcome", "string", "Answer, Busy, …; failed for all that came to nothing"),
            new ApiRoute.Query("prompt", "string", "asked with the version of a prompt that has this hash"),
            new ApiRoute.Query("from", "string", "first day, in UTC: 2026-03-01"),
            new ApiRoute.Query("to", "string", "last day, in UTC"),
            new ApiRoute.Query("everyone", "string", "true: everybody's calls, for administrators"));

    /** What an application's calls came to; each of the four lists comes to the same. */
    record Cost(
            @JsonUnwrapped CallTotal total,
            List<Part> agents,
            List<Part> models,
            List<Part> routes,
            List<JobPart> jobs) {}

    /** @param name empty where the calls have nothing of the kind, as a draft has no route */
    record Part(String name, @JsonUnwrapped CallTotal total) {
        static Part of(Spendings.Spending spending) {
            return new Part(spending.label(), spending.total());
        }
    }

    record JobPart(long id, String kind, @JsonUnwrapped CallTotal total) {
        static JobPart of(Spendings.Spending spending) {
            var id = spending.key().isEmpty() ? 0 : Long.parseLong(spending.key());
            return new JobPart(id, spending.label(), spending.total());
        }
    }

    private final Jdbi jdbi;
    private final ApplicationApi apps;

    CallApi(ApplicationApi apps, Jdbi jdbi) {
        this.apps = apps;
        this.jdbi = jdbi;
    }

    void list(Context ctx) {
        var query = CallQuery.of(ctx);
        query.problems().forEach((name, problem) -> {
            throw ApiProblem.field(name, problem);
        });
        var limit = Page.limit(ctx);
        var before = Page.before(ctx);
        var rows = jdbi.withExtension(EngineCalls.class, calls -> calls.list(query.filter(), before, limit + 1));
        ctx.json(Page.of(ctx, query.parameters(), rows, limit, row -> row, EngineCall::id));
    }

    void cost(Context ctx) {
        var application = apps.application(ctx).id();
        ctx.json(jdbi.withHandle(handle -> {
            var filter = CallFilter.about(application);
            var spendings = handle.attach(Spendings.class);
            return new Cost(
                    handle.attach(EngineCalls.class).total(filter),
                    spendings.byAgent(filter, PARTS).stream().map(Part::of).toList(),
                    spendings.byModel(filter, PARTS).stream().map(Part::of).toList(),
                    spendings.byRoute(filter, PARTS).stream().map(Part::of).toList(),
                    spendings.byJob(filter, PARTS).stream().map(JobPart::of).toList());
        }));
    }
}
