package codex.web;

import codex.application.Applications;
import codex.code.DevelopedApp;
import codex.code.SourceFile;
import codex.code.SourceFiles;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import org.jdbi.v3.core.Jdbi;

/** The code browser. A path is looked up in the list of the app's files, never on disk (S38). */
final class FilePages {
    private final Jdbi jdbi;
    private final Pages pages;

    FilePages(Jdbi jdbi, Pages pages) {
        this.jdbi = jdbi;
        this.pages = pages;
    }

    void show(Context ctx) {
        var developedApp = Visit.developedApp(ctx, jdbi);
        var source = source(ctx, developedApp);
        var files = jdbi.withExtension(SourceFiles.class, store -> store.list(developedApp.id()));
        var application = jdbi.withExtension(
                        Applications.class,
                        store -> store.find(Visit.account(ctx).id(), developedApp.applicationId()))
                .orElseThrow(NotFoundResponse::new);
        var title = source.path() + ", run " + developedApp.id();
        var page = pages.frame().page(ctx, title, application, Page.Tab.DEVELOPED_APP.segment());
        ctx.html(pages.templates()
                .developedAppFile(page, new FilePage(developedApp, FileTree.of(files), source))
                .render());
    }

    /** The bytes as plain text whatever they are: nothing that was generated is rendered from our host (S29). */
    void raw(Context ctx) {
        var source = source(ctx, Visit.developedApp(ctx, jdbi));
        ctx.header("Content-Security-Policy", "sandbox").contentType("text/plain; charset=utf-8");
        ctx.result(source.bytes());
    }

    private SourceFile source(Context ctx, DevelopedApp developedApp) {
        var path = ctx.pathParam("path");
        if (path.indexOf('\0') >= 0) {
            throw new NotFoundResponse();
        }
        return jdbi.withExtension(SourceFiles.class, store -> store.find(developedApp.id(), path))
                .orElseThrow(NotFoundResponse::new);
    }
}
