package app.platform.http;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One JSON line a request, without bodies, queries and secrets. JSON escapes what could forge a line. */
public final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

    private AccessLog() {}

    public static void write(Context ctx, float milliseconds) {
        var line = new LinkedHashMap<String, Object>();
        line.put("requestId", RequestId.of(ctx));
        line.put("method", ctx.method().name());
        line.put("path", ctx.path());
        line.put("status", ctx.statusCode());
        line.put("milliseconds", Math.round(milliseconds));
        LOG.info("{}", Json.write(line));
    }
}
