package codex.web;

import codex.engine.CallFilter;
import codex.engine.EngineCall;
import codex.engine.EngineCalls;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The ledger: what was asked, what it cost, and each call with its words; one's own, or an administrator's of all (W11). */
final class CallPages {
    private static final int EXPORT_MILLIS = 30_000;

    private final Jdbi jdbi;
    private final Pages pages;

    CallPages(Jdbi jdbi, Pages pages) {
        this.jdbi = jdbi;
        this.pages = pages;
    }

    void list(Context ctx) {
        var query = CallQuery.of(ctx);
        var list = jdbi.withHandle(handle -> CallLedger.read(handle, query));
        var title = query.by() == CallQuery.Grouping.CALL
                ? "Calls and cost"
                : "Calls and cost by " + query.by().word();
        ctx.html(pages.templates()
                .callList(pages.frame().page(ctx, title, "calls"), list)
                .render());
    }

    /**
     * W11.5: the chosen calls without their words, row by row as they are read; whoever leaves ends the query (T15). A
     * condition that cannot be used is refused: a file cannot say that it holds more than was asked for.
     */
    void csv(Context ctx) throws IOException {
        var query = CallQuery.of(ctx);
        if (!query.problems().isEmpty()) {
            throw new BadRequestResponse();
        }
        ctx.contentType("text/csv; charset=utf-8").header("Content-Disposition", "attachment; filename=\"calls.csv\"");
        jdbi.useTransaction(handle -> {
            handle.execute("SET LOCAL statement_timeout = " + EXPORT_MILLIS);
            var out = new OutputStreamWriter(ctx.outputStream(), StandardCharsets.UTF_8);
            write(out, (Visit.query(ctx, "mark").equals("true") ? Csv.BYTE_ORDER_MARK : "") + CallCsv.HEAD);
            try (var rows = handle.attach(EngineCalls.class).each(query.filter(), CallView.EXPORTED).stream()) {
                rows.forEach(call -> write(out, CallCsv.line(call)));
            }
            out.flush();
        });
    }

    void show(Context ctx) {
        var call = call(ctx);
        var view = jdbi.withHandle(handle -> {
            var calls = handle.attach(EngineCalls.class);
            var job = call.jobId();
            return new CallView(
                    call,
                    call.accountId() == Visit.account(ctx).id(),
                    handle.attach(CallChoices.class).names(call.applicationId(), call.accountId()),
                    calls.words(call.id(), CallView.READ),
                    job == null ? List.of(call) : calls.ofStep(job, call.stepKey()));
        });
        var page = pages.frame().page(ctx, "Call " + call.id(), "calls");
        ctx.html(pages.templates().callShow(page, view).render());
    }

    void request(Context ctx) {
        var id = call(ctx).id();
        var request = jdbi.withExtension(EngineCalls.class, store -> store.request(id));
        answer(ctx, "call-" + id + "-request.txt", request.orElseThrow(NotFoundResponse::new));
    }

    void reply(Context ctx) {
        var id = call(ctx).id();
        var reply = jdbi.withExtension(EngineCalls.class, store -> store.reply(id));
        answer(ctx, "call-" + id + "-reply.txt", reply.orElseThrow(NotFoundResponse::new));
    }

    /** A version of a prompt: its text, and how it does beside the other versions of the same prompt. */
    void prompt(Context ctx) {
        var hash = ctx.pathParam("prompt");
        if (!hash.matches("[0-9a-f]{1,64}")) {
            throw new NotFoundResponse();
        }
        var viewer = viewer(ctx);
        var text = jdbi.withExtension(EngineCalls.class, store -> store.prompt(viewer, hash))
                .orElseThrow(NotFoundResponse::new);
        var versions = jdbi.withExtension(EngineCalls.class, store -> store.prompts(CallFilter.of(viewer))).stream()
                .filter(version -> version.name().equals(text.name()))
                .toList();
        var title = "Prompt %s, version %s".formatted(text.name(), CallView.version(hash));
        var page = pages.frame().page(ctx, title, "calls");
        ctx.html(pages.templates().callPrompt(page, text, versions).render());
    }

    // Nothing that a model wrote is rendered from our host (S29).
    private static void answer(Context ctx, String name, String text) {
        ctx.header("Content-Security-Policy", "sandbox");
        new Download(name, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8)).answer(ctx);
    }

    private EngineCall call(Context ctx) {
        var id = Visit.id(ctx, "call");
        var viewer = viewer(ctx);
        return jdbi.withExtension(EngineCalls.class, store -> store.find(viewer, id))
                .orElseThrow(NotFoundResponse::new);
    }

    private static void write(Writer out, String text) {
        try {
            out.write(text);
        } catch (IOException gone) {
            throw new UncheckedIOException("whoever downloads the ledger went away", gone);
        }
    }

    // Whose calls may be seen; null for everybody's.
    private static @Nullable Long viewer(Context ctx) {
        var account = Visit.account(ctx);
        return account.admin() ? null : Long.valueOf(account.id());
    }
}
