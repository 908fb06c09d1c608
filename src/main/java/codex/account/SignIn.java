package codex.account;

import java.time.Duration;

/** What became of an attempt to sign in. */
public sealed interface SignIn {
    /** {@code cookie} is the session's value, told this once. */
    record SignedIn(Account account, String cookie) implements SignIn {
        /** Whoever logs it by mistake logs no secret. */
        @Override
        public String toString() {
            return "SignedIn[account=" + account.id() + "]";
        }
    }

    /** Unknown name, wrong password or disabled account: nobody is told which. */
    record WrongCredentials() implements SignIn {}

    /** Too many guesses; a 429 with the wait. */
    record Throttled(Duration pause) implements SignIn {}
}
