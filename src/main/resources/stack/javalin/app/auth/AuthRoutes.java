package app.auth;

import app.platform.http.Format;
import app.platform.http.Inputs;
import app.platform.http.Json;
import app.platform.http.ListQuery;
import app.platform.http.Problem;
import app.platform.security.Access;
import app.platform.security.CurrentUser;
import app.platform.security.Role;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** The routes of the login family. */
public final class AuthRoutes {
    private final AuthService auth;

    public AuthRoutes(AuthService auth) {
        this.auth = auth;
    }

    public void add(RoutesConfig routes) {
        routes.post("/auth/register", this::register, Role.ANYONE);
        routes.post("/auth/login", this::login, Role.ANYONE);
        routes.post("/auth/refresh", this::refresh, Role.ANYONE);
        routes.post("/auth/logout", this::logout, Role.ANYONE);
        routes.get("/auth/me", this::me, Role.SIGNED_IN);
        routes.post("/auth/password", this::changePassword, Role.SIGNED_IN);
        routes.get("/auth/accounts", this::accounts, Role.ADMIN);
        routes.put("/auth/accounts/{id}/role", this::changeRole, Role.ADMIN);
    }

    private void register(Context ctx) {
        var inputs = Inputs.json(ctx);
        var email = inputs.field("email").required().length(3, 254).format(Format.EMAIL).text();
        var password = inputs.field("password").required().format(Format.PASSWORD).text();
        var name = inputs.field("name").required().length(1, 100).text();
        inputs.check();
        answer(ctx, 201, auth.register(email, password, name));
    }

    private void login(Context ctx) {
        var inputs = Inputs.json(ctx);
        var email = inputs.field("email").required().length(1, 254).text();
        var password = inputs.field("password").required().length(1, 128).text();
        inputs.check();
        answer(ctx, 200, auth.login(email, password, ctx.ip()));
    }

    private void refresh(Context ctx) {
        answer(ctx, 200, auth.refresh(refreshToken(ctx)));
    }

    private void logout(Context ctx) {
        auth.logout(refreshToken(ctx));
        ctx.status(204);
    }

    private void me(Context ctx) {
        answer(ctx, 200, auth.account(user(ctx)));
    }

    private void changePassword(Context ctx) {
        var inputs = Inputs.json(ctx);
        var current = inputs.field("currentPassword").required().length(1, 128).text();
        var next = inputs.field("newPassword").required().format(Format.PASSWORD).text();
        inputs.check();
        auth.changePassword(user(ctx), current, next);
        ctx.status(204);
    }

    private void accounts(Context ctx) {
        auth.accounts(ListQuery.of(ctx, AccountRows.LISTED)).send(ctx);
    }

    private void changeRole(Context ctx) {
        var inputs = Inputs.json(ctx);
        var id = inputs.path("id").uuid();
        var word = inputs.field("role").required().text();
        var role = Role.of(word);
        if (word != null && role.isEmpty()) {
            inputs.error("role", "choice", "must be one of " + Role.words());
        }
        inputs.check();
        answer(ctx, 200, auth.changeRole(id, role.orElseThrow()));
    }

    private static String refreshToken(Context ctx) {
        var inputs = Inputs.json(ctx);
        var token = inputs.field("refreshToken").required().length(1, 200).text();
        inputs.check();
        return token;
    }

    private static CurrentUser user(Context ctx) {
        return Access.user(ctx).orElseThrow(() -> Problem.unauthorized("Please sign in."));
    }

    private static void answer(Context ctx, int status, Object body) {
        ctx.header("Cache-Control", "no-store");
        ctx.status(status).contentType("application/json").result(Json.write(body));
    }
}
