package codex.web;

import codex.code.DevelopedApp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was and is being developed for an application.
 *
 * @param work the latest development; null before the first
 * @param workVersion the version it takes
 * @param latestVersion of the specification; 0 before the first
 * @param estimate what the next run would ask an engine; null before there is a specification
 */
public record Development(
        @Nullable Work work,
        int workVersion,
        int latestVersion,
        @Nullable Estimate estimate,
        List<DevelopedApp> runs) {
    public Development {
        runs = List.copyOf(runs);
    }

    public boolean working() {
        return work != null && work.working();
    }

    public String heading() {
        return work == null
                ? "Development"
                : working() ? "Developing version " + workVersion : "Development of version " + workVersion;
    }
}
