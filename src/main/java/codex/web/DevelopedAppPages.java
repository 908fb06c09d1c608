package codex.web;

import codex.application.Application;
import codex.application.Applications;
import codex.code.CodeGraphs;
import codex.code.CompiledRoute;
import codex.code.CompiledRoutes;
import codex.code.DevelopedApp;
import codex.code.DevelopedApps;
import codex.code.FunctionDefinition;
import codex.code.Functions;
import codex.code.SourceFile;
import codex.code.SourceFiles;
import codex.hosting.Deployments;
import codex.specification.Specification;
import codex.specification.Specifications;
import codex.verify.Verification;
import codex.verify.Verifications;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What development made: the verdict with its proof, and what can be taken home (W6.5-7, W7.8). */
final class DevelopedAppPages {
    private final Jdbi jdbi;
    private final Downloads downloads;
    private final Pages pages;

    DevelopedAppPages(Jdbi jdbi, Pages pages) {
        this.jdbi = jdbi;
        this.downloads = new Downloads(jdbi);
        this.pages = pages;
    }

    void list(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var runs = jdbi.withExtension(DevelopedApps.class, store -> store.list(application.id()));
        var page = pages.frame().page(ctx, "Developed apps", application, Page.Tab.DEVELOPED_APP.segment());
        ctx.html(pages.templates().developedAppRuns(page, runs).render());
    }

    void show(Context ctx) {
        var developedApp = developedApp(ctx);
        var application = application(developedApp, ctx);
        var proof = jdbi.withHandle(handle -> proof(handle, application, developedApp));
        var title = "Run " + developedApp.id() + ", " + developedApp.state().label();
        var page = pages.frame().page(ctx, title, application, Page.Tab.DEVELOPED_APP.segment());
        ctx.html(pages.templates()
                .developedAppShow(
                        page.watching(developedApp.building()), proof, FileTree.of(proof.files()), first(proof))
                .render());
    }

    void route(Context ctx) {
        var developedApp = developedApp(ctx);
        var application = application(developedApp, ctx);
        var proof = jdbi.withHandle(handle -> proof(handle, application, developedApp));
        var id = Visit.id(ctx, "route");
        var route = proof.routes().stream()
                .filter(each -> each.id() == id)
                .findFirst()
                .orElseThrow(NotFoundResponse::new);
        var title = route.method() + " " + route.path() + ", run " + developedApp.id();
        var page = pages.frame().page(ctx, title, application, Page.Tab.DEVELOPED_APP.segment());
        var definitions = jdbi.withHandle(handle -> definitions(handle, developedApp, route));
        var reused = jdbi.withExtension(Functions.class, functions -> functions.reused(developedApp.id()));
        ctx.html(pages.templates()
                .developedAppRoute(page, proof, route, definitions, reused)
                .render());
    }

    /** What the functions behind a route shall do, its own first. */
    private static List<FunctionDefinition> definitions(Handle handle, DevelopedApp developedApp, CompiledRoute route) {
        var names = handle.attach(CodeGraphs.class).list(developedApp.id()).stream()
                .filter(graph -> graph.routeId().equals(route.routeId()))
                .flatMap(graph -> graph.graph().functions().stream())
                .toList();
        return handle.attach(Functions.class).definitions(developedApp.id()).stream()
                .filter(definition -> names.contains(definition.name()))
                .sorted(Comparator.comparingInt((FunctionDefinition definition) -> names.indexOf(definition.name())))
                .toList();
    }

    void attack(Context ctx) {
        var developedApp = developedApp(ctx);
        var application = application(developedApp, ctx);
        var proof = jdbi.withHandle(handle -> proof(handle, application, developedApp));
        var weakness = proof.verification().attacks().stream()
                .map(Verification.Attacked::weakness)
                .filter(each -> Proof.segment(each).equals(ctx.pathParam("weakness")))
                .findFirst()
                .orElseThrow(NotFoundResponse::new);
        var title = weakness.words() + ", run " + developedApp.id();
        var page = pages.frame().page(ctx, title, application, Page.Tab.DEVELOPED_APP.segment());
        ctx.html(pages.templates()
                .developedAppAttack(page, proof, weakness, proof.probes(weakness))
                .render());
    }

    void zip(Context ctx) {
        downloads.zip(developedApp(ctx)).orElseThrow(NotFoundResponse::new).answer(ctx);
    }

    void bundle(Context ctx) {
        downloads.bundle(developedApp(ctx)).orElseThrow(NotFoundResponse::new).answer(ctx);
    }

    // The file to begin reading with: a function that was written for this application, else what the project says.
    private @Nullable SourceFile first(Proof proof) {
        var path = proof.files().stream()
                .filter(file -> file.origin() == SourceFile.Origin.FUNCTION)
                .map(SourceFiles.Entry::path)
                .findFirst()
                .orElse("README.md");
        return jdbi.withExtension(
                        SourceFiles.class,
                        store -> store.find(proof.developedApp().id(), path))
                .orElse(null);
    }

    private static Proof proof(Handle handle, Application application, DevelopedApp developedApp) {
        var id = developedApp.id();
        var version = version(handle, developedApp);
        return new Proof(
                developedApp,
                version,
                handle.attach(Specifications.class)
                        .latest(application.id())
                        .map(Specification::version)
                        .orElse(0),
                handle.attach(CompiledRoutes.class).list(id),
                handle.attach(Verifications.class).load(id),
                handle.attach(SourceFiles.class).list(id),
                Downloads.name(application, version),
                handle.attach(DevelopedApps.class).zipped(id).orElse(null),
                handle.attach(Deployments.class).list(application.id()).stream()
                        .filter(deployment -> deployment.developedAppId() == id)
                        .toList());
    }

    private static int version(Handle handle, DevelopedApp developedApp) {
        return handle.attach(Specifications.class)
                .find(developedApp.applicationId(), developedApp.specificationId())
                .map(Specification::version)
                .orElse(0);
    }

    private DevelopedApp developedApp(Context ctx) {
        return Visit.developedApp(ctx, jdbi);
    }

    private Application application(DevelopedApp developedApp, Context ctx) {
        return jdbi.withExtension(
                        Applications.class,
                        store -> store.find(Visit.account(ctx).id(), developedApp.applicationId()))
                .orElseThrow(NotFoundResponse::new);
    }
}
