package codex.web;

import codex.account.ApiTokens;
import codex.account.Sessions;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Finds out who sent a request: by the cookie, and for programs by the token in {@code Authorization} alone (S10). */
final class Identity {
    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final ApiTokens tokens;
    private final SessionCookie cookie;

    Identity(Doors doors, SessionCookie cookie) {
        this.sessions = doors.sessions();
        this.tokens = doors.tokens();
        this.cookie = cookie;
    }

    void find(Context ctx) {
        var authorization = ctx.header("Authorization");
        if (Visit.api(ctx) && authorization != null && authorization.startsWith(BEARER)) {
            var secret = authorization.substring(BEARER.length()).strip();
            bearer(secret).ifPresent(bearer -> {
                ctx.attribute(Visit.ACCOUNT, bearer.account());
                ctx.attribute(Visit.BEARER, bearer);
                ctx.attribute(
                        Visit.STAYS, (BooleanSupplier) () -> bearer(secret).isPresent());
            });
            return;
        }
        cookie.read(ctx)
                .ifPresent(value -> sessions.find(value).ifPresent(present -> {
                    ctx.attribute(Visit.ACCOUNT, present.account());
                    ctx.attribute(Visit.PRESENT, present);
                    ctx.attribute(Visit.STAYS, (BooleanSupplier)
                            () -> sessions.find(value).isPresent());
                }));
    }

    private Optional<ApiTokens.Bearer> bearer(String token) {
        return token.isEmpty() ? Optional.empty() : tokens.find(token);
    }
}
