package codex.web;

import codex.account.SetupCode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/** What is the same for everybody: help, and the way in. */
final class HelpPages {
    private final SetupCode setup;
    private final Pages pages;

    HelpPages(SetupCode setup, Pages pages) {
        this.setup = setup;
        this.pages = pages;
    }

    void help(Context ctx) {
        ctx.html(pages.templates()
                .helpPage(pages.frame().page(ctx, "Help", "help"))
                .render());
    }

    /** Whoever is signed in goes on to the applications, everybody else to the door; the first one sets up (W1.4). */
    void home(Context ctx) {
        if (setup.open()) {
            ctx.redirect("/setup", HttpStatus.SEE_OTHER);
            return;
        }
        ctx.redirect(Visit.maybeAccount(ctx).isPresent() ? "/applications" : "/sign-in", HttpStatus.SEE_OTHER);
    }
}
