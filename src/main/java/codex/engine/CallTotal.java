package codex.engine;

import java.math.BigDecimal;

/**
 * What some calls of the ledger come to. Money is in US dollars.
 *
 * @param failed those that came to nothing, see {@link CallFilter#FAILED}
 * @param cost what was booked, and for calls without a booking what is reserved
 * @param held the part of it that is reserved for calls under way
 * @param assumed the part of it that is an assumption
 * @param unpriced calls that used a model without a price, and therefore are not in the cost
 */
public record CallTotal(
        long calls,
        long failed,
        long tokensIn,
        long tokensOut,
        BigDecimal cost,
        BigDecimal held,
        BigDecimal assumed,
        long unpriced) {
    /** What stands in each query that adds calls up. */
    public static final String SUMS = """
            count(*) AS calls,
            count(*) FILTER (WHERE\s""" + CallFilter.HAS_FAILED + """
            ) AS failed,
            coalesce(sum(tokens_in), 0) AS tokens_in,
            coalesce(sum(tokens_out), 0) AS tokens_out,
            coalesce(sum(coalesce(cost, reserved)), 0) AS cost,
            coalesce(sum(reserved) FILTER (WHERE outcome = 'SENT'), 0) AS held,
            coalesce(sum(coalesce(cost, reserved)) FILTER (WHERE assumed), 0) AS assumed,
            count(*) FILTER (WHERE cost IS NULL AND (tokens_in IS NOT NULL OR assumed)) AS unpriced
            """;

    public static final CallTotal NONE =
            new CallTotal(0, 0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0);

    public long tokens() {
        return tokensIn + tokensOut;
    }

    /** What is in this and not in {@code part}. */
    public CallTotal without(CallTotal part) {
        return new CallTotal(
                calls - part.calls,
                failed - part.failed,
                tokensIn - part.tokensIn,
                tokensOut - part.tokensOut,
                cost.subtract(part.cost),
                held.subtract(part.held),
                assumed.subtract(part.assumed),
                unpriced - part.unpriced);
    }
}
