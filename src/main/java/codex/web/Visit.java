package codex.web;

import codex.account.Account;
import codex.account.ApiTokens;
import codex.account.Sessions;
import codex.account.Visitor;
import codex.application.Application;
import codex.application.Applications;
import codex.code.DevelopedApp;
import codex.code.DevelopedApps;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UnauthorizedResponse;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;

/** What handlers ask about the request they answer. */
public final class Visit {
    static final String ACCOUNT = "account";
    static final String PRESENT = "present";
    public static final String BEARER = "bearer";
    static final String STAYS = "stays";

    private static final Pattern COMMA = Pattern.compile(",");

    private Visit() {}

    /** Who is signed in; routes that are not open have somebody. */
    public static Account account(Context ctx) {
        return maybeAccount(ctx).orElseThrow(UnauthorizedResponse::new);
    }

    public static Optional<Account> maybeAccount(Context ctx) {
        return Optional.ofNullable(ctx.attribute(ACCOUNT));
    }

    /** The session that the request is in; routes for people have one. */
    public static Sessions.Present present(Context ctx) {
        Sessions.Present present = ctx.attribute(PRESENT);
        if (present == null) {
            throw new UnauthorizedResponse();
        }
        return present;
    }

    /** The token that a program showed; empty when somebody is signed in by a session instead. */
    public static Optional<ApiTokens.Bearer> bearer(Context ctx) {
        return Optional.ofNullable(ctx.attribute(BEARER));
    }

    /** Tells later on whether the session or token of this request still counts; for streams (SECURITY.md, S16). */
    static BooleanSupplier stays(Context ctx) {
        BooleanSupplier stays = ctx.attribute(STAYS);
        if (stays == null) {
            throw new UnauthorizedResponse();
        }
        return stays;
    }

    /** Who knocks, for the sessions and the audit trail. */
    public static Visitor visitor(Context ctx) {
        var agent = ctx.userAgent();
        return new Visitor(ctx.ip(), agent == null ? "unknown" : agent.substring(0, Math.min(agent.length(), 200)));
    }

    /** An id from the path. What is no id belongs to nothing: 404. */
    public static long id(Context ctx, String name) {
        try {
            return Long.parseLong(ctx.pathParam(name));
        } catch (NumberFormatException none) {
            throw new NotFoundResponse();
        }
    }

    /** The application that the path names, among the owner's only: a stranger's is a 404 (SECURITY.md, S14, S15). */
    public static Application application(Context ctx, Jdbi jdbi) {
        return jdbi.withExtension(
                        Applications.class,
                        applications -> applications.find(account(ctx).id(), id(ctx, "application")))
                .orElseThrow(NotFoundResponse::new);
    }

    /** The developed app that the path names, among the owner's only. */
    public static DevelopedApp developedApp(Context ctx, Jdbi jdbi) {
        return jdbi.withExtension(
                        DevelopedApps.class, store -> store.find(account(ctx).id(), id(ctx, "developedApp")))
                .orElseThrow(NotFoundResponse::new);
    }

    /** Whether whoever asks says that they have what this tag names (RFC 9110, 13.1.2). */
    static boolean has(Context ctx, String tag) {
        var held = ctx.header("If-None-Match");
        return held != null
                && COMMA.splitAsStream(held)
                        .map(each -> each.strip().replaceFirst("^W/", ""))
                        .anyMatch(each -> each.equals(tag) || each.equals("*"));
    }

    /** A value of the address; empty when it is not there. */
    public static String query(Context ctx, String name) {
        var value = ctx.queryParam(name);
        return value == null ? "" : value;
    }

    /** A field of a form; empty when it was not sent. */
    public static String field(Context ctx, String name) {
        var value = ctx.formParam(name);
        return value == null ? "" : value;
    }

    /** Whether only a part of the page is asked for (EXPERIENCE.md, H2). */
    public static boolean fragment(Context ctx) {
        return "true".equals(ctx.header("HX-Request")) && ctx.header("HX-History-Restore-Request") == null;
    }

    /** Whether a program asks, not a page. */
    public static boolean api(Context ctx) {
        return ctx.path().startsWith("/api/");
    }

    public static String requestId(Context ctx) {
        return String.valueOf(ctx.req().getAttribute(FrontDoor.REQUEST_ID));
    }
}
