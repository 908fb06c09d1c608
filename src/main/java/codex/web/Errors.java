package codex.web;

import codex.application.Application;
import codex.application.Applications;
import codex.web.templates.Templates;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what went wrong into a page, a fragment or problem+json (RFC 9457), by who asked (EXPERIENCE.md, W15). */
public final class Errors {
    private static final Logger log = LoggerFactory.getLogger(Errors.class);
    private static final Pattern OF_APPLICATION = Pattern.compile("/applications/(\\d{1,18})/.*");

    private final Templates templates;
    private final Frame frame;
    private final Applications applications;

    Errors(Pages pages, Applications applications) {
        this.templates = pages.templates();
        this.frame = pages.frame();
        this.applications = applications;
    }

    void add(RoutesConfig routes) {
        routes.exception(HttpResponseException.class, (refused, ctx) -> {
            refused.getDetails().forEach((name, value) -> allow(ctx, name, value));
            answer(ctx, refused.getStatus());
        });
        routes.exception(Exception.class, (bug, ctx) -> {
            log.error("request failed request={} path={}", Visit.requestId(ctx), oneLine(ctx.path()), bug);
            answer(ctx, 500);
        });
    }

    private void answer(Context ctx, int status) {
        ctx.status(status);
        var words = ErrorWords.of(status, Visit.requestId(ctx));
        if (Visit.api(ctx)) {
            send(ctx, problem(ctx, words.status(), forPrograms(words)));
        } else if (Visit.fragment(ctx)) {
            ctx.header("Vary", "HX-Request").html(templates.errorFragment(words).render());
        } else {
            ctx.header("Vary", "HX-Request").html(page(ctx, words));
        }
    }

    // W15.3: the page of a failure asks neither the database nor the session.
    private String page(Context ctx, ErrorWords words) {
        if (words.status() >= 500) {
            return templates.errorPage(frame.bare(words.title()), words).render();
        }
        var back = mine(ctx).map(application -> words.backTo("/applications/" + application.id()));
        return templates
                .errorPage(frame.page(ctx, words.title(), ""), back.orElse(words))
                .render();
    }

    // W15.4: a wrong address under an application of one's own leads to the application.
    private Optional<Application> mine(Context ctx) {
        var path = OF_APPLICATION.matcher(ctx.path());
        if (!path.matches()) {
            return Optional.empty();
        }
        var id = Long.parseLong(path.group(1));
        return Visit.maybeAccount(ctx).flatMap(account -> applications.find(account.id(), id));
    }

    /** An error as programs read it (RFC 9457); more members may be put into it before it is sent. */
    public static ObjectNode problem(Context ctx, int status, String detail) {
        var problem = JsonNodeFactory.instance.objectNode();
        problem.put("type", "about:blank");
        problem.put("title", HttpStatus.forStatus(status).getMessage());
        problem.put("status", status);
        problem.put("detail", detail);
        return problem.put("instance", "urn:request:" + Visit.requestId(ctx));
    }

    /** Answers with a problem; the status is set by whoever sends it. */
    public static void send(Context ctx, ObjectNode problem) {
        // As bytes: the server takes no text of this media type for UTF-8 by itself.
        ctx.contentType("application/problem+json").result(problem.toString().getBytes(StandardCharsets.UTF_8));
    }

    // What a person does about it in a page, a program does in another way.
    private static String forPrograms(ErrorWords words) {
        return switch (words.status()) {
            case 401 -> "Send a token that is valid as \"Authorization: Bearer …\"; POST /api/v1/tokens gives one.";
            case 403 -> "A session alone changes nothing here: send a token as \"Authorization: Bearer …\".";
            case 404 -> "There is nothing here that you may see.";
            case 405 -> "This address exists, but not for this method; the header Allow names those that it has.";
            default -> words.sentence();
        };
    }

    private static void allow(Context ctx, String name, String value) {
        if (name.equals("availableMethods")) {
            ctx.header("Allow", value);
        }
    }

    // S48: what came from outside cannot forge a line of the log.
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
