package codex.hosting;

import java.util.Locale;

/** Where a deployment stands. Live means: its health and a smoke call were answered at its address. */
public enum DeploymentState {
    QUEUED,
    STARTING,
    LIVE,
    STOPPED,
    FAILED,
    DELETED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a page should keep watching. */
    public boolean working() {
        return this == QUEUED || this == STARTING;
    }
}
