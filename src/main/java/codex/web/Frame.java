package codex.web;

import codex.application.Application;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;

/** Makes the frame of each page from the request. */
public final class Frame {
    private final Clock clock;
    private final String warning;

    /** {@code warning} stands on every page; empty for none. */
    public Frame(Clock clock, String warning) {
        this.clock = clock;
        this.warning = warning;
    }

    public Instant now() {
        return clock.instant();
    }

    /** Of a page that needs neither the session nor the database. */
    Page bare(String title) {
        return new Page(title, null, null, "", 0, now(), warning);
    }

    /** Of a page that is about no single application. */
    public Page page(Context ctx, String title, String tab) {
        return new Page(title, Visit.maybeAccount(ctx).orElse(null), null, tab, 0, now(), warning);
    }

    /** Of one of an application's pages; {@code tab} is a {@link Page.Tab}'s segment or empty. */
    public Page page(Context ctx, String title, Application application, String tab) {
        return new Page(title, Visit.maybeAccount(ctx).orElse(null), application, tab, 0, now(), warning);
    }
}
