import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Currency;
import java.util.Map;

final class RateBetween {
    public static Double rateBetween(String base, String target, Context context) {
        var rate = perEuro("target", target).divide(perEuro("base", base), MathContext.DECIMAL64);
        return rate.round(new MathContext(8)).doubleValue();
    }

    // What one euro was on 31 December 2024.
    private static final Map<String, String> PER_EURO = Map.ofEntries(
            Map.entry("EUR", "1"),
            Map.entry("USD", "1.0389"),
            Map.entry("JPY", "163.06"),
            Map.entry("BGN", "1.9558"),
            Map.entry("CZK", "25.185"),
            Map.entry("DKK", "7.4578"),
            Map.entry("GBP", "0.82918"),
            Map.entry("HUF", "411.35"),
            Map.entry("PLN", "4.2750"),
            Map.entry("RON", "4.9743"),
            Map.entry("SEK", "11.4590"),
            Map.entry("CHF", "0.9412"),
            Map.entry("ISK", "143.90"),
            Map.entry("NOK", "11.7950"),
            Map.entry("TRY", "36.7372"),
            Map.entry("AUD", "1.6772"),
            Map.entry("BRL", "6.4253"),
            Map.entry("CAD", "1.4948"),
            Map.entry("CNY", "7.5833"),
            Map.entry("HKD", "8.0686"),
            Map.entry("IDR", "16820.88"),
            Map.entry("ILS", "3.7885"),
            Map.entry("INR", "88.9335"),
            Map.entry("KRW", "1532.15"),
            Map.entry("MXN", "21.5504"),
            Map.entry("MYR", "4.6454"),
            Map.entry("NZD", "1.8532"),
            Map.entry("PHP", "60.301"),
            Map.entry("SGD", "1.4164"),
            Map.entry("THB", "35.676"),
            Map.entry("ZAR", "19.6188"));

    private static BigDecimal perEuro(String field, String currency) {
        var rate = PER_EURO.get(currency);
        if (rate != null) {
            return new BigDecimal(rate);
        }
        if (Currency.getAvailableCurrencies().stream().noneMatch(each -> each.getCurrencyCode().equals(currency))) {
            throw Problem.badRequest(field, "must be the code of a currency (ISO 4217)");
        }
        throw Problem.notFound("No rate is known for " + currency + ".");
    }
}
