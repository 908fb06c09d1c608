package app.platform.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns everything that goes wrong into problem+json. Nothing of the inside is told: it is in the log. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** The attribute of a call that holds the problem it was answered with. */
    static final String ANSWERED = "problem";

    private static final String INVALID = "invalid";
    private static final String MEDIA_TYPE = "application/problem+json";
    private static final long MOST_UNREAD = 50_000_000;

    private Problems() {}

    public static void add(RoutesConfig routes) {
        routes.exception(Problem.class, (problem, ctx) -> answer(ctx, problem));
        routes.exception(HttpResponseException.class, (refused, ctx) -> answer(ctx, problem(refused)));
        routes.exception(Exception.class, (failure, ctx) -> {
            LOG.error("request failed traceId={}", RequestId.of(ctx), failure);
            answer(ctx, new Problem(500, "Something went wrong here. It has been noted.", List.of()));
        });
        for (var status : List.of(404, 405, 413, 415)) {
            routes.error(status, ctx -> {
                if (!MEDIA_TYPE.equals(ctx.res().getContentType())) {
                    answer(ctx, new Problem(status, detail(status), List.of()));
                }
            });
        }
    }

    /** Answers input that is not valid with this status on this route, where 400 is usual. */
    public static void invalidAs(Context ctx, int status) {
        ctx.attribute(INVALID, status);
    }

    private static int status(Context ctx, Problem problem) {
        Integer invalid = ctx.attribute(INVALID);
        return problem.status() == 400 && invalid != null ? invalid : problem.status();
    }

    private static Problem problem(HttpResponseException refused) {
        var status = refused.getStatus();
        return new Problem(status, detail(status), List.of());
    }

    private static String detail(int status) {
        return switch (status) {
            case 400 -> "The request cannot be read.";
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not know this method.";
            case 413 -> "The request is too large.";
            case 415 -> "This media type is not understood here.";
            default -> HttpStatus.forStatus(status).getMessage() + ".";
        };
    }

    private static void answer(Context ctx, Problem problem) {
        var status = status(ctx, problem);
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank");
        body.put("title", HttpStatus.forStatus(status).getMessage());
        body.put("status", status);
        body.put("detail", String.valueOf(problem.getMessage()));
        body.put("instance", ctx.path());
        body.put("traceId", RequestId.of(ctx));
        if (!problem.errors().isEmpty()) {
            body.put("errors", problem.errors());
        }
        if (problem.status() == 401) {
            ctx.header("WWW-Authenticate", "Bearer");
        }
        if (problem.retryAfter() > 0) {
            ctx.header("Retry-After", String.valueOf(problem.retryAfter()));
        }
        ctx.attribute(ANSWERED, problem);
        passOver(ctx);
        // As bytes: the server takes no text of this media type for UTF-8 by itself.
        ctx.status(status).contentType(MEDIA_TYPE).result(Json.write(body).getBytes(StandardCharsets.UTF_8));
    }

    // Whoever is still sending when the connection ends may never see the answer.
    private static void passOver(Context ctx) {
        try {
            ctx.req().getInputStream().skip(MOST_UNREAD);
        } catch (IOException gone) {
            LOG.debug("a caller went away before it was answered traceId={}", RequestId.of(ctx));
        }
    }
}
