import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Locale;

final class ConvertAmount {
    public static ConvertedAmount convertAmount(ConvertAmountInput input, Context context) {
        var base = input.base().toUpperCase(Locale.ROOT);
        var target = input.target().toUpperCase(Locale.ROOT);
        var quote = RateBetween.rateBetween(base, target, context);
        var rate = quote.path("rate").asDouble();
        var digits = Math.max(0, Currency.getInstance(target).getDefaultFractionDigits());
        var converted = input.amount().multiply(BigDecimal.valueOf(rate)).setScale(digits, RoundingMode.HALF_UP);
        return new ConvertedAmount(
                base,
                target,
                input.amount(),
                converted,
                rate,
                LocalDate.parse(quote.path("asOf").asText()),
                quote.path("source").asText());
    }
}
