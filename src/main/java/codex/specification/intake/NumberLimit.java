package codex.specification.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The least and the greatest number of a schema, itself allowed. */
final class NumberLimit {
    private static final int DIGITS = 60;

    private NumberLimit() {}

    static @Nullable BigDecimal least(Spot schema, boolean whole, Draft draft) {
        return limit(schema, "minimum", "exclusiveMinimum", whole ? BigDecimal.ONE : null, draft);
    }

    static @Nullable BigDecimal greatest(Spot schema, boolean whole, Draft draft) {
        return limit(schema, "maximum", "exclusiveMaximum", whole ? BigDecimal.ONE.negate() : null, draft);
    }

    // 3.0 has a number and a flag that excludes it, 3.1 a second number.
    private static @Nullable BigDecimal limit(
            Spot schema, String plain, String exclusive, @Nullable BigDecimal step, Draft draft) {
        var excluded = schema.json().path(exclusive);
        var excludes = excluded.isNumber() || schema.flag(exclusive);
        var written = excluded.isNumber() ? excluded : schema.json().path(plain);
        if (!written.isNumber()) {
            return null;
        }
        var number = written.decimalValue();
        if (Math.abs((long) number.scale()) + number.precision() > DIGITS) {
            draft.lose(schema.pointer() + "/" + plain, "A number of that many digits is no limit.");
            return null;
        }
        if (excludes && step == null) {
            draft.lose(schema.pointer() + "/" + exclusive, "The limit itself is allowed too.");
        }
        return excludes && step != null ? number.add(step) : number;
    }

    /** A number as text, never longer than it was written. */
    static String text(JsonNode number) {
        var value = number.decimalValue();
        return Math.abs((long) value.scale()) > DIGITS ? value.toString() : value.toPlainString();
    }
}
