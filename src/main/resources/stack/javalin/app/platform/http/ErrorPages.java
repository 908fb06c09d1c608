package app.platform.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Shows a refusal as a page to whoever asks for pages: the same facts that programs get as problem+json. */
public final class ErrorPages {
    private static final String HTML = "text/html";
    private static final String FORM = "form";
    private static final Set<Integer> CORRECTABLE = Set.of(400, 409, 412, 422);

    private ErrorPages() {}

    /** Stands behind {@link Problems}, whose answers it puts into words. */
    public static void add(RoutesConfig routes) {
        for (var status : HttpStatus.values()) {
            if (status.getCode() >= 400) {
                routes.error(status.getCode(), HTML, ErrorPages::show);
            }
        }
    }

    /** What is shown in place of a refusal of what was typed: the form once more. */
    public static void again(Context ctx, Function<Problem, Html> form) {
        ctx.attribute(FORM, form);
    }

    private static void show(Context ctx) {
        Problem problem = ctx.attribute(Problems.ANSWERED);
        if (problem != null) {
            ctx.contentType(HTML + "; charset=utf-8").result(page(ctx, problem).toString());
        }
    }

    private static Html page(Context ctx, Problem problem) {
        Function<Problem, Html> form = ctx.attribute(FORM);
        if (form != null && CORRECTABLE.contains(problem.status())) {
            try {
                return form.apply(problem);
            } catch (Problem gone) {
                // The row that it is about, most likely: then there is nothing to be typed any more.
                return plain(ctx, gone);
            }
        }
        return plain(ctx, problem);
    }

    private static Html plain(Context ctx, Problem problem) {
        List<Html> errors = problem.errors().stream()
                .map(error -> Html.of("<li>{} {}</li>", error.field(), error.message()))
                .toList();
        return Html.page(
                ctx.status().getMessage(),
                Html.of("<p>{}</p>", problem.getMessage()),
                errors.isEmpty() ? null : Html.of("<ul>{}</ul>", errors),
                Html.of("<p><small>{}</small></p>", RequestId.of(ctx)));
    }
}
