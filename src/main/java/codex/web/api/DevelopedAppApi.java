package codex.web.api;

import codex.application.Applications;
import codex.code.CompiledRoute;
import codex.code.CompiledRoutes;
import codex.code.DevelopedApp;
import codex.code.DevelopedApps;
import codex.code.SourceFiles;
import codex.specification.Names;
import codex.specification.Specifications;
import codex.verify.Verification;
import codex.verify.Verifications;
import codex.web.Visit;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** {@code /developed-apps}: what development made, with its proof. */
final class DevelopedAppApi {
    record RouteState(
            String id,
            String method,
            String path,
            String summary,
            String state,
            @Nullable String reason) {
        static RouteState of(CompiledRoute route) {
            return new RouteState(
                    route.routeId(),
                    route.method(),
                    route.path(),
                    route.description(),
                    route.state().label(),
                    route.reason());
        }
    }

    record Shown(
            long id,
            long appId,
            long specId,
            @Nullable Long jobId,
            String engine,
            String state,
            String summary,
            BigDecimal cost,
            List<RouteState> routes,
            List<Verification.Climbed> rungs,
            Instant createdAt,
            @Nullable Instant finishedAt) {}

    private final Jdbi jdbi;
    private final DevelopedApps developedApps;
    private final SourceFiles files;

    DevelopedAppApi(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.developedApps = jdbi.onDemand(DevelopedApps.class);
        this.files = jdbi.onDemand(SourceFiles.class);
    }

    void show(Context ctx) {
        var app = developedApp(ctx);
        var routes = jdbi.onDemand(CompiledRoutes.class).list(app.id());
        ctx.json(new Shown(
                app.id(),
                app.applicationId(),
                app.specificationId(),
                app.jobId(),
                app.engine(),
                app.state().label(),
                app.summary(),
                app.cost(),
                routes.stream().map(RouteState::of).toList(),
                verification(app).rungs(),
                app.createdAt(),
                app.finishedAt()));
    }

    void files(Context ctx) {
        ctx.json(Page.all(files.list(developedApp(ctx).id())));
    }

    // Looked up in the list of the build, never on disk; as text, whatever it is (SECURITY.md, S29, S38).
    void file(Context ctx) {
        var file = files.find(developedApp(ctx).id(), ctx.pathParam("path")).orElseThrow(ApiProblem::notFound);
        ctx.contentType("text/plain; charset=utf-8")
                .header("Content-Security-Policy", "sandbox")
                .result(file.content());
    }

    void findings(Context ctx) {
        ctx.json(Page.all(verification(developedApp(ctx)).findings()));
    }

    void zip(Context ctx) {
        var app = developedApp(ctx);
        var zip = developedApps
                .zip(app.id())
                .orElseThrow(() -> ApiProblem.of(
                        409,
                        "There is no zip: the developed app is %s."
                                .formatted(app.state().label())));
        ctx.contentType("application/zip")
                .header("Content-Disposition", "attachment; filename=\"%s\"".formatted(zipName(app)))
                .header("Content-Length", String.valueOf(zip.length))
                .disableCompression()
                .result(zip);
    }

    DevelopedApp developedApp(Context ctx) {
        return developedApps
                .find(Visit.account(ctx).id(), ApiInput.id(ctx, "developedApp"))
                .orElseThrow(ApiProblem::notFound);
    }

    private String zipName(DevelopedApp app) {
        var name = jdbi.onDemand(Applications.class)
                .findAny(app.applicationId())
                .map(application -> Names.kebab(application.name()))
                .filter(kebab -> !kebab.isEmpty())
                .orElse("application");
        var version = jdbi.onDemand(Specifications.class)
                .find(app.applicationId(), app.specificationId())
                .map(specification -> specification.version())
                .orElse(0);
        return "%s-v%d.zip".formatted(name, version);
    }

    private Verification verification(DevelopedApp app) {
        return jdbi.onDemand(Verifications.class).load(app.id());
    }
}
