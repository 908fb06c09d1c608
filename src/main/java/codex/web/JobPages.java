package codex.web;

import codex.agent.Assignments;
import codex.queue.Cancellation;
import codex.queue.JobState;
import codex.queue.Repetition;
import codex.web.templates.Templates;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;

/** A job to watch, to stop and to try again, whatever it is about. */
final class JobPages {
    private final Assignments assignments;
    private final Works works;
    private final Templates templates;
    private final Frame frame;

    JobPages(Assignments assignments, Works works, Pages pages) {
        this.assignments = assignments;
        this.works = works;
        this.templates = pages.templates();
        this.frame = pages.frame();
    }

    void show(Context ctx) {
        var work = work(ctx);
        var page = frame.page(ctx, work.title() + ", job " + work.job().id(), "jobs");
        ctx.html(templates.jobPage(page.watching(work.working()), work).render());
    }

    /**
     * The live part. When the work has just succeeded, the browser is led to what was made; when it ended otherwise, the
     * page is loaded again, since more of it than this part is out of date.
     */
    void progress(Context ctx) {
        var work = work(ctx);
        ctx.header("Vary", "HX-Request");
        if (!Visit.fragment(ctx)) {
            ctx.redirect(work.url(), HttpStatus.SEE_OTHER);
            return;
        }
        if (work.job().state() == JobState.SUCCEEDED) {
            ctx.header("HX-Redirect", work.resultUrl());
        } else if (!work.working()) {
            ctx.header("HX-Refresh", "true");
        }
        ctx.html(templates.jobProgress(work).render());
    }

    void cancel(Context ctx) {
        switch (assignments.cancel(Visit.account(ctx).id(), Visit.id(ctx, "job"))) {
            case Cancellation.Ended() -> back(ctx);
            case Cancellation.Asked() -> back(ctx);
            case Cancellation.AlreadyOver(var state) -> back(ctx);
            case Cancellation.NotFound() -> throw new NotFoundResponse();
        }
    }

    void retry(Context ctx) {
        var account = Visit.account(ctx).id();
        var job = Visit.id(ctx, "job");
        var repetition = Visit.field(ctx, "engine").equals("builtin")
                ? assignments.retryWith("builtin", account, job)
                : assignments.retry(account, job);
        switch (repetition) {
            case Repetition.Queued() -> back(ctx);
            case Repetition.OtherActive(var other) -> ctx.redirect("/jobs/" + other, HttpStatus.SEE_OTHER);
            case Repetition.NotOver(var state) -> throw new ConflictResponse();
            case Repetition.NotFound() -> throw new NotFoundResponse();
        }
    }

    private Work work(Context ctx) {
        return works.find(Visit.account(ctx).id(), Visit.id(ctx, "job")).orElseThrow(NotFoundResponse::new);
    }

    private static void back(Context ctx) {
        ctx.redirect("/jobs/" + Visit.id(ctx, "job"), HttpStatus.SEE_OTHER);
    }
}
