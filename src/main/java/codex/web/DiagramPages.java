package codex.web;

import codex.application.Application;
import codex.diagram.Diagrams;
import codex.diagram.Picture;
import codex.specification.Coverage;
import codex.specification.Specification;
import codex.specification.Specifications;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import org.jdbi.v3.core.Jdbi;

/** One version of a specification as pictures, and as tables of who may do what for which feature. */
final class DiagramPages {
    /** With more tables than this, a picture is read more easily without plain columns. */
    private static final int MOST_WITH_COLUMNS = 20;

    private final Jdbi jdbi;
    private final Diagrams diagrams;
    private final Pages pages;

    DiagramPages(Jdbi jdbi, Diagrams diagrams, Pages pages) {
        this.jdbi = jdbi;
        this.diagrams = diagrams;
        this.pages = pages;
    }

    void tables(Context ctx) {
        var specification = specification(ctx);
        var asked = Visit.query(ctx, "columns");
        var many = specification.document().tables().size() > MOST_WITH_COLUMNS;
        var keys = asked.equals("keys") || (many && !asked.equals("all"));
        picture(ctx, specification, keys ? Picture.KEYS : Picture.TABLES);
    }

    void routes(Context ctx) {
        picture(ctx, specification(ctx), Picture.ROUTES);
    }

    void permissions(Context ctx) {
        var specification = specification(ctx);
        var places = places(specification);
        var page = page(ctx, "Permissions", specification);
        ctx.html(pages.templates()
                .diagramPermissions(page, places, Coverage.of(specification.document()))
                .render());
    }

    void coverage(Context ctx) {
        var specification = specification(ctx);
        var places = places(specification);
        var page = page(ctx, "Coverage", specification);
        ctx.html(pages.templates()
                .diagramCoverage(page, places, Coverage.of(specification.document()))
                .render());
    }

    private void picture(Context ctx, Specification specification, Picture picture) {
        var view = new DiagramView(places(specification), picture, diagrams.of(specification, picture));
        var page = page(ctx, view.place().label(), specification);
        ctx.html(pages.templates().diagramShow(page, view).render());
    }

    private static DiagramPlaces places(Specification specification) {
        return new DiagramPlaces(specification.applicationId(), specification.version());
    }

    private Page page(Context ctx, String title, Specification specification) {
        return pages.frame()
                .page(
                        ctx,
                        title + " of version " + specification.version(),
                        Visit.application(ctx, jdbi),
                        Page.Tab.SPECIFICATION.segment());
    }

    private Specification specification(Context ctx) {
        Application application = Visit.application(ctx, jdbi);
        var version = Math.clamp(Visit.id(ctx, "version"), 0, Integer.MAX_VALUE);
        return jdbi.withExtension(Specifications.class, store -> store.version(application.id(), version))
                .orElseThrow(NotFoundResponse::new);
    }
}
