package codex.web.admin;

import static codex.web.Access.ADMIN;

import codex.web.Pages;
import codex.web.RouteTable;
import io.javalin.config.RoutesConfig;
import org.jdbi.v3.core.Jdbi;

/** Every page for operators, on one screen. */
public final class AdminRoutes implements RouteTable {
    private final RecordPages records;
    private final SettingsPages settings;

    public AdminRoutes(Jdbi jdbi, Catalog catalog, Pages pages, Surroundings surroundings) {
        this.records = new RecordPages(jdbi, catalog, pages);
        this.settings = new SettingsPages(jdbi, pages, surroundings);
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/admin", ctx -> ctx.redirect("/admin/records"), ADMIN);
        routes.get("/admin/records", records::tables, ADMIN);
        routes.get("/admin/records/{table}", records::list, ADMIN);
        routes.get("/admin/records/{table}/{key}", records::show, ADMIN);
        routes.post("/admin/records/{table}/{key}", records::change, ADMIN);
        routes.get("/admin/records/{table}/{key}/deletion", records::confirmDeletion, ADMIN);
        routes.post("/admin/records/{table}/{key}/deletion", records::remove, ADMIN);

        routes.get("/settings", settings::show, ADMIN);
        routes.post("/settings", settings::save, ADMIN);
        routes.post("/settings/connection-test", settings::testConnection, ADMIN);
        routes.post("/settings/key/removal", settings::removeKey, ADMIN);
    }
}
