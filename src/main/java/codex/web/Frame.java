package codex.web;

import codex.application.Application;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;

/** Makes the frame of each page from the request. */
public final class Frame {
    private final Clock clock;

    public Frame(Clock clock) {
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /** Of a page that is about no single application. */
    public Page page(Context ctx, String title, String tab) {
        return new Page(title, Visit.maybeAccount(ctx).orElse(null), null, tab, 0, now());
    }

    /** Of one of an application's pages; {@code tab} is a {@link Page.Tab}'s segment or empty. */
    public Page page(Context ctx, String title, Application application, String tab) {
        return new Page(title, Visit.maybeAccount(ctx).orElse(null), application, tab, 0, now());
    }
}
