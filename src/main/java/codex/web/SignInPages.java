package codex.web;

import codex.account.NewAccount;
import codex.account.Registration;
import codex.account.SignIn;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;

/** The way in and out: signing in, the first account, signing out (W1). */
final class SignInPages {
    private static final String WRONG = "This address and this password do not belong together.";

    private final Doors doors;
    private final SessionCookie cookie;
    private final Pages pages;

    SignInPages(Doors doors, SessionCookie cookie, Pages pages) {
        this.doors = doors;
        this.cookie = cookie;
        this.pages = pages;
    }

    void show(Context ctx) {
        var next = SignInForm.local(Visit.query(ctx, "next"));
        if (doors.setup().open()) {
            ctx.redirect("/setup", HttpStatus.SEE_OTHER);
        } else if (Visit.maybeAccount(ctx).isPresent()) {
            ctx.redirect(next, HttpStatus.SEE_OTHER);
        } else {
            answer(ctx, new SignInForm("", next, ""));
        }
    }

    void signIn(Context ctx) {
        var email = Visit.field(ctx, "email");
        var next = SignInForm.local(Visit.field(ctx, "next"));
        switch (doors.people().signIn(email, Visit.field(ctx, "password"), Visit.visitor(ctx))) {
            case SignIn.SignedIn(var account, var value) -> {
                cookie.set(ctx, value);
                ctx.redirect(next, HttpStatus.SEE_OTHER);
            }
            case SignIn.WrongCredentials() ->
                answer(ctx.status(HttpStatus.UNPROCESSABLE_CONTENT), new SignInForm(email, next, WRONG));
            case SignIn.Throttled(var pause) -> {
                ctx.status(HttpStatus.TOO_MANY_REQUESTS).header("Retry-After", String.valueOf(pause.toSeconds() + 1));
                answer(ctx, new SignInForm(email, next, throttled(pause)));
            }
        }
    }

    void signOut(Context ctx) {
        doors.people().signOut(Visit.present(ctx), Visit.visitor(ctx));
        cookie.clear(ctx);
        ctx.redirect("/sign-in", HttpStatus.SEE_OTHER);
    }

    void setup(Context ctx) {
        answer(ctx, SetupForm.empty());
    }

    void setUp(Context ctx) {
        var code = Visit.field(ctx, "code").strip();
        var wanted = new NewAccount(
                Visit.field(ctx, "email").strip(), Visit.field(ctx, "name").strip(), Visit.field(ctx, "password"));
        var typed = new SetupForm(code, wanted.email(), wanted.name(), "", "");
        switch (doors.setup().setUp(code, wanted, Visit.visitor(ctx))) {
            case Registration.Added(var account) -> welcome(ctx, wanted);
            case Registration.Refused(var field, var message) ->
                answer(ctx.status(HttpStatus.UNPROCESSABLE_CONTENT), refused(typed, field, message));
            case Registration.Throttled(var pause) ->
                answer(ctx.status(HttpStatus.TOO_MANY_REQUESTS), refused(typed, "code", throttled(pause)));
            case Registration.Closed() -> throw new NotFoundResponse();
        }
    }

    static String throttled(Duration pause) {
        var minutes = Math.max(1, (pause.toSeconds() + 59) / 60);
        return "Too many tries. Wait " + Phrase.count(minutes, "minute") + " and try again.";
    }

    private void welcome(Context ctx, NewAccount added) {
        if (doors.people().signIn(added.email(), added.password(), Visit.visitor(ctx))
                instanceof SignIn.SignedIn(var account, var value)) {
            cookie.set(ctx, value);
        }
        ctx.redirect("/applications", HttpStatus.SEE_OTHER);
    }

    private void answer(Context ctx, SignInForm form) {
        var page = pages.frame().page(ctx, "Sign in", "sign-in");
        ctx.html(pages.templates().sessionSignIn(page, form).render());
    }

    private void answer(Context ctx, SetupForm form) {
        var page = pages.frame().page(ctx, "Welcome", "setup");
        ctx.html(pages.templates()
                .sessionSetup(page, form, pages.answering(null).engine())
                .render());
    }

    private static SetupForm refused(SetupForm typed, String field, String message) {
        return new SetupForm(typed.code(), typed.email(), typed.name(), field, message);
    }
}
