package codex.code;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A route of a developed app and how far it has come.
 *
 * @param routeId the route's element id in the specification
 * @param codeGraphId null for a route that needs no function
 * @param code the class that answers it
 * @param reason why it is unfinished; null unless it is
 */
public record CompiledRoute(
        long id,
        long developedAppId,
        @Nullable Long codeGraphId,
        String routeId,
        String method,
        String path,
        String description,
        String code,
        State state,
        @Nullable String reason) {
    /** How far it has come. An unfinished route is there and answers 501. */
    public enum State {
        PENDING,
        WRITTEN,
        VERIFIED,
        FAILED,
        UNFINISHED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
