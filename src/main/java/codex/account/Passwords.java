package codex.account;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a password may be, and its hash: Argon2id with 19 MiB, 2 passes, 1 lane, as OWASP's Password Storage Cheat Sheet
 * has it (SECURITY.md, S1, S2).
 */
public final class Passwords {
    static final int SHORTEST = 8;
    static final int LONGEST = 128;
    private static final Argon2Function ARGON = Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID);
    private static final int SALT_BYTES = 16;

    private final Set<String> common = common();
    private final Semaphore turns = new Semaphore(2, true);
    private final String nobodysHash = hash("nobody has this password");

    /** What is wrong with a new password, as a sentence; empty when it will do. Every character counts as typed. */
    public Optional<String> problem(String password) {
        var length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return Optional.of("Take at least " + SHORTEST + " characters. A few words in a row are easy to remember.");
        }
        if (length > LONGEST) {
            return Optional.of("Take at most " + LONGEST + " characters.");
        }
        if (common.contains(password.toLowerCase(Locale.ROOT))) {
            return Optional.of("This is one of the most common passwords and the first to be guessed. Take another.");
        }
        return Optional.empty();
    }

    /** With a salt of its own; at most two are computed at a time, so that sign-ins cannot take the whole machine. */
    String hash(String password) {
        return inTurn(() ->
                Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON).getResult());
    }

    boolean matches(String password, String hash) {
        if (password.codePointCount(0, password.length()) > LONGEST) {
            return false;
        }
        return inTurn(() -> Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash)));
    }

    /** The same work as {@link #matches}, for a name that nobody has. */
    boolean matchesNobody(String password) {
        matches(password, nobodysHash);
        return false;
    }

    /** Whether the hash was made with less work than is asked for today. */
    boolean weak(String hash) {
        return !Argon2Function.getInstanceFromHash(hash).equals(ARGON);
    }

    private <T> T inTurn(Supplier<T> work) {
        turns.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private static Set<String> common() {
        try (var list = Passwords.class.getResourceAsStream("common-passwords.txt")) {
            var bytes = Objects.requireNonNull(list, "common-passwords.txt").readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("the list of common passwords cannot be read", e);
        }
    }
}
