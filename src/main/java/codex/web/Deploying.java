package codex.web;

import codex.agent.Assignments;
import codex.application.Application;
import codex.application.Applications;
import codex.code.DevelopedApp;
import codex.code.DevelopedApps;
import codex.hosting.Deployment;
import codex.hosting.DeploymentState;
import codex.hosting.DeploymentTarget;
import codex.hosting.Deployments;
import codex.hosting.Hosting;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Starts, stops and deletes deployments, for pages and programs alike. */
public final class Deploying {
    /** A job and the deployment it carries out. */
    public record Started(long jobId, long deploymentId) {}

    private static final int LENGTH = 40;

    private final Jdbi jdbi;
    private final Assignments assignments;
    private final Hosting hosting;

    public Deploying(Jdbi jdbi, Assignments assignments, Hosting hosting) {
        this.jdbi = jdbi;
        this.assignments = assignments;
        this.hosting = hosting;
    }

    /**
     * Has a developed app hosted here; while one of it is on its way or live, answers with that.
     *
     * @param wanted the host name's first label; null for one after the application's name. One that is taken gets a
     *     number behind it
     */
    public Started start(Application application, DevelopedApp developedApp, @Nullable String wanted) {
        return jdbi.inTransaction(handle -> {
            var deployments = handle.attach(Deployments.class);
            var running = deployments.list(application.id()).stream()
                    .filter(each -> each.developedAppId() == developedApp.id())
                    .filter(each -> each.state().working() || each.state() == DeploymentState.LIVE)
                    .findFirst();
            var deployment = running.orElseGet(() -> deployments.add(
                    developedApp.id(),
                    DeploymentTarget.HOSTED,
                    free(label(wanted == null || wanted.isBlank() ? application.name() : wanted), deployments)));
            var job = assignments.deploy(handle, application, developedApp.id(), deployment.id());
            return new Started(job, deployment.id());
        });
    }

    /** Starts a stopped or failed one again. */
    public Started restart(Application application, Deployment deployment) {
        return jdbi.inTransaction(handle -> {
            handle.attach(Deployments.class).mark(deployment.id(), DeploymentState.QUEUED, null, null);
            var job = assignments.deploy(handle, application, deployment.developedAppId(), deployment.id());
            return new Started(job, deployment.id());
        });
    }

    /** Starts again what was live when the server last stopped: its processes ended with it, its address should not. */
    public void resume() {
        for (var deployment : jdbi.withExtension(Deployments.class, Deployments::running)) {
            jdbi.withExtension(DevelopedApps.class, store -> store.findAny(deployment.developedAppId()))
                    .flatMap(developedApp -> jdbi.withExtension(
                            Applications.class, store -> store.findAny(developedApp.applicationId())))
                    .ifPresent(application -> restart(application, deployment));
        }
    }

    /** Ends it; what it kept stays for the next start. */
    public void stop(Deployment deployment) {
        jdbi.useExtension(
                Deployments.class,
                deployments -> deployments.mark(deployment.id(), DeploymentState.STOPPED, null, null));
        hosting.stop(deployment);
    }

    /** Ends it and removes what it kept. */
    public void remove(Deployment deployment) {
        jdbi.useExtension(
                Deployments.class,
                deployments -> deployments.mark(deployment.id(), DeploymentState.DELETED, null, null));
        hosting.remove(deployment);
    }

    /** As {@link #remove} for all of an application, which comes before the application itself is deleted. */
    public void removeAll(Application application) {
        jdbi.withExtension(Deployments.class, deployments -> deployments.list(application.id()))
                .forEach(this::remove);
    }

    private static String label(String name) {
        var plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        var label = plain.substring(0, Math.min(plain.length(), LENGTH)).replaceAll("^-+|-+$", "");
        return label.isEmpty() ? "app" : label;
    }

    private static String free(String label, Deployments deployments) {
        var name = label;
        for (var number = 2; deployments.named(name).isPresent(); number++) {
            name = label + "-" + number;
        }
        return name;
    }
}
