package codex.web;

import codex.application.Application;
import codex.specification.DocumentJson;
import codex.specification.Names;
import codex.specification.OpenApiDocument;
import codex.specification.Specification;
import codex.specification.SpecificationText;
import codex.specification.Specifications;
import codex.specification.intake.Hints;
import codex.specification.intake.Imports;
import codex.specification.intake.Intake;
import codex.web.templates.Templates;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import org.jdbi.v3.core.Jdbi;

/** The way into a specification from other tools' documents, and out of it again. */
final class ImportPages {
    private final Jdbi jdbi;
    private final SpecificationEdits edits;
    private final Templates templates;
    private final Frame frame;

    ImportPages(Jdbi jdbi, Pages pages) {
        this.jdbi = jdbi;
        this.edits = new SpecificationEdits(jdbi);
        this.templates = pages.templates();
        this.frame = pages.frame();
    }

    void show(Context ctx) {
        answer(ctx, Visit.application(ctx, jdbi), ImportForm.empty());
    }

    /** Looks at a document, or makes the next version of it. */
    void take(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var sent = ImportForm.sent(ctx);
        if (!Visit.field(ctx, "act").equals("keep")) {
            answer(ctx, application, ImportForm.of(sent, Imports.read(sent, hints(application, 0))));
            return;
        }
        var author = Visit.account(ctx).name();
        var intake = edits.take(application, author, lastId -> Imports.read(sent, hints(application, lastId)));
        if (intake instanceof Intake.Refused) {
            answer(ctx, application, ImportForm.of(sent, intake));
            return;
        }
        var version = jdbi.withExtension(Specifications.class, store -> store.latest(application.id()))
                .map(Specification::version)
                .orElse(0);
        ctx.redirect(
                "/applications/%d/specification?saved=%d".formatted(application.id(), version), HttpStatus.SEE_OTHER);
    }

    /** A version as a file: {@code specification.json} comes back as it is, {@code SPEC.md} is for people. */
    void export(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var number = Math.clamp(Visit.id(ctx, "version"), 0, Integer.MAX_VALUE);
        var specification = jdbi.withExtension(Specifications.class, store -> store.version(application.id(), number))
                .orElseThrow(NotFoundResponse::new);
        var document = specification.document();
        switch (ctx.pathParam("form")) {
            case "specification.json" ->
                file(ctx, specification, "json", "application/json", DocumentJson.write(document));
            case "openapi.json" ->
                file(
                        ctx,
                        specification,
                        "openapi.json",
                        "application/json",
                        OpenApiDocument.of(document, String.valueOf(number)).toPrettyString());
            case "SPEC.md" ->
                file(ctx, specification, "md", "text/markdown; charset=utf-8", SpecificationText.of(document));
            default -> throw new NotFoundResponse();
        }
    }

    private static void file(Context ctx, Specification specification, String ending, String type, String text) {
        var name = Names.kebab(specification.document().name()).replaceAll("[^a-z0-9-]", "");
        ctx.contentType(type)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"%s-v%d.%s\""
                                .formatted(name.isEmpty() ? "specification" : name, specification.version(), ending))
                .result(text);
    }

    private void answer(Context ctx, Application application, ImportForm form) {
        var page = frame.page(ctx, "Import", application, Page.Tab.SPECIFICATION.segment());
        ctx.status(form.problems().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .html(templates.specificationImports(page, form).render());
    }

    // The application's words go with the document: they say what no document of a tool says.
    private static Hints hints(Application application, int lastId) {
        return new Hints(application.name(), application.description(), lastId);
    }
}
