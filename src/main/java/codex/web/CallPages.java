package codex.web;

import codex.engine.EngineCalls;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import org.jdbi.v3.core.Jdbi;

/** The ledger as its owner sees it: what was asked, what it cost, and each call with its words (W11). */
final class CallPages {
    private static final int ROWS = 100;

    private final Jdbi jdbi;
    private final Pages pages;

    CallPages(Jdbi jdbi, Pages pages) {
        this.jdbi = jdbi;
        this.pages = pages;
    }

    void list(Context ctx) {
        var before = ctx.queryParamAsClass("before", Long.class).getOrDefault(Long.MAX_VALUE);
        var account = Visit.account(ctx).id();
        var calls = jdbi.withExtension(EngineCalls.class, store -> store.list(account, before, ROWS));
        var page = pages.frame().page(ctx, "Calls and cost", "calls");
        ctx.html(pages.templates().callList(page, calls, calls.size() == ROWS).render());
    }

    void show(Context ctx) {
        var account = Visit.account(ctx).id();
        var id = Visit.id(ctx, "call");
        var call = jdbi.withExtension(EngineCalls.class, store -> store.find(account, id))
                .orElseThrow(NotFoundResponse::new);
        var words = jdbi.withExtension(EngineCalls.class, store -> store.words(account, id))
                .orElseThrow(NotFoundResponse::new);
        var page = pages.frame().page(ctx, "Call " + id, "calls");
        ctx.html(pages.templates().callShow(page, call, words).render());
    }
}
