package codex.web;

import codex.account.ApiToken;
import codex.account.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One's own account as its page shows it.
 *
 * @param current the session that looks
 * @param fresh whether the password was typed a short while ago, so that a token may be made without it (S8)
 * @param field that was refused, or empty
 * @param message what is wrong with it, or what went well when no field is named
 * @param secret the token that was just made, shown this once; empty for none
 */
public record AccountView(
        List<Session> sessions,
        Session current,
        List<ApiToken> tokens,
        boolean fresh,
        String field,
        String message,
        String secret) {
    public AccountView {
        sessions = List.copyOf(sessions);
        tokens = List.copyOf(tokens);
    }

    public @Nullable String problem(String of) {
        return field.equals(of) ? message : null;
    }

    /** Whoever logs it by mistake logs no secret. */
    @Override
    public String toString() {
        return "AccountView[account=" + current.accountId() + "]";
    }
}
