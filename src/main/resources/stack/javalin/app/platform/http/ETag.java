package app.platform.http;

import io.javalin.http.Context;

/** The version of a row as callers see it (RFC 9110, 8.8.3): strong, so that nobody overwrites what they have not seen. */
public final class ETag {
    private ETag() {}

    /** Answers with one row, or with 304 when the caller has this version. */
    public static void send(Context ctx, int status, long version, Object row) {
        var tag = tag(version);
        ctx.header("ETag", tag);
        if (status == 200 && "GET".equals(ctx.method().name()) && matches(ctx.header("If-None-Match"), tag)) {
            ctx.status(304);
            return;
        }
        ctx.status(status).contentType("application/json").result(Json.write(row));
    }

    /** @throws Problem 412 if the caller names another version than this */
    public static void check(Context ctx, long version) {
        var wanted = ctx.header("If-Match");
        if (wanted != null && !matches(wanted, tag(version))) {
            throw Problem.preconditionFailed("It has been changed since you read it.");
        }
    }

    /** @throws Problem 412 if a form was filled in before somebody changed the row; null where it does not say */
    public static void check(Long seen, long version) {
        if (seen != null && seen != version) {
            throw Problem.preconditionFailed(
                    "Somebody has changed it meanwhile. Look at what it is now, or send this to write over it.");
        }
    }

    private static String tag(long version) {
        return "\"" + version + "\"";
    }

    private static boolean matches(String header, String tag) {
        if (header == null) {
            return false;
        }
        for (var each : header.split(",", -1)) {
            if (each.strip().equals(tag) || each.strip().equals("*")) {
                return true;
            }
        }
        return false;
    }
}
