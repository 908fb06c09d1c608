package codex.web;

import codex.agent.Assignments;
import codex.application.Application;
import codex.code.DevelopedApp;
import codex.code.DevelopedApps;
import codex.specification.Specification;
import codex.specification.Specifications;
import codex.web.templates.Templates;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Development of an application: the order to begin, the run under way, and all runs (W6). */
final class DevelopmentPages {
    private final Jdbi jdbi;
    private final Assignments assignments;
    private final Works works;
    private final Templates templates;
    private final Frame frame;
    private final Pages pages;

    DevelopmentPages(Jdbi jdbi, Assignments assignments, Works works, Pages pages) {
        this.jdbi = jdbi;
        this.assignments = assignments;
        this.works = works;
        this.templates = pages.templates();
        this.frame = pages.frame();
        this.pages = pages;
    }

    void show(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var development = development(application);
        var page = frame.page(ctx, development.heading(), application, Page.Tab.DEVELOPMENT.segment());
        ctx.html(templates
                .developmentShow(page.watching(development.working()), development)
                .render());
    }

    /** Develops the latest version; while one development is under way, leads to that (A4). */
    void start(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var specification = latest(application);
        if (specification.isEmpty()) {
            ctx.redirect("/applications/" + application.id(), HttpStatus.SEE_OTHER);
            return;
        }
        assignments.develop(
                application,
                specification.get(),
                pages.answering(application.engine()).engine());
        ctx.redirect("/applications/" + application.id() + "/development", HttpStatus.SEE_OTHER);
    }

    private Development development(Application application) {
        var runs = jdbi.withExtension(DevelopedApps.class, store -> store.list(application.id()));
        var latest = runs.stream().findFirst();
        var work = latest.map(DevelopedApp::jobId).flatMap(job -> works.find(application.accountId(), job));
        var version = latest.flatMap(run -> specification(application, run)).map(Specification::version);
        return new Development(
                work.orElse(null),
                version.orElse(0),
                latest(application).map(Specification::version).orElse(0),
                pages.answering(application.engine()),
                runs);
    }

    private Optional<Specification> latest(Application application) {
        return jdbi.withExtension(Specifications.class, store -> store.latest(application.id()));
    }

    private Optional<Specification> specification(Application application, DevelopedApp run) {
        return jdbi.withExtension(Specifications.class, store -> store.find(application.id(), run.specificationId()));
    }
}
