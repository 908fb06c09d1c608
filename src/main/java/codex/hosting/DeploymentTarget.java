package codex.hosting;

import java.util.Locale;

/** Where a developed app can be deployed to. */
public enum DeploymentTarget {
    HOSTED,
    GIT,
    DOCKER,
    KUBERNETES;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
