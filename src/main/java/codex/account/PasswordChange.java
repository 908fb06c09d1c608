package codex.account;

import java.time.Duration;

/** What became of the wish to change one's own password. */
public sealed interface PasswordChange {
    /** All other sessions are over; this one goes on under a new {@code cookie}. */
    record Changed(String cookie) implements PasswordChange {
        /** Whoever logs it by mistake logs no secret. */
        @Override
        public String toString() {
            return "Changed[]";
        }
    }

    /** The old one is wrong. */
    record WrongPassword() implements PasswordChange {}

    /** The new one will not do; {@code message} says why. */
    record Refused(String message) implements PasswordChange {}

    record Throttled(Duration pause) implements PasswordChange {}
}
