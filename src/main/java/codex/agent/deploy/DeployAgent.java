package codex.agent.deploy;

import codex.agent.Agent;
import codex.code.DevelopedApps;
import codex.code.SourceFiles;
import codex.hosting.Deployment;
import codex.hosting.DeploymentState;
import codex.hosting.DeploymentTarget;
import codex.hosting.Deployments;
import codex.hosting.Hosting;
import codex.hosting.Launch;
import codex.queue.Job;
import codex.queue.Outcome;
import codex.queue.Steps;
import codex.specification.Method;
import codex.specification.Route;
import codex.specification.RouteAccess;
import codex.specification.Specifications;
import org.jdbi.v3.core.Jdbi;

/** The build engineer: turns a developed app into one that people can reach. */
public final class DeployAgent implements Agent {
    /** What was handed over. */
    public record Deployed(long deploymentId, String url) {}

    private final Jdbi jdbi;
    private final Hosting hosting;

    public DeployAgent(Jdbi jdbi, Hosting hosting) {
        this.jdbi = jdbi;
        this.hosting = hosting;
    }

    @Override
    public Outcome act(Job job, Steps steps) {
        var deployments = jdbi.onDemand(Deployments.class);
        var found = deployments.findAny(job.input().path("deploymentId").asLong());
        if (found.isEmpty() || found.get().state() == DeploymentState.DELETED) {
            return new Outcome.Failed("The deployment was deleted meanwhile.");
        }
        var deployment = found.get();
        if (deployment.target() != DeploymentTarget.HOSTED) {
            return failed(
                    deployments,
                    deployment,
                    "Deploying to %s is not there yet."
                            .formatted(deployment.target().label()));
        }
        deployments.mark(deployment.id(), DeploymentState.STARTING, null, null);
        steps.say("Starting %s in the sandbox".formatted(deployment.name()));
        var files = jdbi.onDemand(SourceFiles.class).all(deployment.developedAppId());
        return switch (hosting.start(deployment, files, smokePath(deployment))) {
            case Launch.Live(var url) -> {
                deployments.mark(deployment.id(), DeploymentState.LIVE, url, null);
                steps.say("It answers at " + url);
                yield new Outcome.Done(new Deployed(deployment.id(), url));
            }
            case Launch.Failed(var why) -> failed(deployments, deployment, why);
        };
    }

    private static Outcome failed(Deployments deployments, Deployment deployment, String why) {
        deployments.mark(deployment.id(), DeploymentState.FAILED, null, why);
        return new Outcome.Failed(why);
    }

    /** A call anyone may make: the first public route that only reads and takes nothing, else the app's own description. */
    private String smokePath(Deployment deployment) {
        return jdbi.onDemand(DevelopedApps.class)
                .findAny(deployment.developedAppId())
                .flatMap(app -> jdbi.onDemand(Specifications.class).find(app.applicationId(), app.specificationId()))
                .flatMap(specification -> specification
                        .document()
                        .routes()
                        .filter(DeployAgent::callable)
                        .findFirst())
                .map(Route::path)
                .orElse("/openapi.yaml");
    }

    private static boolean callable(Route route) {
        return route.method() == Method.GET
                && route.access().level() == RouteAccess.Level.PUBLIC
                && !route.path().contains("{")
                && route.parameters().stream().noneMatch(parameter -> parameter.required())
                && !route.behaviour().kind().needsFunction();
    }
}
