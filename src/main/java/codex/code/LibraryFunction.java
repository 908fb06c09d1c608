package codex.code;

import java.util.List;
import org.jdbi.v3.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A verified function with what it was written for.
 *
 * @param developedAppId the youngest developed app that it serves
 * @param description of its definition there, as {@code errors}
 * @param embedder whose vector {@code embedding} is; null where there is none yet
 */
public record LibraryFunction(
        long id,
        long developedAppId,
        String name,
        String description,
        @Json List<String> errors,
        String inputType,
        String returnType,
        @Json List<String> imports,
        String code,
        String helpers,
        @Nullable String embedder,
        @Nullable List<Float> embedding) {
    public LibraryFunction {
        errors = List.copyOf(errors);
        imports = List.copyOf(imports);
        embedding = embedding == null ? null : List.copyOf(embedding);
    }
}
