package codex.web;

import codex.account.Account;
import codex.application.Application;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the frame of each page from the request. */
public final class Frame {
    private final Clock clock;
    private final String warning;
    private final Supplier<String> trouble;

    /**
     * A frame for all pages.
     *
     * @param warning stands on every page; empty for none
     * @param trouble asked for each page of an administrator: what they alone can mend; empty for nothing
     */
    public Frame(Clock clock, String warning, Supplier<String> trouble) {
        this.clock = clock;
        this.warning = warning;
        this.trouble = trouble;
    }

    public Instant now() {
        return clock.instant();
    }

    /** Of a page that needs neither the session nor the database. */
    Page bare(String title) {
        return new Page(title, null, null, "", 0, now(), new Page.Notices(warning, ""));
    }

    /** Of a page that is about no single application. */
    public Page page(Context ctx, String title, String tab) {
        return page(ctx, title, null, tab);
    }

    /** Of one of an application's pages, or of none's; {@code tab} is a {@link Page.Tab}'s segment or empty. */
    public Page page(Context ctx, String title, @Nullable Application application, String tab) {
        var account = Visit.maybeAccount(ctx);
        var mend = account.filter(Account::admin).map(any -> trouble.get()).orElse("");
        return new Page(title, account.orElse(null), application, tab, 0, now(), new Page.Notices(warning, mend));
    }
}
