package codex.web.api;

import codex.code.CompiledRoute;
import codex.code.CompiledRoutes;
import codex.code.DevelopedApp;
import codex.code.DevelopedApps;
import codex.code.SourceFiles;
import codex.verify.Verification;
import codex.verify.Verifications;
import codex.web.Downloads;
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
    private final Downloads downloads;

    DevelopedAppApi(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.developedApps = jdbi.onDemand(DevelopedApps.class);
        this.files = jdbi.onDemand(SourceFiles.class);
        this.downloads = new Downloads(jdbi);
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
        downloads.zip(app).orElseThrow(() -> undelivered(app)).answer(ctx);
    }

    void bundle(Context ctx) {
        var app = developedApp(ctx);
        downloads.bundle(app).orElseThrow(() -> undelivered(app)).answer(ctx);
    }

    DevelopedApp developedApp(Context ctx) {
        return developedApps
                .find(Visit.account(ctx).id(), ApiInput.id(ctx, "developedApp"))
                .orElseThrow(ApiProblem::notFound);
    }

    private static ApiProblem undelivered(DevelopedApp app) {
        return ApiProblem.of(
                409,
                "There is nothing to download: the developed app is "
                        + app.state().label() + ".");
    }

    private Verification verification(DevelopedApp app) {
        return jdbi.onDemand(Verifications.class).load(app.id());
    }
}
