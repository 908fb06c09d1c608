package codex.web;

import codex.agent.Assignments;
import codex.application.Application;
import codex.application.Applications;
import codex.web.templates.Templates;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** The list of applications, and each one from its description to the order to draft it. */
final class ApplicationPages {
    private final Jdbi jdbi;
    private final Assignments assignments;
    private final Deploying deploying;
    private final Works works;
    private final Templates templates;
    private final Frame frame;
    private final Pages pages;

    ApplicationPages(Jdbi jdbi, Assignments assignments, Deploying deploying, Pages pages) {
        this.jdbi = jdbi;
        this.assignments = assignments;
        this.deploying = deploying;
        this.works = new Works(jdbi, pages.frame());
        this.templates = pages.templates();
        this.frame = pages.frame();
        this.pages = pages;
    }

    void list(Context ctx) {
        var list = list(
                Visit.account(ctx).id(),
                StateFilter.of(Visit.query(ctx, "state")),
                Visit.query(ctx, "text").strip(),
                ctx.queryParamAsClass("before", Long.class).getOrDefault(Long.MAX_VALUE));
        var page = frame.page(
                ctx,
                list.filter() == StateFilter.ALL
                        ? "Applications"
                        : list.filter().label() + " applications",
                "applications");
        var working = list.rows().stream().anyMatch(row -> row.status().working());
        ctx.html(templates
                .applicationList(page.watching(working), list, ApplicationForm.empty())
                .render());
    }

    /** One line of the list, which asks for itself while agents are at work (W2.4). */
    void row(Context ctx) {
        var overview = overview(ctx);
        ctx.header("Vary", "HX-Request");
        if (!Visit.fragment(ctx)) {
            ctx.redirect("/applications", HttpStatus.SEE_OTHER);
            return;
        }
        ctx.html(templates.applicationRow(overview, frame.now()).render());
    }

    void compose(Context ctx) {
        var wanted = Visit.query(ctx, "example");
        var form = ExampleTask.all().stream()
                .filter(task -> task.word().equals(wanted))
                .findFirst()
                .map(ApplicationForm::of)
                .orElseGet(ApplicationForm::empty);
        ctx.html(templates
                .applicationNew(frame.page(ctx, "New application", "new"), form, pages.answering(null))
                .render());
    }

    void create(Context ctx) {
        var form = ApplicationForm.from(ctx);
        if (!form.problems().isEmpty()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT)
                    .html(templates
                            .applicationNew(frame.page(ctx, "New application", "new"), form, pages.answering(null))
                            .render());
            return;
        }
        var application = jdbi.withExtension(
                Applications.class,
                applications -> applications.addOnce(
                        Visit.account(ctx).id(), form.effectiveName(), form.description(), form.key()));
        ctx.redirect("/applications/" + application.id(), HttpStatus.SEE_OTHER);
    }

    void show(Context ctx) {
        var application = application(ctx);
        var overview = overview(ctx);
        var job = works.latest(application);
        var page = frame.page(ctx, "Overview", application, "");
        ctx.html(templates
                .applicationShow(
                        page.watching(overview.status().working()),
                        overview,
                        pages.answering(application.engine()),
                        job.orElse(null))
                .render());
    }

    void edit(Context ctx) {
        var application = application(ctx);
        var form = new ApplicationForm(
                application.name(),
                application.description(),
                ApplicationForm.empty().key(),
                Map.of());
        ctx.html(templates
                .applicationEdit(frame.page(ctx, "Name and words", application, "edit"), form)
                .render());
    }

    void change(Context ctx) {
        var application = application(ctx);
        var form = ApplicationForm.from(ctx);
        if (!form.problems().isEmpty()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT)
                    .html(templates
                            .applicationEdit(frame.page(ctx, "Name and words", application, "edit"), form)
                            .render());
            return;
        }
        jdbi.useExtension(
                Applications.class,
                applications -> applications.change(
                        application.accountId(), application.id(), form.effectiveName(), form.description()));
        ctx.redirect("/applications/" + application.id(), HttpStatus.SEE_OTHER);
    }

    void draft(Context ctx) {
        var application = application(ctx);
        assignments.draft(application);
        ctx.redirect("/applications/" + application.id(), HttpStatus.SEE_OTHER);
    }

    /** Which engine the application asks from now on: the built-in one, or whichever the settings prefer. */
    void chooseEngine(Context ctx) {
        var application = application(ctx);
        var engine = Visit.field(ctx, "engine").equals("builtin") ? "builtin" : null;
        jdbi.useExtension(
                Applications.class,
                applications -> applications.choose(application.accountId(), application.id(), engine));
        ctx.redirect("/applications/" + application.id() + "#engine-title", HttpStatus.SEE_OTHER);
    }

    /** Deletes when the name was typed (H16); else asks again on the application's page. */
    void delete(Context ctx) {
        var application = application(ctx);
        if (!Visit.field(ctx, "confirmation").strip().equals(application.name())) {
            ctx.redirect("/applications/" + application.id() + "#delete-title", HttpStatus.SEE_OTHER);
            return;
        }
        deploying.removeAll(application);
        jdbi.useExtension(
                Applications.class, applications -> applications.remove(application.accountId(), application.id()));
        ctx.redirect("/applications", HttpStatus.SEE_OTHER);
    }

    private ApplicationList list(long accountId, StateFilter filter, String text, long before) {
        return jdbi.withExtension(Overviews.class, overviews -> {
            var rows = overviews.list(
                    accountId, filter.statuses().toArray(String[]::new), text, before, ApplicationList.ROWS + 1);
            var counts = overviews.counts(accountId, text);
            return new ApplicationList(
                    filter,
                    text,
                    rows.subList(0, Math.min(rows.size(), ApplicationList.ROWS)),
                    Arrays.stream(StateFilter.values())
                            .collect(Collectors.toMap(each -> each, each -> each.count(counts))),
                    rows.size() > ApplicationList.ROWS);
        });
    }

    private Overview overview(Context ctx) {
        return jdbi.withExtension(
                        Overviews.class,
                        overviews -> overviews.find(Visit.account(ctx).id(), Visit.id(ctx, "application")))
                .orElseThrow(NotFoundResponse::new);
    }

    private Application application(Context ctx) {
        return Visit.application(ctx, jdbi);
    }
}
