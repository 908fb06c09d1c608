package app.platform.security;

import app.platform.http.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.stream.Stream;

/** Lets a call through to its route, or refuses it. A route without a role is closed. */
public final class Access {
    private static final String USER = "user";

    private Access() {}

    public static void add(RoutesConfig routes, Tokens tokens) {
        routes.beforeMatched(ctx -> {
            var user = token(ctx).map(tokens::user);
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

    // RFC 6750 says Bearer; many clients say Token.
    private static Optional<String> token(Context ctx) {
        var header = String.valueOf(ctx.header("Authorization"));
        return Stream.of("Bearer ", "Token ")
                .filter(scheme -> header.regionMatches(true, 0, scheme, 0, scheme.length()))
                .findFirst()
                .map(scheme -> header.substring(scheme.length()).strip());
    }
}
