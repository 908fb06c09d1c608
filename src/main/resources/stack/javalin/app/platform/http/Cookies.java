package app.platform.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cookies of one call. They are signed, so that nobody can make one up, out of reach of scripts, and not sent along
 * when another site sends a form.
 */
public final class Cookies {
    private static final String ATTRIBUTE = "cookies";

    private final Context ctx;
    private final SecretKeySpec key;
    private final boolean https;
    private final Map<String, Cookie> set = new LinkedHashMap<>();

    private Cookies(Context ctx, SecretKeySpec key, boolean https) {
        this.ctx = ctx;
        this.key = key;
        this.https = https;
    }

    /** Stands before the routes, behind {@link SameOrigin}. */
    public static void add(RoutesConfig routes, String secret, String baseUrl) {
        var key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        routes.before(ctx -> {
            if (ctx.header("Cookie") != null) {
                ctx.header("Cache-Control", "no-store");
            }
            ctx.attribute(ATTRIBUTE, new Cookies(ctx, key, baseUrl.startsWith("https:")));
        });
    }

    public static Cookies of(Context ctx) {
        return ctx.attribute(ATTRIBUTE);
    }

    /** Set with the answer, if the call succeeds. */
    public void set(String name, String value, Duration life) {
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(value.getBytes(StandardCharsets.UTF_8));
        set.put(name, cookie(name, text + "." + signature(name, text), (int) Math.min(life.toSeconds(), Integer.MAX_VALUE)));
    }

    /** Taken back with the answer, if the call succeeds. */
    public void remove(String name) {
        set.put(name, cookie(name, "", 0));
    }

    /** What the caller's cookie of this name was set to; null where there is none, or none of ours. */
    String read(String name) {
        var sent = String.valueOf(ctx.cookie(name)).split("\\.", 2);
        if (sent.length < 2 || !MessageDigest.isEqual(bytes(signature(name, sent[0])), bytes(sent[1]))) {
            return null;
        }
        return new String(Base64.getUrlDecoder().decode(sent[0]), StandardCharsets.UTF_8);
    }

    /** What was set goes into the answer. */
    public void send() {
        if (!set.isEmpty()) {
            ctx.header("Cache-Control", "no-store");
        }
        set.values().forEach(ctx::cookie);
    }

    private Cookie cookie(String name, String value, int seconds) {
        return new Cookie(name, value, "/", seconds, https, true, null, SameSite.LAX);
    }

    private String signature(String name, String text) {
        try {
            var mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(bytes(name + "=" + text)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HmacSHA256", missing);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
