package app.platform.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.UUID;
import java.util.regex.Pattern;

/** The id that ties a request, its answer and its log lines together. A caller may bring one. */
public final class RequestId {
    private static final String HEADER = "X-Request-Id";
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    public static void add(RoutesConfig routes) {
        routes.before(ctx -> ctx.header(HEADER, of(ctx)));
    }

    public static String of(Context ctx) {
        String known = ctx.attribute(HEADER);
        if (known != null) {
            return known;
        }
        var brought = ctx.header(HEADER);
        var id = brought != null && SAFE.matcher(brought).matches()
                ? brought
                : UUID.randomUUID().toString();
        ctx.attribute(HEADER, id);
        return id;
    }
}
