package codex.engine;

import java.util.Arrays;
import java.util.Optional;

/** What became of a call to a model (RELIABILITY.md, C6). Its word stands in the ledger. */
public enum CallOutcome {
    ANSWER("Answer"),
    /** No connection. */
    UNREACHABLE("Unreachable"),
    /** The deadline passed. It may have been billed. */
    TIMED_OUT("TimedOut"),
    /** The connection or the reply was cut off. It may have been billed. */
    BROKEN("Broken"),
    /** The endpoint asks for patience. */
    BUSY("Busy"),
    /** The endpoint fails, or is left alone for a while because it did. */
    DOWN("Down"),
    /** The key does not open it. */
    DENIED("Denied"),
    /** No credit is left. */
    QUOTA("Quota"),
    /** The endpoint or the request is wrong. */
    REJECTED("Rejected"),
    /** The question does not fit into the model. */
    TOO_LONG("TooLong"),
    /** The reply ended at its limit of tokens. */
    TRUNCATED("Truncated"),
    /** The model or its filter will not answer. */
    REFUSED("Refused"),
    /** The reply is not the data that was asked for. */
    MALFORMED("Malformed"),
    /** It is, and makes no sense. */
    UNUSABLE("Unusable"),
    /** It could cost more than may be spent. */
    OVER_BUDGET("OverBudget"),
    /** Somebody asked to stop. */
    CANCELLED("Cancelled");

    private final String word;

    CallOutcome(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** Empty for a call that is still open, and for a word of another release. */
    public static Optional<CallOutcome> of(String word) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.word.equals(word))
                .findFirst();
    }
}
