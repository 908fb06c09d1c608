package app.platform.http;

import io.javalin.http.Context;
import java.util.Locale;

/** Which of several forms of an answer a caller would rather have (RFC 9110, 12.5.1). */
public final class Accept {
    private Accept() {}

    /** The media type that the caller ranks highest; the first of them where several rank alike or none is named. */
    public static String best(Context ctx, String... mediaTypes) {
        ctx.header("Vary", "Accept");
        var header = ctx.header("Accept");
        var accepted = (header == null ? "*/*" : header).toLowerCase(Locale.ROOT).split(",");
        var best = mediaTypes[0];
        for (var each : mediaTypes) {
            if (quality(each, accepted) > quality(best, accepted)) {
                best = each;
            }
        }
        return best;
    }

    // A range that says more counts before one that says less.
    private static double quality(String mediaType, String... accepted) {
        for (var range : new String[] {mediaType, mediaType.replaceFirst("/.*", "/*"), "*/*"}) {
            for (var each : accepted) {
                var parts = each.strip().split("\\s*;\\s*");
                if (parts[0].equals(range)) {
                    return weight(parts);
                }
            }
        }
        return 0;
    }

    private static double weight(String... parts) {
        for (var part : parts) {
            if (part.matches("q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")) {
                return Double.parseDouble(part.substring(2));
            }
        }
        return 1;
    }
}
