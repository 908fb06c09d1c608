package codex.web;

import codex.hosting.Deployment;
import codex.hosting.DeploymentState;
import codex.specification.Access;
import codex.specification.Document;
import codex.specification.Method;
import codex.specification.Route;
import codex.specification.RouteAccess;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as its page shows it.
 *
 * @param document that the running application was made from
 * @param log the end of what it printed
 */
public record DeploymentPage(Deployment deployment, Document document, String log) {
    private static final int LINES = 400;

    static DeploymentPage of(Deployment deployment, Document document, String log) {
        var lines = log.split("\n", -1);
        var from = Math.max(0, lines.length - LINES);
        return new DeploymentPage(
                deployment, document, String.join("\n", Arrays.asList(lines).subList(from, lines.length)));
    }

    public List<Route> routes() {
        return document.routes().toList();
    }

    /** Where a browser sees a route at work; null for one that wants more than an address, or while it is not live. */
    public @Nullable String link(Route route) {
        var openable = route.method() == Method.GET
                && !route.path().contains("{")
                && route.access().level() == RouteAccess.Level.PUBLIC
                && route.parameters().stream().noneMatch(parameter -> parameter.required());
        return openable ? at(route.path()) : null;
    }

    public @Nullable String at(String path) {
        return deployment.url() == null ? null : deployment.url() + path;
    }

    /** An address that answers a browser: what the application shows everybody first, else its own description. */
    public @Nullable String openUrl() {
        return routes().stream()
                .map(this::link)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(at("/openapi.yaml"));
    }

    public boolean accounts() {
        return document.access() == Access.ACCOUNTS;
    }

    public String url() {
        return "/deployments/" + deployment.id();
    }

    /** Where it stands, in a sentence. */
    public String sentence() {
        return switch (deployment.state()) {
            case QUEUED -> "In the queue, it starts as soon as a worker is free";
            case STARTING -> "Starting; its address is shown once its health and a call were answered there";
            case LIVE -> "Live: its health and a call were answered";
            case STOPPED -> "Stopped; its data is kept";
            case FAILED -> "It did not start";
            case DELETED -> "Deleted";
        };
    }

    public boolean canStop() {
        return deployment.state() == DeploymentState.LIVE || deployment.state() == DeploymentState.STARTING;
    }

    public boolean canStart() {
        return deployment.state() == DeploymentState.STOPPED || deployment.state() == DeploymentState.FAILED;
    }

    /** The style sheet's word for a state. */
    public static String shape(Deployment deployment) {
        return switch (deployment.state()) {
            case QUEUED -> "queued";
            case STARTING -> "running";
            case LIVE -> "live";
            case STOPPED, DELETED -> "draft";
            case FAILED -> "failed";
        };
    }
}
