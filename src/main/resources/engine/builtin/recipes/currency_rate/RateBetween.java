import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.List;
import java.util.Map;

final class RateBetween {
    public static JsonNode rateBetween(String base, String target, Context context) {
        known("base", base);
        known("target", target);
        var provider = context.provider("RATES_URL");
        if (provider.isEmpty()) {
            return quote(perEuro(target).divide(perEuro(base), MathContext.DECIMAL64), AS_OF, SOURCE);
        }
        return base.equals(target)
                ? quote(BigDecimal.ONE, context.today(), provider.get().host())
                : asked(provider.get(), base, target);
    }

    private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);
    private static final String SOURCE = "sample table within the application, not market data";
    private static final JsonMapper JSON = JsonMapper.builder().build();

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

    private static JsonNode asked(Provider provider, String base, String target) {
        var unknown = "No rate is known from " + base + " to " + target + ".";
        var answer = provider.get(Map.of("base", base, "target", target), List.of("application/json"))
                .orElseThrow(() -> Problem.notFound(unknown));
        try {
            var json = JSON.readTree(answer.bytes());
            var day = LocalDate.parse(json.path("date").asText());
            var rate = json.path("rates").path(target);
            if (!rate.isNumber()) {
                throw Problem.notFound(unknown);
            }
            return quote(rate.decimalValue(), day, provider.host());
        } catch (IOException | DateTimeParseException other) {
            throw new Problem(502, "The service of exchange rates answers in a form that is not understood.", List.of());
        }
    }

    private static JsonNode quote(BigDecimal rate, LocalDate asOf, String source) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("rate", rate.round(new MathContext(8)).doubleValue())
                .put("asOf", asOf.toString())
                .put("source", source);
    }

    private static void known(String field, String currency) {
        if (Currency.getAvailableCurrencies().stream().noneMatch(each -> each.getCurrencyCode().equals(currency))) {
            throw Problem.badRequest(field, "must be the code of a currency (ISO 4217)");
        }
    }

    private static BigDecimal perEuro(String currency) {
        var rate = PER_EURO.get(currency);
        if (rate == null) {
            throw Problem.notFound("No rate is known for " + currency + ".");
        }
        return new BigDecimal(rate);
    }
}
