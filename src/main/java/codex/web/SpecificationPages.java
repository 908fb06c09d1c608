package codex.web;

import static codex.web.SpecificationScreens.author;
import static codex.web.SpecificationScreens.seen;
import static codex.web.SpecificationScreens.url;

import codex.agent.Assignments;
import codex.application.Application;
import codex.specification.Checks;
import codex.specification.Diff;
import codex.specification.Specification;
import codex.specification.Specifications;
import codex.web.SpecificationEdits.Step;
import codex.web.templates.Templates;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** The specification as a document that is read and edited in place, with its versions. */
final class SpecificationPages {
    private static final int LONGEST_INSTRUCTION = 5000;
    private static final int VERSIONS = 100;

    private final Jdbi jdbi;
    private final Assignments assignments;
    private final SpecificationEdits edits;
    private final Works works;
    private final Templates templates;
    private final SpecificationScreens screens;
    private final Pages pages;

    SpecificationPages(Jdbi jdbi, Assignments assignments, Works works, Pages pages) {
        this.jdbi = jdbi;
        this.assignments = assignments;
        this.edits = new SpecificationEdits(jdbi);
        this.works = works;
        this.templates = pages.templates();
        this.screens = new SpecificationScreens(jdbi, pages);
        this.pages = pages;
    }

    void show(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var latest = screens.maybeLatest(application);
        if (latest.isEmpty()) {
            var work = works.latest(application);
            var page = screens.page(ctx, application, "Specification")
                    .watching(work.filter(Work::working).isPresent());
            ctx.html(templates
                    .specificationNone(page, pages.answering(application.engine()), work.orElse(null))
                    .render());
            return;
        }
        var saved = Visit.query(ctx, "saved").equals(String.valueOf(latest.get().version()));
        screens.document(
                ctx,
                application,
                screens.view(application, latest.get(), latest.get().version()).saved(saved, ""));
    }

    void version(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var specification = screens.version(application, Visit.id(ctx, "version"));
        screens.document(
                ctx,
                application,
                screens.view(
                        application, specification, screens.latest(application).version()));
    }

    void versions(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var from = Visit.query(ctx, "from");
        var to = Visit.query(ctx, "to");
        if (from.matches("\\d{1,9}") && to.matches("\\d{1,9}")) {
            ctx.redirect(url(application) + "/" + from + "/comparison/" + to, HttpStatus.SEE_OTHER);
            return;
        }
        var versions = jdbi.withExtension(
                Specifications.class, store -> store.list(application.id(), Integer.MAX_VALUE, VERSIONS));
        ctx.html(templates
                .specificationVersions(screens.page(ctx, application, "Versions"), versions)
                .render());
    }

    void comparison(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var before = screens.version(application, Visit.id(ctx, "version"));
        var after = screens.version(application, Visit.id(ctx, "other"));
        comparison(ctx, application, before, after, ctx.queryParam("meanwhile") != null);
    }

    private void comparison(
            Context ctx, Application application, Specification before, Specification after, boolean meanwhile) {
        var page = screens.page(ctx, application, "Version " + before.version() + " and " + after.version());
        var changes = Diff.between(before.document(), after.document());
        var latest = screens.latest(application).version();
        ctx.html(templates
                .specificationComparison(page, before, after, latest, meanwhile, changes)
                .render());
    }

    /** Back to an earlier version. */
    void restore(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var earlier = screens.version(application, Visit.id(ctx, "version"));
        restored(ctx, application, edits.restore(application, earlier, seen(ctx), author(ctx)), Optional.of(earlier));
    }

    void undo(Context ctx) {
        step(ctx, Step.UNDO);
    }

    void redo(Context ctx) {
        step(ctx, Step.REDO);
    }

    private void step(Context ctx, Step step) {
        var application = Visit.application(ctx, jdbi);
        var saved = edits.step(application, step, seen(ctx), author(ctx));
        var seen = screens.version(application, seen(ctx));
        restored(ctx, application, saved, edits.target(seen, step));
    }

    // What was saved meanwhile would go too, so that is shown first (N6).
    private void restored(
            Context ctx, Application application, SpecificationEdits.Saved saved, Optional<Specification> earlier) {
        if (!(saved instanceof SpecificationEdits.Saved.Stale(var latest)) || earlier.isEmpty()) {
            screens.settle(ctx, application, saved, Optional.empty());
            return;
        }
        ctx.status(HttpStatus.CONFLICT);
        if (Visit.fragment(ctx)) {
            var comparison = "/%d/comparison/%d?meanwhile"
                    .formatted(latest.version(), earlier.get().version());
            ctx.header("HX-Redirect", url(application) + comparison);
            return;
        }
        comparison(ctx, application, latest, earlier.get(), true);
    }

    /** Mends what a check found, if it is still there (W5.4). */
    void fix(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var latest = screens.latest(application);
        var fix = Checks.check(latest.document()).stream()
                .filter(check -> check.element().equals(Visit.field(ctx, "element")))
                .flatMap(check -> Stream.ofNullable(check.fix()))
                .filter(each -> each.label().equals(Visit.field(ctx, "fix")))
                .findFirst();
        if (fix.isEmpty()) {
            ctx.redirect(url(application), HttpStatus.SEE_OTHER);
            return;
        }
        var saved = edits.save(application, latest.version(), fix.get().edit(), author(ctx));
        screens.settle(ctx, application, saved, Optional.empty());
    }

    /** Hands a wish in words to the requirements agent, who suggests changes. */
    void revise(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var wish = Visit.field(ctx, "instruction").strip();
        if (!wish.isEmpty()) {
            var kept = wish.substring(0, Math.min(wish.length(), LONGEST_INSTRUCTION));
            assignments.suggest(application, screens.latest(application), kept);
        }
        ctx.redirect(wish.isEmpty() ? url(application) : "/applications/" + application.id(), HttpStatus.SEE_OTHER);
    }
}
