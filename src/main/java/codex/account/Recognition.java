package codex.account;

import java.time.Duration;

/** Whether a name and a password are somebody's. */
public sealed interface Recognition {
    record Known(Account account) implements Recognition {}

    /** Unknown name, wrong password or disabled account: nobody is told which. */
    record Unknown() implements Recognition {}

    /** Too many guesses; a 429 with the wait. */
    record Throttled(Duration pause) implements Recognition {}
}
