package codex.code;

import java.util.List;
import org.jdbi.v3.json.Json;

/**
 * A verified function with what it was written for.
 *
 * @param developedAppId the youngest developed app that it serves
 * @param description of its definition there, as {@code errors}
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
        String helpers) {
    public LibraryFunction {
        errors = List.copyOf(errors);
        imports = List.copyOf(imports);
    }
}
