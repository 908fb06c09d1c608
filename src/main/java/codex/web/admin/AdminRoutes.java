package codex.web.admin;

import static codex.web.Access.ADMIN;

import codex.web.Pages;
import codex.web.RouteTable;
import io.javalin.config.RoutesConfig;
import org.jdbi.v3.core.Jdbi;

/** Every page for operators, on one screen. */
public final class AdminRoutes implements RouteTable {
    private final RecordPages records;

    public AdminRoutes(Jdbi jdbi, Catalog catalog, Pages pages) {
        this.records = new RecordPages(jdbi, catalog, pages);
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
    }
}
