package codex.hosting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A developed app on its way to people.
 *
 * @param name the first label of its host name
 * @param url null unless it is live
 * @param problem why it failed, and what to do; null otherwise
 */
public record Deployment(
        long id,
        long developedAppId,
        DeploymentTarget target,
        String name,
        DeploymentState state,
        @Nullable String url,
        @Nullable String problem,
        Instant createdAt,
        Instant updatedAt) {}
