package codex.engine;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the operator says about the language model: where it is, what it is called, what it costs, and what may be spent.
 *
 * @param endpoint address of an OpenAI-compatible endpoint; null for that of OpenAI
 * @param model answers ordinary questions, {@code strongModel} hard ones
 * @param embeddingModel tells which texts are alike; null for none
 * @param atOnce calls that are open at the same time, of all accounts and all processes' jobs in this process
 * @param perAccount the same, of one account
 * @param prices by name of a model
 */
public record ModelSettings(
        @Nullable String endpoint,
        @Nullable String apiKey,
        String model,
        String strongModel,
        @Nullable String embeddingModel,
        int atOnce,
        int perAccount,
        Map<String, Price> prices,
        Caps caps) {

    /** Where nobody said otherwise. */
    public static final String DEFAULT_MODEL = "gpt-4.1-mini";

    /** Where the model is when nobody said an address. */
    public static final String OPENAI = "https://api.openai.com/v1";

    public static final int DEFAULT_AT_ONCE = 12;
    public static final int DEFAULT_PER_ACCOUNT = 6;

    /** In US dollars for a million tokens. */
    public record Price(BigDecimal in, BigDecimal out) {}

    /**
     * What may be spent at most, in US dollars (RELIABILITY.md, C15); null where there is no limit.
     *
     * @param application of one application within a day (UTC)
     * @param account of one account within a month (UTC)
     * @param day of all within a day (UTC)
     */
    public record Caps(
            @Nullable BigDecimal call,
            @Nullable BigDecimal job,
            @Nullable BigDecimal application,
            @Nullable BigDecimal account,
            @Nullable BigDecimal day) {
        public static final Caps NONE = new Caps(null, null, null, null, null);

        public boolean any() {
            return call != null || job != null || application != null || account != null || day != null;
        }
    }

    public ModelSettings {
        prices = Map.copyOf(prices);
    }

    /** An endpoint without a name or price of its own. */
    public static ModelSettings of(@Nullable String endpoint, @Nullable String apiKey, String model, String strong) {
        return new ModelSettings(
                endpoint, apiKey, model, strong, null, DEFAULT_AT_ONCE, DEFAULT_PER_ACCOUNT, Map.of(), Caps.NONE);
    }

    /** Whether there is a model to ask at all. */
    public boolean configured() {
        return endpoint != null || apiKey != null;
    }

    /** The key stays out of every text (C18). */
    @Override
    public String toString() {
        return "ModelSettings[%s, %s, %s, key %s]"
                .formatted(endpoint, model, strongModel, apiKey == null ? "not set" : "set");
    }
}
