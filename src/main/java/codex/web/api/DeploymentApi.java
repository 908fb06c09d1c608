package codex.web.api;

import codex.application.Applications;
import codex.hosting.Deployment;
import codex.hosting.DeploymentTarget;
import codex.hosting.Deployments;
import codex.web.Deploying;
import codex.web.Visit;
import codex.web.api.ApplicationApi.JobLink;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Arrays;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** {@code /deployments}: developed apps on their way to people. */
final class DeploymentApi {
    record NewDeployment(@Nullable String target, @Nullable String name) {}

    record Started(JobLink job, Made deployment) {
        record Made(long id) {}
    }

    record Shown(
            long id,
            long developedAppId,
            String target,
            String name,
            String state,
            @Nullable String url,
            @Nullable String problem,
            Instant createdAt,
            Instant updatedAt) {
        static Shown of(Deployment deployment) {
            return new Shown(
                    deployment.id(),
                    deployment.developedAppId(),
                    deployment.target().label(),
                    deployment.name(),
                    deployment.state().label(),
                    deployment.url(),
                    deployment.problem(),
                    deployment.createdAt(),
                    deployment.updatedAt());
        }
    }

    private final Jdbi jdbi;
    private final Deployments deployments;
    private final Deploying deploying;
    private final DevelopedAppApi developedApps;

    DeploymentApi(DevelopedAppApi developedApps, ApiParts parts) {
        this.jdbi = parts.jdbi();
        this.deployments = jdbi.onDemand(Deployments.class);
        this.deploying = parts.deploying();
        this.developedApps = developedApps;
    }

    void create(Context ctx) {
        var app = developedApps.developedApp(ctx);
        var input = ApiInput.body(ctx, NewDeployment.class);
        var target = target(input.target());
        if (target != DeploymentTarget.HOSTED) {
            throw ApiProblem.of(501, "Deploying to %s is not there yet; hosted is.".formatted(target.label()));
        }
        if (!app.delivered()) {
            throw ApiProblem.of(
                    409,
                    "Only a verified or partial app is deployed; this one is %s."
                            .formatted(app.state().label()));
        }
        var application =
                jdbi.onDemand(Applications.class).findAny(app.applicationId()).orElseThrow(ApiProblem::notFound);
        var started = deploying.start(application, app, input.name());
        ctx.status(202).json(new Started(JobLink.queued(started.jobId()), new Started.Made(started.deploymentId())));
    }

    void show(Context ctx) {
        ctx.json(Shown.of(deployment(ctx)));
    }

    void log(Context ctx) {
        ctx.contentType("text/plain; charset=utf-8")
                .header("Content-Security-Policy", "sandbox")
                .result(deployments.log(deployment(ctx).id()));
    }

    void remove(Context ctx) {
        deploying.remove(deployment(ctx));
        ctx.status(204);
    }

    private Deployment deployment(Context ctx) {
        return deployments
                .find(Visit.account(ctx).id(), ApiInput.id(ctx, "deployment"))
                .orElseThrow(ApiProblem::notFound);
    }

    private static DeploymentTarget target(@Nullable String written) {
        return Arrays.stream(DeploymentTarget.values())
                .filter(target -> target.label().equals(written))
                .findFirst()
                .orElseThrow(() -> ApiProblem.invalid(
                        "target", "is hosted, git, docker or kubernetes; found \"%s\"".formatted(written)));
    }
}
