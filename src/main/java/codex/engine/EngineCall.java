package codex.engine;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger of calls.
 *
 * @param question the record that was asked: {@code WriteFunction}
 * @param prompt the name of the prompt that asked it: {@code developer/write-function}
 * @param model that was asked, {@code answeredBy} the one that the reply says
 * @param outcome {@code SENT} until it is settled, then a word of RELIABILITY.md, C6
 * @param reserved the most it could cost, in US dollars; it is held until the call is settled
 * @param cost in US dollars; null until it is settled, and for a model without a price
 * @param assumed whether the cost is an assumption, since nobody knows what was billed (C14)
 */
public record EngineCall(
        long id,
        long accountId,
        @Nullable Long applicationId,
        @Nullable Long jobId,
        String stepKey,
        int ordinal,
        int tryNumber,
        String question,
        @Nullable String prompt,
        @Nullable String promptHash,
        String engine,
        @Nullable String model,
        @Nullable String answeredBy,
        String outcome,
        @Nullable Integer httpStatus,
        @Nullable String finishReason,
        @Nullable Integer tokensIn,
        @Nullable Integer tokensOut,
        @Nullable Integer tokensCached,
        BigDecimal reserved,
        @Nullable BigDecimal cost,
        boolean assumed,
        @Nullable Integer latencyMs,
        Instant sentAt,
        @Nullable Instant answeredAt) {

    /** The agent that asked: {@code developer}; empty where no prompt tells. */
    public String agent() {
        return prompt == null ? "" : prompt.substring(0, Math.max(0, prompt.indexOf('/')));
    }

    /** Whether nothing has come back yet. */
    public boolean open() {
        return outcome.equals("SENT");
    }
}
