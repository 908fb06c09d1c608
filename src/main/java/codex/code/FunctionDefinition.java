package codex.code;

import java.util.List;
import org.jdbi.v3.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What one function of a developed app must do, before anybody writes it.
 *
 * @param name lower camel case, unique in the developed app; the function is the static method of that name in a class of
 *     that name
 * @param description what it does, in sentences
 * @param input its arguments. A route's function takes them as one record named after it ({@code ShortenUrlInput}), any
 *     other function one by one
 * @param returnType as {@link codex.specification.TypeName} writes it, {@code uri} for a redirect's address,
 *     {@code html} for a page or a part of one, or {@code nothing}
 * @param errors sentences: "409 when the field is taken"
 * @param tables tables whose rows it may read or write
 * @param packages names of packages it may use beside the JDK and the app's platform
 * @param recipe the recipe that is known to do it; null when it has to be thought of
 * @param clarification what was asked about it; null where nothing was
 * @param functionId the function that serves it; null until one is written
 */
public record FunctionDefinition(
        long id,
        long developedAppId,
        String name,
        String description,
        @Json List<Argument> input,
        String returnType,
        @Json List<String> errors,
        @Json List<String> tables,
        @Json List<String> packages,
        @Nullable String recipe,
        @Nullable @Json Clarification clarification,
        @Nullable Long functionId) {
    /**
     * A question of whoever was to write the function. The description and the errors hold the answer.
     *
     * @param before the description as it was when it was asked about
     */
    public record Clarification(String asked, String before) {}

    /** The same, as it reads after an answer. */
    public FunctionDefinition clarified(String asked, String clearer, List<String> newErrors) {
        return new FunctionDefinition(
                id,
                developedAppId,
                name,
                clearer,
                input,
                returnType,
                newErrors,
                tables,
                packages,
                recipe,
                new Clarification(asked, description),
                functionId);
    }

    public FunctionDefinition {
        input = List.copyOf(input);
        errors = List.copyOf(errors);
        tables = List.copyOf(tables);
        packages = List.copyOf(packages);
    }
}
