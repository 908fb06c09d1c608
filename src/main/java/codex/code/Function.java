package codex.code;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A written function. Verified ones form a library: one function may serve many definitions and many routes.
 *
 * @param inputType the arguments as Java writes them: {@code "ShortenUrlInput input, Context context"}
 * @param returnType as Java writes it
 * @param imports fully qualified names of classes
 * @param code the statements of its body
 * @param helpers private static methods and records it needs beside it, as Java text; empty for none
 */
public record Function(
        long id,
        String name,
        String description,
        String inputType,
        String returnType,
        @Json List<String> imports,
        String code,
        String helpers,
        State state,
        String engine,
        @Nullable String problem,
        Instant createdAt) {
    /** How far it is to be trusted. */
    public enum State {
        WRITTEN,
        VERIFIED,
        FAILED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Function {
        imports = List.copyOf(imports);
    }
}
