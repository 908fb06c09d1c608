package app.platform.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;

/** Shows a refusal as a page to whoever asks for pages: the same facts that programs get as problem+json. */
public final class ErrorPages {
    private static final String HTML = "text/html";

    private ErrorPages() {}

    /** Stands behind {@link Problems}, whose answers it puts into words. */
    public static void add(RoutesConfig routes) {
        for (var status : HttpStatus.values()) {
            if (status.getCode() >= 400) {
                routes.error(status.getCode(), HTML, ErrorPages::show);
            }
        }
    }

    private static void show(Context ctx) {
        Problem problem = ctx.attribute(Problems.ANSWERED);
        if (problem == null) {
            return;
        }
        List<Html> errors = problem.errors().stream()
                .map(error -> Html.of("<li>{} {}</li>", error.field(), error.message()))
                .toList();
        var page = Html.page(
                ctx.status().getMessage(),
                Html.of("<p>{}</p>", problem.getMessage()),
                errors.isEmpty() ? null : Html.of("<ul>{}</ul>", errors),
                Html.of("<p><small>{}</small></p>", RequestId.of(ctx)));
        ctx.contentType(HTML + "; charset=utf-8").result(page.toString());
    }
}
