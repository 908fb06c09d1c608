package codex.web;

import static codex.web.SpecificationScreens.author;
import static codex.web.SpecificationScreens.placed;
import static codex.web.SpecificationScreens.seen;
import static codex.web.SpecificationScreens.url;

import codex.application.Application;
import codex.specification.Diff;
import codex.specification.Edit;
import codex.specification.Edited;
import codex.specification.Editor;
import codex.specification.ElementKind;
import codex.specification.Elements;
import codex.specification.Specification;
import codex.web.templates.Templates;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Elements of a specification, edited in place or each on a page of its own. */
final class ElementPages {
    private final Jdbi jdbi;
    private final SpecificationScreens screens;
    private final SpecificationEdits edits;
    private final Templates templates;

    ElementPages(Jdbi jdbi, Pages pages) {
        this.jdbi = jdbi;
        this.screens = new SpecificationScreens(jdbi, pages);
        this.edits = new SpecificationEdits(jdbi);
        this.templates = pages.templates();
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
        screens.answer(ctx, application, form(ctx, screens.latest(application)), HttpStatus.OK);
    }

    void change(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var latest = screens.latest(application);
        var form = form(ctx, latest).typed(ctx);
        var edit = new Edit.Change(form.id(), form.values());
        var follows = Visit.field(ctx, "follow").isEmpty() ? follows(latest, edit) : List.<Diff.Change>of();
        if (!follows.isEmpty()) {
            screens.answer(ctx, application, form.following(follows), HttpStatus.OK);
            return;
        }
        screens.settle(ctx, application, edits.save(application, seen(ctx), edit, author(ctx)), Optional.of(form));
    }

    void blank(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var form = blank(screens.latest(application), Visit.query(ctx, "kind"), Visit.query(ctx, "parent"));
        screens.answer(ctx, application, form, HttpStatus.OK);
    }

    void add(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var form = blank(screens.latest(application), Visit.field(ctx, "kind"), Visit.field(ctx, "parent"))
                .typed(ctx);
        var parent = form.parent().isEmpty() ? null : form.parent();
        var edit = new Edit.Add(Visit.field(ctx, "kind"), parent, form.values());
        screens.settle(ctx, application, edits.save(application, seen(ctx), edit, author(ctx)), Optional.of(form));
    }

    void copy(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var latest = screens.latest(application);
        var placed = placed(latest, ctx.pathParam("element"));
        var form = ElementForm.of(latest, placed);
        var saved = edits.save(application, seen(ctx), new Edit.Copy(placed.id()), author(ctx));
        screens.settle(ctx, application, saved, Optional.of(form));
    }

    /** One place up or down among its like, or to the end of another module, type or table. */
    void move(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var latest = screens.latest(application);
        var placed = placed(latest, ctx.pathParam("element"));
        var edit = switch (Visit.field(ctx, "direction")) {
            case "up" -> new Edit.Move(placed.id(), null, placed.position() - 1);
            case "down" -> new Edit.Move(placed.id(), null, placed.position() + 1);
            default -> new Edit.Move(placed.id(), Visit.field(ctx, "parent"), Edit.Move.LAST);
        };
        var form = ElementForm.of(latest, placed);
        screens.settle(ctx, application, edits.save(application, seen(ctx), edit, author(ctx)), Optional.of(form));
    }

    /** What goes when an element goes (N9). */
    void deletion(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var latest = screens.latest(application);
        var placed = placed(latest, ctx.pathParam("element"));
        deletion(ctx, application, latest, placed, List.of());
    }

    void delete(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var latest = screens.latest(application);
        var placed = placed(latest, ctx.pathParam("element"));
        var cascade = Visit.field(ctx, "uses").equals("remove");
        var edit = new Edit.Remove(placed.id(), cascade, ctx.formParams("keep"));
        var saved = edits.save(application, seen(ctx), edit, author(ctx));
        if (saved instanceof SpecificationEdits.Saved.Refused refused) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            deletion(ctx, application, latest, placed, refused.problems());
            return;
        }
        screens.settle(ctx, application, saved, Optional.empty());
    }

    private void deletion(
            Context ctx,
            Application application,
            Specification latest,
            Elements.Placed placed,
            List<Edited.Problem> problems) {
        var page = screens.page(ctx, application, "Delete " + placed.label());
        var uses = Editor.uses(latest.document(), placed.id());
        var kept = ctx.formParams("keep");
        ctx.html(templates
                .specificationDeletion(page, latest, placed, uses, kept, problems)
                .render());
    }

    // What an edit changes beyond its element and what stands in it.
    private static List<Diff.Change> follows(Specification latest, Edit.Change edit) {
        if (!(Editor.apply(latest.document(), edit, "") instanceof Edited.Accepted accepted)) {
            return List.of();
        }
        var elements = Elements.of(accepted.document());
        return Diff.between(latest.document(), accepted.document()).stream()
                .filter(change -> !elements.within(change.element(), edit.element()))
                .toList();
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
}
