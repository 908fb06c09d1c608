package codex.web;

import org.jspecify.annotations.Nullable;

/**
 * The form of the first account.
 *
 * @param field that was refused, or empty
 * @param message what is wrong with it
 */
public record SetupForm(String code, String email, String name, String field, String message) {
    static SetupForm empty() {
        return new SetupForm("", "", "", "", "");
    }

    public @Nullable String problem(String of) {
        return field.equals(of) ? message : null;
    }
}
