package app.platform.security;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Slow, salted hashes for passwords (Argon2id, 19 MiB, 2 passes, 1 lane), quick ones for tokens that nobody can guess. Tests
 * lower the memory by a system property, so that they do not spend their time on hashes.
 */
public final class Passwords {
    private static final int MEMORY = Integer.getInteger("password.memory", 19_456);
    private static final Argon2Function ARGON2 = Argon2Function.getInstance(MEMORY, 2, 1, 32, Argon2.ID);
    // The hash of no password, compared against when there is no such account: both answers take the same time.
    private static final String NOBODY =
            "$argon2id$v=19$m=" + MEMORY + ",t=2,p=1$" + "A".repeat(22) + "$" + "A".repeat(43);

    private Passwords() {}

    public static String hash(String password) {
        return ARGON2.hash(password).getResult();
    }

    /** The parameters are those that stand in the hash. */
    public static boolean matches(String password, String hash) {
        return Argon2Function.getInstanceFromHash(hash).check(password, hash);
    }

    public static void matchesNobody(String password) {
        ARGON2.check(password, NOBODY);
    }

    public static String fingerprint(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
