package codex.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import org.jdbi.v3.core.Jdbi;

/** What a person decides on the changes that an agent proposes (N13). The specification's page shows them. */
final class SuggestionPages {
    private final Jdbi jdbi;
    private final SpecificationEdits edits;

    SuggestionPages(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.edits = new SpecificationEdits(jdbi);
    }

    void accept(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var id = Visit.id(ctx, "suggestion");
        var saved = edits.accept(application, id, Visit.account(ctx).name()).orElseThrow(NotFoundResponse::new);
        back(ctx, saved);
    }

    void acceptAll(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        back(ctx, edits.acceptAll(application, Visit.account(ctx).name()));
    }

    void refuse(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        edits.refuse(application, Visit.id(ctx, "suggestion"));
        ctx.redirect(url(application.id()) + "#suggestions", HttpStatus.SEE_OTHER);
    }

    void refuseAll(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        edits.refuseAll(application);
        ctx.redirect(url(application.id()), HttpStatus.SEE_OTHER);
    }

    // One that cannot be accepted says why beside it.
    private static void back(Context ctx, SpecificationEdits.Saved saved) {
        var where = switch (saved) {
            case SpecificationEdits.Saved.Done(var latest, var element, var fresh) ->
                url(latest.applicationId()) + (fresh ? "?saved=" + latest.version() : "");
            case SpecificationEdits.Saved.Refused(var latest, var problems) -> url(latest.applicationId());
            case SpecificationEdits.Saved.Stale(var latest) -> url(latest.applicationId());
        };
        ctx.redirect(where + "#suggestions", HttpStatus.SEE_OTHER);
    }

    private static String url(long application) {
        return "/applications/" + application + "/specification";
    }
}
