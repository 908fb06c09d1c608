package app.platform.security;

import app.platform.http.Problem;
import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Slow, salted hashes for passwords (Argon2id, 19 MiB, 2 passes, 1 lane), two at a time; quick ones for tokens that
 * nobody can guess. Tests lower the memory by a system property, so that they do not spend their time on hashes.
 */
public final class Passwords {
    private static final int MEMORY = Integer.getInteger("password.memory", 19_456);
    private static final Argon2Function ARGON2 = Argon2Function.getInstance(MEMORY, 2, 1, 32, Argon2.ID);
    // The hash of no password, compared against when there is no such account: both answers take the same time.
    private static final String NOBODY =
            "$argon2id$v=19$m=" + MEMORY + ",t=2,p=1$" + "A".repeat(22) + "$" + "A".repeat(43);

    // Each takes its memory: a crowd at the door would take all there is.
    private static final Semaphore TURNS = new Semaphore(2, true);
    private static final int PATIENCE_SECONDS = 10;

    private Passwords() {}

    public static String hash(String password) {
        return inTurn(() -> ARGON2.hash(password).getResult());
    }

    /** The parameters are those that stand in the hash. */
    public static boolean matches(String password, String hash) {
        return inTurn(() -> Argon2Function.getInstanceFromHash(hash).check(password, hash));
    }

    public static void matchesNobody(String password) {
        inTurn(() -> ARGON2.check(password, NOBODY));
    }

    private static <T> T inTurn(Supplier<T> hashing) {
        try {
            if (!TURNS.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw Problem.unavailable("Too many people sign in at the moment. Please try again.");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("The application is stopping.");
        }
        try {
            return hashing.get();
        } finally {
            TURNS.release();
        }
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
