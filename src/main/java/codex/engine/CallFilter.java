package codex.engine;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which calls of the ledger are meant. Null and the empty text leave a condition out.
 *
 * @param account whose calls; null for everybody's
 * @param agent that asked: {@code developer}
 * @param question that was asked: {@code WriteFunction}
 * @param outcome a word of RELIABILITY.md, C6, or {@link #FAILED}
 * @param prompt hash of a version of a prompt
 * @param from first day (UTC)
 * @param to last day (UTC)
 */
public record CallFilter(
        @Nullable Long account,
        @Nullable Long application,
        @Nullable Long job,
        String agent,
        String question,
        String model,
        String outcome,
        String prompt,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {
    /** Whatever came to nothing: neither answered, nor under way, nor stopped by a person. */
    public static final String FAILED = "failed";

    /** The same as a condition of SQL. */
    static final String HAS_FAILED = "outcome NOT IN ('Answer', 'SENT', 'Cancelled')";

    /** All calls of one account, or of everybody for null. */
    public static CallFilter of(@Nullable Long account) {
        return new CallFilter(account, null, null, "", "", "", "", "", null, null);
    }

    /** All calls about one application, whoever asked. */
    public static CallFilter about(long application) {
        return new CallFilter(null, application, null, "", "", "", "", "", null, null);
    }
}
