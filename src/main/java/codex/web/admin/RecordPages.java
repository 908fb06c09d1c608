package codex.web.admin;

import codex.account.Audit;
import codex.web.Pages;
import codex.web.Visit;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** Every table that may be seen, row by row; nothing is changed without a trace (EXPERIENCE.md, section 5). */
final class RecordPages {
    private static final int HISTORY = 20;

    private final Jdbi jdbi;
    private final Catalog catalog;
    private final Records records;
    private final Pages pages;

    RecordPages(Jdbi jdbi, Catalog catalog, Pages pages) {
        this.jdbi = jdbi;
        this.catalog = catalog;
        this.records = new Records(jdbi);
        this.pages = pages;
    }

    void tables(Context ctx) {
        var page = pages.frame().page(ctx, "Records", "records");
        ctx.html(pages.templates()
                .recordTables(page, records.sizes(catalog.tables()))
                .render());
    }

    void list(Context ctx) {
        var table = table(ctx);
        var view = RecordView.of(table, ctx.queryParamMap());
        var page = pages.frame().page(ctx, table.name() + " · Records", "records");
        ctx.html(pages.templates()
                .recordList(page, read(table, view), catalog.tables())
                .render());
    }

    void show(Context ctx) {
        var form = form(table(ctx), key(ctx), Map.of(), Map.of());
        answer(ctx, form);
    }

    void change(Context ctx) {
        var table = table(ctx);
        var key = key(ctx);
        var typed = typed(ctx, table);
        var version = Visit.field(ctx, "version");
        try {
            var changed = jdbi.inTransaction(handle -> change(handle, ctx, table, key, version, typed));
            if (changed) {
                ctx.redirect(
                        "/admin/records/%s/%s".formatted(table.name(), RecordRow.segment(key)), HttpStatus.SEE_OTHER);
                return;
            }
            ctx.status(HttpStatus.CONFLICT);
            var stale =
                    "It changed meanwhile. Below is what is stored now, and what you typed; save again to keep yours.";
            answer(ctx, form(table, key, typed, Map.of("", stale)));
        } catch (JdbiException refused) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            answer(ctx, form(table, key, typed, Map.of("", words(refused))));
        }
    }

    void confirmDeletion(Context ctx) {
        var form = form(deletable(ctx), key(ctx), Map.of(), Map.of());
        var page = pages.frame().page(ctx, "Delete from " + form.table().name(), "records");
        ctx.html(pages.templates().recordDeletion(page, form).render());
    }

    void remove(Context ctx) {
        var table = deletable(ctx);
        var key = key(ctx);
        try {
            jdbi.useTransaction(handle -> {
                var before = records.find(handle, table, key).orElseThrow(NotFoundResponse::new);
                records.remove(handle, table, key);
                trace(handle, ctx, "record deleted", table, before.values(), null);
            });
            ctx.redirect("/admin/records/" + table.name(), HttpStatus.SEE_OTHER);
        } catch (JdbiException refused) {
            ctx.status(HttpStatus.CONFLICT);
            var page = pages.frame().page(ctx, "Delete from " + table.name(), "records");
            var form = form(table, key, Map.of(), Map.of("", words(refused)));
            ctx.html(pages.templates().recordDeletion(page, form).render());
        }
    }

    private RecordList read(CatalogTable table, RecordView view) {
        try {
            var rows = records.list(table, view);
            return new RecordList(table, view, rows.rows(), records.facets(table), rows.count(), rows.next());
        } catch (JdbiException refused) {
            // A filter's value that is none of the column's type, or a query that took too long: a sentence, no
            // failure.
            var problem = new RecordView(
                    view.search(),
                    view.sort(),
                    view.descending(),
                    view.filters(),
                    view.after(),
                    List.of(words(refused)));
            return new RecordList(table, problem, List.of(), Map.of(), 0, null);
        }
    }

    private boolean change(
            Handle handle,
            Context ctx,
            CatalogTable table,
            String key,
            String version,
            Map<String, @Nullable String> typed) {
        var before = records.find(handle, table, key).orElseThrow(NotFoundResponse::new);
        if (!records.change(handle, table, key, version, typed)) {
            return false;
        }
        var after = records.find(handle, table, key).orElseThrow(NotFoundResponse::new);
        trace(handle, ctx, "record changed", table, before.values(), after.values());
        return true;
    }

    private static void trace(
            Handle handle,
            Context ctx,
            String action,
            CatalogTable table,
            Map<String, @Nullable String> before,
            @Nullable Map<String, @Nullable String> after) {
        var key = String.join(
                "~",
                table.key().stream()
                        .map(name -> String.valueOf(before.get(name)))
                        .toList());
        var now = after == null ? Map.<String, @Nullable String>of() : after;
        var old = JsonNodeFactory.instance.objectNode();
        var fresh = JsonNodeFactory.instance.objectNode();
        before.forEach((name, value) -> {
            if (after == null || !java.util.Objects.equals(value, now.get(name))) {
                put(old, name, value);
                put(fresh, name, now.get(name));
            }
        });
        handle.attach(Audit.class)
                .append(
                        Visit.account(ctx).id(),
                        ctx.ip(),
                        action,
                        table.name() + ":" + key,
                        old,
                        after == null ? null : fresh);
    }

    private static void put(ObjectNode node, String name, @Nullable String value) {
        if (value == null) {
            node.putNull(name);
        } else {
            node.put(name, value);
        }
    }

    private void answer(Context ctx, RecordForm form) {
        var title = "%s %s · Records".formatted(form.table().name(), form.row().key());
        ctx.html(pages.templates()
                .recordShow(pages.frame().page(ctx, title, "records"), form)
                .render());
    }

    private RecordForm form(
            CatalogTable table, String key, Map<String, @Nullable String> typed, Map<String, String> problems) {
        var row = records.find(table, key).orElseThrow(NotFoundResponse::new);
        var history = jdbi.withExtension(
                Audit.class, audit -> audit.about(table.name() + ":" + key, Long.MAX_VALUE, HISTORY));
        return new RecordForm(table, row, typed, problems, records.referring(table, key), history);
    }

    /** The values of the columns that may be edited and were sent; a ticked "empty" box means null. */
    private static Map<String, @Nullable String> typed(Context ctx, CatalogTable table) {
        var typed = new LinkedHashMap<String, @Nullable String>();
        for (var column : table.columns()) {
            var sent = ctx.formParam("value." + column.name());
            if (table.editable(column) && sent != null) {
                var empty = column.nullable() && ctx.formParam("empty." + column.name()) != null;
                typed.put(column.name(), empty ? null : sent.replace("\r\n", "\n"));
            }
        }
        return typed;
    }

    /** What PostgreSQL refused, as a person understands it; its own sentences are for admins, who see this page. */
    private static String words(JdbiException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException database) {
                if (PSQLState.QUERY_CANCELED.getState().equals(database.getSQLState())) {
                    return "That took longer than a second, so it was stopped. Narrow it with a filter.";
                }
                var error = database.getServerErrorMessage();
                var message = error == null ? null : error.getMessage();
                return "The database refuses it: " + (message == null ? "no reason given" : message);
            }
        }
        return "The database refuses it.";
    }

    private CatalogTable table(Context ctx) {
        return catalog.table(ctx.pathParam("table")).orElseThrow(NotFoundResponse::new);
    }

    private CatalogTable deletable(Context ctx) {
        var table = table(ctx);
        if (!table.deletable()) {
            throw new NotFoundResponse();
        }
        return table;
    }

    private static String key(Context ctx) {
        return ctx.pathParam("key");
    }
}
