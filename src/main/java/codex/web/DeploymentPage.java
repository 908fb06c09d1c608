package codex.web;

import codex.hosting.Deployment;
import codex.hosting.DeploymentState;

/**
 * A deployment as its page shows it.
 *
 * @param log the end of what it printed
 */
public record DeploymentPage(Deployment deployment, String log) {
    private static final int LINES = 400;

    static DeploymentPage of(Deployment deployment, String log) {
        var lines = log.split("\n", -1);
        var from = Math.max(0, lines.length - LINES);
        return new DeploymentPage(
                deployment, String.join("\n", java.util.Arrays.asList(lines).subList(from, lines.length)));
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
