package codex.account;

import java.time.Duration;

/** What became of the wish to add an account. */
public sealed interface Registration {
    record Added(Account account) implements Registration {}

    /** {@code message} stands beside {@code field}: {@code email}, {@code name}, {@code password} or {@code code}. */
    record Refused(String field, String message) implements Registration {}

    /** Too many guesses at the code. */
    record Throttled(Duration pause) implements Registration {}

    /** There is an administrator already: the page does not exist any more. */
    record Closed() implements Registration {}
}
