package codex.engine.llm;

import codex.engine.ModelSettings;
import codex.engine.ModelSettings.Caps;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Holds the most that a call can cost before it is sent, so that a cap is never passed; what it did cost is booked after
 * (RELIABILITY.md, C14, C15).
 */
final class Budget {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal WARN_AT = new BigDecimal("0.8");

    /** Whether a call may be sent. */
    sealed interface Room {
        /** The call stands in the ledger with its amount held. */
        record Held(long callId) implements Room {}

        /** A cap stands against it; {@code after} is when the cap begins anew, null where only a higher one helps. */
        record None(String why, @Nullable Duration after) implements Room {}
    }

    /** One cap as it stands against what was spent. */
    private record Limit(
            String of,
            @Nullable BigDecimal most,
            BigDecimal spent,
            @Nullable Duration left) {
        boolean passedBy(BigDecimal amount) {
            return most != null && spent.add(amount).compareTo(most) > 0;
        }

        boolean nearedBy(BigDecimal amount) {
            if (most == null) {
                return false;
            }
            var mark = most.multiply(WARN_AT);
            return spent.compareTo(mark) < 0 && spent.add(amount).compareTo(mark) >= 0;
        }
    }

    private final Jdbi jdbi;

    Budget(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The most that a call can cost: zero where nobody said what the model costs. */
    static BigDecimal most(ModelSettings settings, String model, int tokensIn, int tokensOut) {
        var price = settings.prices().get(model);
        return price == null ? BigDecimal.ZERO : cost(price, tokensIn, tokensOut);
    }

    /**
     * What a call cost, by the dearer of the model that was asked and the one that says it answered (F51); null where
     * nobody said what they cost.
     */
    static @Nullable BigDecimal cost(
            ModelSettings settings, String asked, @Nullable String answered, int tokensIn, int tokensOut) {
        return Stream.of(asked, answered == null ? asked : answered)
                .map(settings.prices()::get)
                .filter(price -> price != null)
                .map(price -> cost(price, tokensIn, tokensOut))
                .max(BigDecimal::compareTo)
                .orElse(null);
    }

    private static BigDecimal cost(ModelSettings.Price price, int tokensIn, int tokensOut) {
        return price.in()
                .multiply(BigDecimal.valueOf(tokensIn))
                .add(price.out().multiply(BigDecimal.valueOf(tokensOut)))
                .divide(MILLION, 6, RoundingMode.UP);
    }

    /** Enters the call with its amount held. {@code tell} hears when four fifths of a cap are reached. */
    Room hold(Ledger.Sent call, ModelSettings settings, Consumer<String> tell) {
        var caps = settings.caps();
        if (!caps.any()) {
            return new Room.Held(jdbi.withExtension(Ledger.class, ledger -> ledger.send(call)));
        }
        if (!settings.prices().containsKey(call.model())) {
            return new Room.None(
                    "Spending is limited, and the settings have no price for the model %s. Enter its price."
                            .formatted(call.model()),
                    null);
        }
        return jdbi.inTransaction(handle -> hold(handle, call, caps, tell));
    }

    private static Room hold(Handle handle, Ledger.Sent call, Caps caps, Consumer<String> tell) {
        var ledger = handle.attach(Ledger.class);
        ledger.lockBudget();
        var limits = limits(caps, ledger.spent(call.jobId(), call.applicationId(), call.accountId()));
        for (var limit : limits) {
            if (limit.passedBy(call.reserved())) {
                return new Room.None(why(limit, call.reserved()), limit.left());
            }
        }
        limits.stream()
                .filter(limit -> limit.nearedBy(call.reserved()))
                .forEach(limit -> tell.accept("Four fifths of what %s may cost, %s US dollars, are spent or held."
                        .formatted(limit.of(), plain(limit.most()))));
        return new Room.Held(ledger.send(call));
    }

    private static List<Limit> limits(Caps caps, Ledger.Spent spent) {
        return List.of(
                new Limit("one call", caps.call(), BigDecimal.ZERO, null),
                new Limit("one job", caps.job(), spent.job(), null),
                new Limit("one application within a day", caps.application(), spent.application(), spent.dayLeft()),
                new Limit("one account within a month", caps.account(), spent.account(), spent.monthLeft()),
                new Limit("everything within a day", caps.day(), spent.day(), spent.dayLeft()));
    }

    private static String why(Limit limit, BigDecimal amount) {
        return "The next call can cost %s US dollars, and %s of the %s that %s may cost are spent or held. Raise the limit in the settings%s."
                .formatted(
                        plain(amount),
                        plain(limit.spent()),
                        plain(limit.most()),
                        limit.of(),
                        limit.left() == null ? "" : ", or wait until it begins anew");
    }

    private static String plain(@Nullable BigDecimal amount) {
        return amount == null ? "" : amount.stripTrailingZeros().toPlainString();
    }
}
