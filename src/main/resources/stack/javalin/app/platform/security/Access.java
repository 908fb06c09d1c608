package app.platform.security;

import app.platform.http.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;

/** Lets a call through to its route, or refuses it. A route without a role is closed. */
public final class Access {
    private static final String USER = "user";

    private Access() {}

    public static void add(RoutesConfig routes, Tokens tokens) {
        routes.beforeMatched(ctx -> {
            var user = bearer(ctx).map(tokens::user);
            user.ifPresent(known -> ctx.attribute(USER, known));
            check(ctx, user);
        });
    }

    /** Who calls, if anybody is signed in. */
    public static Optional<CurrentUser> user(Context ctx) {
        return Optional.ofNullable(ctx.attribute(USER));
    }

    private static void check(Context ctx, Optional<CurrentUser> user) {
        var allowed = ctx.routeRoles();
        if (allowed.contains(Role.ANYONE)) {
            return;
        }
        var known = user.orElseThrow(() -> Problem.unauthorized("Please sign in."));
        var may = allowed.contains(Role.SIGNED_IN)
                || known.admin()
                || allowed.stream().anyMatch(role -> known.roles().contains(role.toString()));
        if (!may) {
            throw Problem.forbidden("You may not do this.");
        }
    }

    private static Optional<String> bearer(Context ctx) {
        var header = ctx.header("Authorization");
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(header.substring(7).strip())
                : Optional.empty();
    }
}
