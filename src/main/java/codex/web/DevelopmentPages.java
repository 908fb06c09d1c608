package codex.web;

import codex.agent.Assignments;
import codex.application.Application;
import codex.code.DevelopedApp;
import codex.code.DevelopedApps;
import codex.engine.EngineCalls;
import codex.specification.Route;
import codex.specification.Specification;
import codex.specification.Specifications;
import codex.web.templates.Templates;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Development of an application: the order to begin, the run under way, and all runs (W6). */
final class DevelopmentPages {
    /** Of how many earlier calls an estimate is made. */
    private static final int EARLIER_CALLS = 2000;

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
        var last = runs.stream().findFirst();
        var work = last.map(DevelopedApp::jobId).flatMap(job -> works.find(application.accountId(), job));
        var latest = latest(application);
        var taken = last.flatMap(run ->
                latest.filter(each -> each.id() == run.specificationId()).or(() -> specification(application, run)));
        return new Development(
                work.orElse(null),
                taken.map(Specification::version).orElse(0),
                latest.map(Specification::version).orElse(0),
                latest.map(specification -> estimate(application, specification))
                        .orElse(null),
                runs);
    }

    private Estimate estimate(Application application, Specification specification) {
        var document = specification.document();
        var particular = document.routes().filter(Route::needsFunctions).count();
        var modules = document.modules().stream()
                .filter(module -> module.routes().stream().anyMatch(Route::needsFunctions))
                .count();
        var answering = pages.answering(application.engine());
        var means = particular == 0 || !answering.byModel()
                ? List.<EngineCalls.Mean>of()
                : jdbi.withExtension(
                        EngineCalls.class,
                        store -> store.means(
                                new String[] {Estimate.DRAW, Estimate.SHARE, Estimate.WRITE, Estimate.PROVE},
                                EARLIER_CALLS));
        return Estimate.of(answering, document.routes().count(), particular, modules, means);
    }

    private Optional<Specification> latest(Application application) {
        return jdbi.withExtension(Specifications.class, store -> store.latest(application.id()));
    }

    private Optional<Specification> specification(Application application, DevelopedApp run) {
        return jdbi.withExtension(Specifications.class, store -> store.find(application.id(), run.specificationId()));
    }
}
