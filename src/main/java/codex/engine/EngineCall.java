package codex.engine;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger of calls.
 *
 * @param outcome {@code SENT} until it is settled, then a word of RELIABILITY.md, C6
 * @param cost in US dollars; null until it is settled
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
        @Nullable String promptHash,
        String engine,
        @Nullable String model,
        String outcome,
        @Nullable Integer httpStatus,
        @Nullable String finishReason,
        @Nullable Integer tokensIn,
        @Nullable Integer tokensOut,
        @Nullable Integer tokensCached,
        BigDecimal reserved,
        @Nullable BigDecimal cost,
        @Nullable Integer latencyMs,
        Instant sentAt,
        @Nullable Instant answeredAt) {}
