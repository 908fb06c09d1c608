import java.time.LocalDate;
import java.util.Locale;

final class LookUpRate {
    public static ExchangeRate lookUpRate(LookUpRateInput input, Context context) {
        var base = input.base().toUpperCase(Locale.ROOT);
        var target = input.target().toUpperCase(Locale.ROOT);
        var quote = RateBetween.rateBetween(base, target, context);
        return new ExchangeRate(
                base,
                target,
                quote.path("rate").asDouble(),
                LocalDate.parse(quote.path("asOf").asText()),
                quote.path("source").asText());
    }
}
