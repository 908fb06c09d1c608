package codex.web;

import io.javalin.http.Context;
import java.util.Optional;

/**
 * The cookie that holds a session's value (SECURITY.md, S6). Under https its name binds it to this very host; a browser
 * refuses that name over http, where the cookie has a plain one.
 */
final class SessionCookie {
    private final String name;
    private final String attributes;

    SessionCookie(boolean https) {
        name = https ? "__Host-sid" : "sid";
        attributes = (https ? "; Secure" : "") + "; HttpOnly; SameSite=Lax; Path=/";
    }

    Optional<String> read(Context ctx) {
        return Optional.ofNullable(ctx.cookie(name)).filter(value -> !value.isBlank());
    }

    void set(Context ctx, String value) {
        ctx.header("Set-Cookie", name + "=" + value + attributes);
    }

    void clear(Context ctx) {
        ctx.header("Set-Cookie", name + "=; Max-Age=0" + attributes);
    }
}
