package codex.verify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens (RFC 7519) that make their bearer an administrator, if an application takes them. */
final class ForgedToken {
    static final Instant FAR_AHEAD = Instant.parse("2100-01-01T00:00:00Z");

    private ForgedToken() {}

    /** Without a signature, as RFC 7515 calls it: {@code none}. */
    static String unsigned() {
        return content("none", FAR_AHEAD) + ".";
    }

    /** {@code name} is the algorithm as tokens have it, {@code algorithm} as Java has it. */
    static String signed(String name, String algorithm, String secret, Instant expires) {
        var content = content(name, expires);
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has " + algorithm, missing);
        }
    }

    private static String content(String name, Instant expires) {
        var header = JsonNodeFactory.instance.objectNode().put("alg", name).put("typ", "JWT");
        var claims = JsonNodeFactory.instance
                .objectNode()
                .put("sub", "6f9619ff-8b86-4d01-b42d-000000000001")
                .put("email", People.ADMIN_EMAIL)
                .put("name", "Administrator")
                .put("exp", expires.getEpochSecond());
        claims.putArray("roles").add(People.ADMIN);
        return base64(header.toString().getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
