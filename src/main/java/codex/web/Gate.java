package codex.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UnauthorizedResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** Lets a request through to its route, or not, by the access that the route declares (SECURITY.md, 10). */
final class Gate {
    private final Identity identity;
    private final BooleanSupplier beforeFirstAccount;

    /**
     * The gate.
     *
     * @param beforeFirstAccount whether nobody has an account yet, so that setting up is allowed
     */
    Gate(Identity identity, BooleanSupplier beforeFirstAccount) {
        this.identity = identity;
        this.beforeFirstAccount = beforeFirstAccount;
    }

    /** Before everything: who is it? Assets are the same for all. */
    void identify(Context ctx) {
        if (!ctx.path().startsWith("/static/")) {
            identity.find(ctx);
        }
    }

    /** Before a route's handler. */
    void admit(Context ctx) {
        switch (access(ctx)) {
            case OPEN -> {}
            case SIGNED_IN, OWNER, OWNER_OR_ADMIN -> demandSomebody(ctx);
            case ADMIN -> {
                demandSomebody(ctx);
                if (!Visit.maybeAccount(ctx).map(account -> account.admin()).orElse(true)) {
                    throw new NotFoundResponse();
                }
            }
            case SETUP -> {
                if (!beforeFirstAccount.getAsBoolean()) {
                    throw new NotFoundResponse();
                }
            }
        }
    }

    // A page leads to signing in and back; a fragment and a program get 401.
    private static void demandSomebody(Context ctx) {
        if (Visit.maybeAccount(ctx).isPresent()) {
            return;
        }
        if (Visit.api(ctx) || Visit.fragment(ctx)) {
            throw new UnauthorizedResponse();
        }
        ctx.redirect("/sign-in?next=" + URLEncoder.encode(wanted(ctx), StandardCharsets.UTF_8), HttpStatus.SEE_OTHER);
        ctx.skipRemainingHandlers();
    }

    // What was to be sent is not sent again by itself: after signing in one comes back to where the form stood.
    private static String wanted(Context ctx) {
        if (!ctx.req().getMethod().equals("GET")) {
            return "/applications";
        }
        return ctx.queryString() == null ? ctx.path() : ctx.path() + "?" + ctx.queryString();
    }

    private static Access access(Context ctx) {
        return ctx.routeRoles().stream()
                .filter(Access.class::isInstance)
                .map(Access.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(ctx.path() + " declares no access"));
    }
}
