package codex.engine;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One thing that can be said about the language model, as forms, programs and the table {@code setting} name it. */
public enum ModelField {
    ENDPOINT("endpoint", Kind.ADDRESS, "OPENAI_BASE_URL"),
    KEY("apiKey", Kind.SECRET, "OPENAI_API_KEY"),
    MODEL("model", Kind.NAME, "CODEX_MODEL"),
    STRONG_MODEL("strongModel", Kind.NAME, "CODEX_MODEL_STRONG"),
    EMBEDDING_MODEL("embeddingModel", Kind.NAME, "CODEX_EMBEDDING_MODEL"),
    PRICE_IN("priceIn", Kind.PRICE, null),
    PRICE_OUT("priceOut", Kind.PRICE, null),
    STRONG_PRICE_IN("strongPriceIn", Kind.PRICE, null),
    STRONG_PRICE_OUT("strongPriceOut", Kind.PRICE, null),
    EMBEDDING_PRICE("embeddingPrice", Kind.PRICE, null),
    CAP_CALL("capCall", Kind.CAP, null),
    CAP_JOB("capJob", Kind.CAP, null),
    CAP_APPLICATION("capApplication", Kind.CAP, null),
    CAP_ACCOUNT("capAccount", Kind.CAP, null),
    CAP_DAY("capDay", Kind.CAP, null),
    AT_ONCE("atOnce", Kind.COUNT, null),
    PER_ACCOUNT("perAccount", Kind.COUNT, null);

    /** What sort of value it takes, and so by which rule it is checked. */
    enum Kind {
        ADDRESS,
        SECRET,
        NAME,
        PRICE,
        CAP,
        COUNT
    }

    public static final int MOST_AT_ONCE = 200;
    static final BigDecimal HIGHEST_PRICE = BigDecimal.valueOf(10_000);
    static final BigDecimal HIGHEST_CAP = BigDecimal.valueOf(1_000_000);

    /** What decides whom a question is sent to, and with which key. */
    static final Set<ModelField> ASKING = EnumSet.of(ENDPOINT, KEY, MODEL, STRONG_MODEL, EMBEDDING_MODEL);

    private static final String TABLE = "model.";
    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,200}");
    private static final Pattern SECRET = Pattern.compile("[!-~]{1,500}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,6})?");

    private final String word;
    private final Kind kind;
    private final @Nullable String variable;

    ModelField(String word, Kind kind, @Nullable String variable) {
        this.word = word;
        this.kind = kind;
        this.variable = variable;
    }

    /** The field's name in a form and in JSON. */
    public String word() {
        return word;
    }

    /** The variable of the environment that says it too, and wins; null when there is none. */
    public @Nullable String variable() {
        return variable;
    }

    /** Whether a program sends it as a number. */
    public boolean number() {
        return kind == Kind.PRICE || kind == Kind.CAP || kind == Kind.COUNT;
    }

    public static Optional<ModelField> of(String word) {
        return Arrays.stream(values()).filter(field -> field.word.equals(word)).findFirst();
    }

    /** Its name in the table. Prices are not there by field but by name of a model, see {@link Stored}. */
    String row() {
        return TABLE + word;
    }

    static Optional<ModelField> ofRow(String name) {
        return name.startsWith(TABLE) ? of(name.substring(TABLE.length())) : Optional.empty();
    }

    boolean price() {
        return kind == Kind.PRICE;
    }

    boolean cap() {
        return kind == Kind.CAP;
    }

    /** What is wrong with a text as this field's value, in a sentence: what is expected, what was found. */
    Optional<String> problem(String text) {
        return switch (kind) {
            case ADDRESS -> EndpointRule.writtenProblem(text);
            case SECRET ->
                SECRET.matcher(text).matches()
                        ? Optional.empty()
                        : Optional.of("A key is one word of visible characters, at most 500, without spaces."
                                + " Copy it again as a whole.");
            case NAME ->
                VISIBLE.matcher(text).matches()
                        ? Optional.empty()
                        : Optional.of("A model's name is one word as its endpoint lists it, at most 200 characters,"
                                + " without spaces; found “" + cut(text) + "”.");
            case PRICE -> amountProblem(text, BigDecimal.ZERO, HIGHEST_PRICE, "A price in US dollars");
            case CAP -> amountProblem(text, new BigDecimal("0.01"), HIGHEST_CAP, "A limit in US dollars");
            case COUNT ->
                text.matches("\\d{1,3}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MOST_AT_ONCE
                        ? Optional.empty()
                        : Optional.of("A whole number from 1 to %d; found “%s”.".formatted(MOST_AT_ONCE, cut(text)));
        };
    }

    private static Optional<String> amountProblem(String text, BigDecimal least, BigDecimal most, String what) {
        if (NUMBER.matcher(text).matches()) {
            var amount = new BigDecimal(text);
            if (amount.compareTo(least) >= 0 && amount.compareTo(most) <= 0) {
                return Optional.empty();
            }
        }
        return Optional.of("%s is a number like 0.40, from %s to %,d; found “%s”."
                .formatted(what, least.toPlainString(), most.longValue(), cut(text)));
    }

    private static String cut(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
