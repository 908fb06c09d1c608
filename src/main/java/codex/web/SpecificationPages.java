package codex.web;

import codex.agent.Assignments;
import codex.application.Application;
import codex.application.InterviewQuestions;
import codex.specification.Checks;
import codex.specification.Diff;
import codex.specification.Edit;
import codex.specification.Edited;
import codex.specification.Editor;
import codex.specification.ElementKind;
import codex.specification.Elements;
import codex.specification.Specification;
import codex.specification.Specifications;
import codex.specification.Suggestions;
import codex.web.templates.Templates;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.List;
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
    private final Frame frame;

    SpecificationPages(Jdbi jdbi, Assignments assignments, Works works, Pages pages) {
        this.jdbi = jdbi;
        this.assignments = assignments;
        this.edits = new SpecificationEdits(jdbi);
        this.works = works;
        this.templates = pages.templates();
        this.frame = pages.frame();
    }

    void show(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var latest = maybeLatest(application);
        if (latest.isEmpty()) {
            var work = works.latest(application);
            var page = page(ctx, application, "Specification")
                    .watching(work.filter(Work::working).isPresent());
            ctx.html(templates.specificationNone(page, work.orElse(null)).render());
            return;
        }
        var saved = Visit.query(ctx, "saved").equals(String.valueOf(latest.get().version()));
        document(ctx, application, view(latest.get(), latest.get().version()).saved(saved, ""));
    }

    void version(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var specification = version(application, Visit.id(ctx, "version"));
        document(ctx, application, view(specification, latest(application).version()));
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
                .specificationVersions(page(ctx, application, "Versions"), versions)
                .render());
    }

    void comparison(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var before = version(application, Visit.id(ctx, "version"));
        var after = version(application, Visit.id(ctx, "other"));
        var page = page(ctx, application, "Version " + before.version() + " and " + after.version());
        var changes = Diff.between(before.document(), after.document());
        ctx.html(templates.specificationComparison(page, before, after, changes).render());
    }

    void restore(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var earlier = version(application, Visit.id(ctx, "version"));
        settle(ctx, application, edits.restore(application, earlier, seen(ctx), author(ctx)), Optional.empty());
    }

    /** Without scripts an Edit button names its element: on to that element's form. */
    void edit(Context ctx) {
        var element = Visit.query(ctx, "e");
        var form = element.matches("[a-z0-9]{1,20}") ? "/elements/" + element : "";
        ctx.redirect(url(Visit.application(ctx, jdbi)) + form, HttpStatus.SEE_OTHER);
    }

    /** The form of one element, alone on its page or to be put in the element's place. */
    void form(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        answer(ctx, application, form(ctx, latest(application)), HttpStatus.OK);
    }

    void change(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var form = form(ctx, latest(application)).typed(ctx);
        var edit = new Edit.Change(form.id(), form.values());
        settle(ctx, application, edits.save(application, seen(ctx), edit, author(ctx)), Optional.of(form));
    }

    void blank(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var form = blank(latest(application), Visit.query(ctx, "kind"), Visit.query(ctx, "parent"));
        answer(ctx, application, form, HttpStatus.OK);
    }

    void add(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var form = blank(latest(application), Visit.field(ctx, "kind"), Visit.field(ctx, "parent"))
                .typed(ctx);
        var parent = form.parent().isEmpty() ? null : form.parent();
        var edit = new Edit.Add(Visit.field(ctx, "kind"), parent, form.values());
        settle(ctx, application, edits.save(application, seen(ctx), edit, author(ctx)), Optional.of(form));
    }

    void move(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var placed = placed(latest(application), ctx.pathParam("element"));
        var step = Visit.field(ctx, "direction").equals("up") ? -1 : 1;
        var edit = new Edit.Move(placed.id(), null, placed.position() + step);
        settle(ctx, application, edits.save(application, seen(ctx), edit, author(ctx)), Optional.empty());
    }

    /** What goes when an element goes (N9). */
    void deletion(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var latest = latest(application);
        var placed = placed(latest, ctx.pathParam("element"));
        var uses = Editor.apply(latest.document(), new Edit.Remove(placed.id()), author(ctx))
                        instanceof Edited.Refused refused
                ? refused.problems()
                : List.<Edited.Problem>of();
        deletion(ctx, application, latest, placed, uses);
    }

    void delete(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var latest = latest(application);
        var placed = placed(latest, ctx.pathParam("element"));
        var edit = new Edit.Remove(placed.id(), Visit.field(ctx, "uses").equals("remove"));
        var saved = edits.save(application, seen(ctx), edit, author(ctx));
        if (saved instanceof SpecificationEdits.Saved.Refused refused) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            deletion(ctx, application, latest, placed, refused.problems());
            return;
        }
        settle(ctx, application, saved, Optional.empty());
    }

    /** Mends what a check found, if it is still there (W5.4). */
    void fix(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var latest = latest(application);
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
        settle(ctx, application, saved, Optional.empty());
    }

    /** Hands a wish in words to the requirements agent, who suggests changes. */
    void revise(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var wish = Visit.field(ctx, "instruction").strip();
        if (!wish.isEmpty()) {
            var kept = wish.substring(0, Math.min(wish.length(), LONGEST_INSTRUCTION));
            assignments.suggest(application, latest(application), kept);
        }
        ctx.redirect(wish.isEmpty() ? url(application) : "/applications/" + application.id(), HttpStatus.SEE_OTHER);
    }

    // Saved: the whole document again, since a renaming may show anywhere. Refused or stale: the form, as typed.
    private void settle(
            Context ctx, Application application, SpecificationEdits.Saved saved, Optional<ElementForm> form) {
        switch (saved) {
            case SpecificationEdits.Saved.Done done -> done(ctx, application, done);
            case SpecificationEdits.Saved.Refused refused ->
                refused(
                        ctx,
                        application,
                        form.map(typed -> typed.refused(refused.problems())),
                        HttpStatus.UNPROCESSABLE_CONTENT);
            case SpecificationEdits.Saved.Stale stale ->
                refused(ctx, application, form.map(typed -> typed.conflict(stale.latest())), HttpStatus.CONFLICT);
        }
    }

    private void done(Context ctx, Application application, SpecificationEdits.Saved.Done done) {
        var version = done.specification().version();
        if (!Visit.fragment(ctx)) {
            var focus = done.element().equals("document") ? "" : "#" + done.element();
            ctx.redirect(url(application) + (done.fresh() ? "?saved=" + version : "") + focus, HttpStatus.SEE_OTHER);
            return;
        }
        document(ctx, application, view(done.specification(), version).saved(done.fresh(), done.element()));
    }

    private void refused(Context ctx, Application application, Optional<ElementForm> form, HttpStatus status) {
        if (form.isPresent()) {
            answer(ctx, application, form.get(), status);
            return;
        }
        ctx.redirect(url(application), HttpStatus.SEE_OTHER);
    }

    private void answer(Context ctx, Application application, ElementForm form, HttpStatus status) {
        ctx.status(status).header("Vary", "HX-Request");
        if (Visit.fragment(ctx)) {
            ctx.header("HX-Retarget", "#" + form.id()).header("HX-Reswap", "outerHTML");
            ctx.html(templates.specificationForm(form).render());
            return;
        }
        var page = page(ctx, application, "Edit " + form.heading());
        ctx.html(templates.specificationElement(page, form).render());
    }

    private void deletion(
            Context ctx,
            Application application,
            Specification latest,
            Elements.Placed placed,
            List<Edited.Problem> uses) {
        var page = page(ctx, application, "Delete " + placed.label());
        ctx.html(templates.specificationDeletion(page, latest, placed, uses).render());
    }

    private void document(Context ctx, Application application, SpecificationView view) {
        ctx.header("Vary", "HX-Request");
        if (Visit.fragment(ctx)) {
            ctx.html(templates.specificationDocument(view).render());
            return;
        }
        var title = "Version " + view.specification().version();
        ctx.html(
                templates.specificationShow(page(ctx, application, title), view).render());
    }

    private SpecificationView view(Specification specification, int latest) {
        var application = specification.applicationId();
        var questions = jdbi.withExtension(InterviewQuestions.class, store -> store.list(application));
        var built = jdbi.withExtension(Specifications.class, store -> store.builtVersion(application));
        var suggested = specification.version() < latest
                ? List.<Suggested>of()
                : jdbi.withExtension(Suggestions.class, store -> store.open(application)).stream()
                        .map(suggestion -> Suggested.of(suggestion, specification.document(), "somebody"))
                        .toList();
        return SpecificationView.of(specification, latest, questions, suggested, built.orElse(null), frame.now());
    }

    private ElementForm form(Context ctx, Specification latest) {
        var element = ctx.pathParam("element");
        return ElementForm.of(latest, element.equals("document") ? null : placed(latest, element));
    }

    private static ElementForm blank(Specification latest, String kind, String parent) {
        var known = ElementKind.of(kind).orElseThrow(NotFoundResponse::new);
        var id = parent.isEmpty() ? "" : placed(latest, parent).id();
        return ElementForm.blank(latest, known, id);
    }

    private static Elements.Placed placed(Specification specification, String element) {
        return Elements.of(specification.document()).find(element).orElseThrow(NotFoundResponse::new);
    }

    private Specification latest(Application application) {
        return maybeLatest(application).orElseThrow(NotFoundResponse::new);
    }

    private Optional<Specification> maybeLatest(Application application) {
        return jdbi.withExtension(Specifications.class, store -> store.latest(application.id()));
    }

    private Specification version(Application application, long version) {
        var number = Math.clamp(version, 0, Integer.MAX_VALUE);
        return jdbi.withExtension(Specifications.class, store -> store.version(application.id(), number))
                .orElseThrow(NotFoundResponse::new);
    }

    private Page page(Context ctx, Application application, String title) {
        return frame.page(ctx, title, application, Page.Tab.SPECIFICATION.segment());
    }

    private static int seen(Context ctx) {
        var seen = Visit.field(ctx, "version");
        return seen.matches("\\d{1,9}") ? Integer.parseInt(seen) : 0;
    }

    private static String author(Context ctx) {
        return Visit.account(ctx).name();
    }

    private static String url(Application application) {
        return "/applications/" + application.id() + "/specification";
    }
}
