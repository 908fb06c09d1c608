package codex.web;

import static codex.web.Access.OWNER;

import io.javalin.config.RoutesConfig;

/** The pages of a specification; its words, such as {@code versions}, come before any version's number. */
record SpecificationRoutes(
        SpecificationPages pages,
        ElementPages elements,
        ImportPages imports,
        DiagramPages diagrams,
        SuggestionPages suggestions)
        implements RouteTable {
    private static final String SPECIFICATION = "/applications/{application}/specification";

    @Override
    public void add(RoutesConfig routes) {
        routes.get(SPECIFICATION, pages::show, OWNER);
        routes.post(SPECIFICATION + "/revision", pages::revise, OWNER);
        routes.get(SPECIFICATION + "/versions", pages::versions, OWNER);

        routes.post(SPECIFICATION + "/undo", pages::undo, OWNER);
        routes.post(SPECIFICATION + "/redo", pages::redo, OWNER);
        routes.post(SPECIFICATION + "/fixes", pages::fix, OWNER);

        routes.get(SPECIFICATION + "/import", imports::show, OWNER);
        routes.post(SPECIFICATION + "/import", imports::take, OWNER);

        routes.get(SPECIFICATION + "/elements", elements::edit, OWNER);
        routes.get(SPECIFICATION + "/elements/new", elements::blank, OWNER);
        routes.post(SPECIFICATION + "/elements", elements::add, OWNER);
        routes.get(SPECIFICATION + "/elements/{element}", elements::form, OWNER);
        routes.post(SPECIFICATION + "/elements/{element}", elements::change, OWNER);
        routes.post(SPECIFICATION + "/elements/{element}/copies", elements::copy, OWNER);
        routes.post(SPECIFICATION + "/elements/{element}/position", elements::move, OWNER);

        routes.get(SPECIFICATION + "/elements/{element}/deletion", elements::deletion, OWNER);
        routes.post(SPECIFICATION + "/elements/{element}/deletion", elements::delete, OWNER);

        routes.post(SPECIFICATION + "/suggestions/acceptance", suggestions::acceptAll, OWNER);
        routes.post(SPECIFICATION + "/suggestions/refusal", suggestions::refuseAll, OWNER);
        routes.post(SPECIFICATION + "/suggestions/{suggestion}/acceptance", suggestions::accept, OWNER);
        routes.post(SPECIFICATION + "/suggestions/{suggestion}/refusal", suggestions::refuse, OWNER);

        routes.get(SPECIFICATION + "/{version}", pages::version, OWNER);
        routes.get(SPECIFICATION + "/{version}/export/{form}", imports::export, OWNER);
        routes.get(SPECIFICATION + "/{version}/comparison/{other}", pages::comparison, OWNER);
        routes.post(SPECIFICATION + "/{version}/restoration", pages::restore, OWNER);

        routes.get(SPECIFICATION + "/{version}/diagrams", diagrams::tables, OWNER);
        routes.get(SPECIFICATION + "/{version}/diagrams/routes", diagrams::routes, OWNER);
        routes.get(SPECIFICATION + "/{version}/diagrams/permissions", diagrams::permissions, OWNER);
        routes.get(SPECIFICATION + "/{version}/coverage", diagrams::coverage, OWNER);
    }
}
