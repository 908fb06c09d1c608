package codex.web;

import codex.account.PasswordChange;
import codex.account.SignIn;
import codex.account.TokenScope;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** One's own account: password, sessions, tokens of programs (W13). */
final class AccountPages {
    private static final int NAME_LENGTH = 80;

    private final Doors doors;
    private final SessionCookie cookie;
    private final Pages pages;

    AccountPages(Doors doors, SessionCookie cookie, Pages pages) {
        this.doors = doors;
        this.cookie = cookie;
        this.pages = pages;
    }

    void show(Context ctx) {
        answer(ctx, "", "", "");
    }

    void changePassword(Context ctx) {
        var old = Visit.field(ctx, "old");
        var fresh = Visit.field(ctx, "fresh");
        switch (doors.people().changePassword(Visit.present(ctx), old, fresh, Visit.visitor(ctx))) {
            case PasswordChange.Changed(var value) -> {
                cookie.set(ctx, value);
                ctx.redirect("/account", HttpStatus.SEE_OTHER);
            }
            case PasswordChange.WrongPassword() -> refuse(ctx, "old", "This is not your password so far.");
            case PasswordChange.Refused(var message) -> refuse(ctx, "fresh", message);
            case PasswordChange.Throttled(var pause) -> refuse(ctx, "old", SignInPages.throttled(pause));
        }
    }

    void endSession(Context ctx) {
        if (!doors.sessions().end(Visit.account(ctx).id(), Visit.id(ctx, "session"))) {
            throw new NotFoundResponse();
        }
        ctx.redirect("/account", HttpStatus.SEE_OTHER);
    }

    /** Makes a token and shows it this once. The password is asked for unless it was typed a short while ago (S8). */
    void createToken(Context ctx) {
        var name = Visit.field(ctx, "name").strip();
        if (name.isEmpty() || name.length() > NAME_LENGTH) {
            refuse(ctx, "name", "Name the program it is for, in at most " + NAME_LENGTH + " characters.");
            return;
        }
        if (!confirmed(ctx)) {
            return;
        }
        var days = Visit.field(ctx, "days");
        var lifetime = days.matches("[1-9]\\d{0,3}")
                ? Optional.of(Duration.ofDays(Long.parseLong(days)))
                : Optional.<Duration>empty();
        var created = doors.tokens().create(Visit.account(ctx).id(), name, scopes(ctx), lifetime);
        answer(ctx, "", "", created.secret());
    }

    void revokeToken(Context ctx) {
        if (!doors.tokens().revoke(Visit.account(ctx).id(), Visit.id(ctx, "token"))) {
            throw new NotFoundResponse();
        }
        ctx.redirect("/account#tokens-title", HttpStatus.SEE_OTHER);
    }

    private boolean confirmed(Context ctx) {
        var present = Visit.present(ctx);
        if (present.session().fresh(pages.frame().now())) {
            return true;
        }
        return switch (doors.people().confirm(present, Visit.field(ctx, "password"), Visit.visitor(ctx))) {
            case SignIn.SignedIn(var account, var value) -> {
                cookie.set(ctx, value);
                yield true;
            }
            case SignIn.WrongCredentials() -> {
                refuse(ctx, "password", "Type your password to make a token.");
                yield false;
            }
            case SignIn.Throttled(var pause) -> {
                refuse(ctx, "password", SignInPages.throttled(pause));
                yield false;
            }
        };
    }

    // S18: administration is for administrators, whatever the form says.
    private static Set<TokenScope> scopes(Context ctx) {
        var scopes = EnumSet.noneOf(TokenScope.class);
        for (var scope : TokenScope.values()) {
            if (ctx.formParams("scope").contains(scope.label())) {
                scopes.add(scope);
            }
        }
        if (!Visit.account(ctx).admin()) {
            scopes.remove(TokenScope.ADMIN);
        }
        return scopes.isEmpty() ? TokenScope.DEFAULT : scopes;
    }

    private void refuse(Context ctx, String field, String message) {
        answer(ctx.status(HttpStatus.UNPROCESSABLE_CONTENT), field, message, "");
    }

    private void answer(Context ctx, String field, String message, String secret) {
        var present = Visit.present(ctx);
        var id = present.account().id();
        var view = new AccountView(
                doors.sessions().list(id),
                present.session(),
                doors.tokens().list(id),
                present.session().fresh(pages.frame().now()),
                field,
                message,
                secret);
        ctx.html(pages.templates()
                .accountShow(pages.frame().page(ctx, "Account", "account"), view)
                .render());
    }
}
