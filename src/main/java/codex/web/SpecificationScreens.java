package codex.web;

import codex.application.Application;
import codex.application.InterviewQuestions;
import codex.specification.ElementKind;
import codex.specification.Elements;
import codex.specification.Specification;
import codex.specification.Specifications;
import codex.specification.Suggestions;
import codex.web.SpecificationEdits.Saved;
import codex.web.SpecificationView.Steps;
import codex.web.templates.Templates;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** What reading and editing a specification is answered with: the document, a form, or that it was saved. */
final class SpecificationScreens {
    private final Jdbi jdbi;
    private final Templates templates;
    private final Frame frame;
    private final Pages pages;

    SpecificationScreens(Jdbi jdbi, Pages pages) {
        this.jdbi = jdbi;
        this.templates = pages.templates();
        this.frame = pages.frame();
        this.pages = pages;
    }

    Specification latest(Application application) {
        return maybeLatest(application).orElseThrow(NotFoundResponse::new);
    }

    Optional<Specification> maybeLatest(Application application) {
        return jdbi.withExtension(Specifications.class, store -> store.latest(application.id()));
    }

    Specification version(Application application, long version) {
        var number = Math.clamp(version, 0, Integer.MAX_VALUE);
        return jdbi.withExtension(Specifications.class, store -> store.version(application.id(), number))
                .orElseThrow(NotFoundResponse::new);
    }

    Page page(Context ctx, Application application, String title) {
        return frame.page(ctx, title, application, Page.Tab.SPECIFICATION.segment());
    }

    /** The whole document, as a page or as the part that htmx asked for. */
    void document(Context ctx, Application application, SpecificationView view) {
        ctx.header("Vary", "HX-Request");
        if (Visit.fragment(ctx)) {
            ctx.html(templates.specificationDocument(view).render());
            return;
        }
        var title = "Version " + view.specification().version();
        ctx.html(
                templates.specificationShow(page(ctx, application, title), view).render());
    }

    SpecificationView view(Application owner, Specification specification, int latest) {
        var application = owner.id();
        var questions = jdbi.withExtension(InterviewQuestions.class, store -> store.list(application));
        var built = jdbi.withExtension(Specifications.class, store -> store.builtVersion(application));
        var suggested = specification.version() < latest
                ? List.<Suggested>of()
                : jdbi.withExtension(Suggestions.class, store -> store.open(application)).stream()
                        .map(suggestion -> Suggested.of(suggestion, specification.document(), "somebody"))
                        .toList();
        var steps = jdbi.withExtension(
                Specifications.class,
                store -> new Steps(
                        store.undo(application, latest).isPresent(),
                        store.redo(application, latest).isPresent()));
        return SpecificationView.of(
                specification,
                latest,
                questions,
                suggested,
                built.orElse(null),
                steps,
                pages.answering(owner.engine()),
                frame.now());
    }

    /** Saved: the whole document again, since a renaming may show anywhere. Refused or stale: the form, as typed. */
    void settle(Context ctx, Application application, Saved saved, Optional<ElementForm> form) {
        switch (saved) {
            case Saved.Done done -> done(ctx, application, done);
            case Saved.Refused refused ->
                refused(
                        ctx,
                        application,
                        form.map(typed -> typed.refused(refused.problems())),
                        HttpStatus.UNPROCESSABLE_CONTENT);
            case Saved.Stale stale ->
                refused(ctx, application, form.map(typed -> typed.conflict(stale.latest())), HttpStatus.CONFLICT);
        }
    }

    /** The form, in the element's place or alone on its page. */
    void answer(Context ctx, Application application, ElementForm form, HttpStatus status) {
        ctx.status(status).header("Vary", "HX-Request");
        if (Visit.fragment(ctx)) {
            ctx.header("HX-Retarget", "#" + form.id()).header("HX-Reswap", "outerHTML");
            ctx.html(templates.specificationForm(form).render());
            return;
        }
        var page = page(ctx, application, "Edit " + form.heading());
        ctx.html(templates.specificationElement(page, form).render());
    }

    private void done(Context ctx, Application application, Saved.Done done) {
        var version = done.specification().version();
        var shown = shown(done);
        if (!Visit.fragment(ctx)) {
            var focus = shown.equals("document") ? "" : "#" + shown;
            ctx.redirect(url(application) + (done.fresh() ? "?saved=" + version : "") + focus, HttpStatus.SEE_OTHER);
            return;
        }
        document(
                ctx,
                application,
                view(application, done.specification(), version).saved(done.fresh(), shown));
    }

    // What stands in a route is seen in the route's form only: the reader comes back to the route.
    private static String shown(Saved.Done done) {
        return Elements.of(done.specification().document())
                .find(done.element())
                .map(Elements.Placed::parent)
                .filter(parent -> parent.kind() == ElementKind.ROUTE)
                .map(Elements.Placed::id)
                .orElse(done.element());
    }

    private void refused(Context ctx, Application application, Optional<ElementForm> form, HttpStatus status) {
        if (form.isPresent()) {
            answer(ctx, application, form.get(), status);
            return;
        }
        ctx.redirect(url(application), HttpStatus.SEE_OTHER);
    }

    static Elements.Placed placed(Specification specification, String element) {
        return Elements.of(specification.document()).find(element).orElseThrow(NotFoundResponse::new);
    }

    static int seen(Context ctx) {
        var seen = Visit.field(ctx, "version");
        return seen.matches("\\d{1,9}") ? Integer.parseInt(seen) : 0;
    }

    static String author(Context ctx) {
        return Visit.account(ctx).name();
    }

    static String url(Application application) {
        return "/applications/" + application.id() + "/specification";
    }
}
