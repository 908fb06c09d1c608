package codex.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * How the first administrator comes in: with a code that only the console shows, once, for half an hour, as long as there is
 * no administrator (SECURITY.md, S3).
 */
public final class SetupCode {
    static final Duration LIFETIME = Duration.ofMinutes(30);

    // Without letters and digits that look alike.
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int GROUPS = 5;
    private static final int GROUP = 4;

    private final Jdbi jdbi;
    private final People people;
    private final Clock clock;
    private @Nullable String code;
    private Instant expires = Instant.EPOCH;

    public SetupCode(Jdbi jdbi, People people, Clock clock) {
        this.jdbi = jdbi;
        this.people = people;
        this.clock = clock;
    }

    /** Makes a code to be printed on the console; the one before is void. Empty when there is an administrator. */
    public synchronized Optional<String> issue() {
        if (!open()) {
            return Optional.empty();
        }
        code = random();
        expires = clock.instant().plus(LIFETIME);
        return Optional.of(code);
    }

    /** Whether the page {@code /setup} exists. */
    public boolean open() {
        return !jdbi.withExtension(Accounts.class, Accounts::anyAdmin);
    }

    /** Adds the first administrator for whoever has the code. A code that was used or has expired is a wrong one. */
    public Registration setUp(String typed, NewAccount admin, Visitor visitor) {
        if (!open()) {
            return new Registration.Closed();
        }
        var wait = people.throttle().guess("setup", visitor);
        if (wait.isPresent()) {
            return new Registration.Throttled(wait.get());
        }
        if (!right(typed)) {
            return new Registration.Refused(
                    "code",
                    "This is not the code on the console, or it is older than 30 minutes: a restart prints a new one.");
        }
        var registration = people.addFirstAdmin(admin, visitor);
        people.throttle().right("setup", visitor);
        if (registration instanceof Registration.Added) {
            forget();
        }
        return registration;
    }

    /**
     * Adds the first administrator from the settings; {@code Closed} when there is one already, {@code Refused} when the
     * password breaks the rules that hold for everybody.
     */
    public Registration fromSettings(String email, String password) {
        var name = email.contains("@") ? email.substring(0, email.indexOf('@')) : email;
        return people.addFirstAdmin(new NewAccount(email, name, password), new Visitor("console", "settings"));
    }

    private synchronized boolean right(String typed) {
        if (code == null || !clock.instant().isBefore(expires)) {
            return false;
        }
        var given = typed.strip().toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(code.getBytes(StandardCharsets.UTF_8), given);
    }

    private synchronized void forget() {
        code = null;
    }

    private static String random() {
        var random = new SecureRandom();
        var text = new StringBuilder();
        for (var index = 0; index < GROUPS * GROUP; index++) {
            if (index > 0 && index % GROUP == 0) {
                text.append('-');
            }
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
