package codex.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/** What is the same for everybody: help, and the way in. */
final class HelpPages {
    private final Pages pages;

    HelpPages(Pages pages) {
        this.pages = pages;
    }

    void help(Context ctx) {
        ctx.html(pages.templates()
                .helpPage(pages.frame().page(ctx, "Help", "help"))
                .render());
    }

    /** Whoever is signed in goes on to the applications, everybody else to the door. */
    void home(Context ctx) {
        ctx.redirect(Visit.maybeAccount(ctx).isPresent() ? "/applications" : "/sign-in", HttpStatus.SEE_OTHER);
    }
}
