package codex.web;

import codex.application.Application;
import codex.application.Applications;
import codex.code.DevelopedApp;
import codex.code.DevelopedApps;
import codex.hosting.Deployment;
import codex.hosting.Deployments;
import codex.specification.Specification;
import codex.specification.Specifications;
import codex.web.templates.Templates;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import org.jdbi.v3.core.Jdbi;

/** Deployments of an application on this host: start, watch, stop, delete (W8). */
final class DeploymentPages {
    private final Jdbi jdbi;
    private final Deploying deploying;
    private final Templates templates;
    private final Frame frame;

    DeploymentPages(Jdbi jdbi, Deploying deploying, Pages pages) {
        this.jdbi = jdbi;
        this.deploying = deploying;
        this.templates = pages.templates();
        this.frame = pages.frame();
    }

    void list(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var deployments = jdbi.withExtension(Deployments.class, store -> store.list(application.id()));
        var latest = jdbi.withExtension(DevelopedApps.class, store -> store.list(application.id())).stream()
                .filter(DevelopedApp::delivered)
                .findFirst();
        var page = frame.page(ctx, "Deployments", application, Page.Tab.DEPLOYMENTS.segment());
        ctx.html(
                templates.deploymentList(page, deployments, latest.orElse(null)).render());
    }

    /** Deploys a developed app; while one of it is on its way or live, leads to that. */
    void start(Context ctx) {
        var developedApp = Visit.developedApp(ctx, jdbi);
        if (!developedApp.delivered()) {
            throw new ConflictResponse();
        }
        var application = application(ctx, developedApp);
        var started = deploying.start(application, developedApp, null);
        ctx.redirect("/deployments/" + started.deploymentId(), HttpStatus.SEE_OTHER);
    }

    void show(Context ctx) {
        var view = view(ctx);
        var application = application(ctx, view.deployment());
        var title = "Deployment " + view.deployment().name();
        var page = frame.page(ctx, title, application, Page.Tab.DEPLOYMENTS.segment());
        ctx.html(templates
                .deploymentShow(page.watching(view.deployment().state().working()), view)
                .render());
    }

    /** The live part. */
    void state(Context ctx) {
        var view = view(ctx);
        ctx.header("Vary", "HX-Request");
        if (!Visit.fragment(ctx)) {
            ctx.redirect(view.url(), HttpStatus.SEE_OTHER);
            return;
        }
        if (!view.deployment().state().working()) {
            // There is more to show now than this part: the routes that answer, the log.
            ctx.header("HX-Refresh", "true");
        }
        ctx.html(templates.deploymentState(view, frame.now()).render());
    }

    void restart(Context ctx) {
        var deployment = deployment(ctx);
        var application = application(ctx, deployment);
        deploying.restart(application, deployment);
        back(ctx, deployment);
    }

    void stop(Context ctx) {
        var deployment = deployment(ctx);
        deploying.stop(deployment);
        back(ctx, deployment);
    }

    /** Deletes when the name was typed (H16). */
    void delete(Context ctx) {
        var deployment = deployment(ctx);
        if (!Visit.field(ctx, "confirmation").strip().equals(deployment.name())) {
            back(ctx, deployment);
            return;
        }
        var application = application(ctx, deployment);
        deploying.remove(deployment);
        ctx.redirect("/applications/" + application.id() + "/deployments", HttpStatus.SEE_OTHER);
    }

    private DeploymentPage view(Context ctx) {
        var deployment = deployment(ctx);
        return jdbi.withHandle(handle -> {
            var developedApp = handle.attach(DevelopedApps.class)
                    .findAny(deployment.developedAppId())
                    .orElseThrow(NotFoundResponse::new);
            var document = handle.attach(Specifications.class)
                    .find(developedApp.applicationId(), developedApp.specificationId())
                    .map(Specification::document)
                    .orElseThrow(NotFoundResponse::new);
            return DeploymentPage.of(
                    deployment, document, handle.attach(Deployments.class).log(deployment.id()));
        });
    }

    private Deployment deployment(Context ctx) {
        return jdbi.withExtension(
                        Deployments.class,
                        store -> store.find(Visit.account(ctx).id(), Visit.id(ctx, "deployment")))
                .orElseThrow(NotFoundResponse::new);
    }

    private Application application(Context ctx, Deployment deployment) {
        return jdbi.withExtension(
                        DevelopedApps.class,
                        store -> store.find(Visit.account(ctx).id(), deployment.developedAppId()))
                .map(developedApp -> application(ctx, developedApp))
                .orElseThrow(NotFoundResponse::new);
    }

    private Application application(Context ctx, DevelopedApp developedApp) {
        return jdbi.withExtension(
                        Applications.class,
                        store -> store.find(Visit.account(ctx).id(), developedApp.applicationId()))
                .orElseThrow(NotFoundResponse::new);
    }

    private static void back(Context ctx, Deployment deployment) {
        ctx.redirect("/deployments/" + deployment.id(), HttpStatus.SEE_OTHER);
    }
}
