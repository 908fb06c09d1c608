import java.time.LocalDate;
import java.util.Locale;

final class LookUpRate {
    public static ExchangeRate lookUpRate(LookUpRateInput input, Context context) {
        var base = input.base().toUpperCase(Locale.ROOT);
        var target = input.target().toUpperCase(Locale.ROOT);
        var rate = RateBetween.rateBetween(base, target, context);
        return new ExchangeRate(base, target, rate, AS_OF, SOURCE);
    }

    private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);
    private static final String SOURCE = "sample table within the application, not market data";
}
