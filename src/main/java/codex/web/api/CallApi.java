package codex.web.api;

import codex.engine.EngineCall;
import codex.engine.EngineCalls;
import codex.web.Visit;
import io.javalin.http.Context;
import org.jdbi.v3.core.Jdbi;

/** {@code /calls}: the ledger of what engines were asked for this account. */
final class CallApi {
    private final EngineCalls calls;

    CallApi(Jdbi jdbi) {
        this.calls = jdbi.onDemand(EngineCalls.class);
    }

    void list(Context ctx) {
        var limit = Page.limit(ctx);
        var rows = calls.list(Visit.account(ctx).id(), Page.before(ctx), limit + 1);
        ctx.json(Page.of(ctx, rows, limit, row -> row, EngineCall::id));
    }
}
