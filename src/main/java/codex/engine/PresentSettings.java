package codex.engine;

import codex.engine.ModelSettings.Caps;
import codex.engine.ModelSettings.Price;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What holds about the model now, and where each part of it was said (EXPERIENCE.md, W12). Shows a key as its ending, never
 * as itself.
 */
public final class PresentSettings {
    /** A shorter key is not told in part: four characters of it would say too much. */
    private static final int TELLING = 16;

    /** Where a value was said. */
    public enum Source {
        DEFAULT,
        ENVIRONMENT,
        HERE
    }

    /** How it is with the key. */
    public enum KeyState {
        NOT_SET,
        SET,
        /** Stored under another {@code CODEX_HOME}. */
        UNREADABLE,
        /** Entered for another address than the model has now; it is not sent there. */
        ELSEWHERE
    }

    private final Map<ModelField, String> environment;
    private final Stored stored;

    /** @param environment what the environment says, by field; it wins */
    PresentSettings(Map<ModelField, String> environment, Stored stored) {
        this.environment = Map.copyOf(environment);
        this.stored = stored;
    }

    Map<ModelField, String> environment() {
        return environment;
    }

    Stored stored() {
        return stored;
    }

    public Source source(ModelField field) {
        if (environment.containsKey(field)) {
            return Source.ENVIRONMENT;
        }
        var here = field == ModelField.KEY
                ? !(stored.key() instanceof StoredKey.None)
                : !typed(field).isEmpty();
        return here ? Source.HERE : Source.DEFAULT;
    }

    /** What was set here, as a form shows it again; empty for nothing, and for the key always. */
    public String typed(ModelField field) {
        return switch (field) {
            case PRICE_IN -> amount(price(model()), Price::in);
            case PRICE_OUT -> amount(price(model()), Price::out);
            case STRONG_PRICE_IN -> strongModel().equals(model()) ? "" : amount(price(strongModel()), Price::in);
            case STRONG_PRICE_OUT -> strongModel().equals(model()) ? "" : amount(price(strongModel()), Price::out);
            case EMBEDDING_PRICE ->
                embeddingModel()
                        .filter(name -> !name.equals(model()) && !name.equals(strongModel()))
                        .map(name -> amount(price(name), Price::in))
                        .orElse("");
            case KEY -> "";
            default -> stored.texts().getOrDefault(field, "");
        };
    }

    /** The value in force, as people may see it; empty for none. Of the key, how it is with it. */
    public String shown(ModelField field) {
        return switch (field) {
            case ENDPOINT -> address().replaceFirst("//[^/@]*@", "//…@");
            case KEY -> keyWords();
            case MODEL -> model();
            case STRONG_MODEL -> strongModel();
            case EMBEDDING_MODEL -> embeddingModel().orElse("");
            case AT_ONCE -> String.valueOf(atOnce());
            case PER_ACCOUNT -> String.valueOf(perAccount());
            default -> typed(field);
        };
    }

    public KeyState keyState() {
        if (environment.containsKey(ModelField.KEY)) {
            return KeyState.SET;
        }
        return switch (stored.key()) {
            case StoredKey.None() -> KeyState.NOT_SET;
            case StoredKey.Closed() -> KeyState.UNREADABLE;
            case StoredKey.Open(var origin, var secret) -> origin.equals(origin()) ? KeyState.SET : KeyState.ELSEWHERE;
        };
    }

    /** "set, ends in …abcd", or what is the matter with it. */
    public String keyWords() {
        return switch (keyState()) {
            case NOT_SET -> "not set";
            case UNREADABLE -> "stored, but it cannot be read with this CODEX_HOME; enter it again";
            case ELSEWHERE ->
                "stored for another address than " + origin() + ", so it is not sent there; enter it again";
            case SET -> ending().map(end -> "set, ends in …" + end).orElse("set");
        };
    }

    /** What the field of the key says while it is empty. */
    public String keyPlaceholder() {
        return keyState() == KeyState.SET || keyState() == KeyState.NOT_SET ? keyWords() : "enter it again";
    }

    /** The last four characters of a key that is long enough to tell them. */
    public Optional<String> ending() {
        return Optional.ofNullable(key())
                .filter(key -> key.length() >= TELLING)
                .map(key -> key.substring(key.length() - 4));
    }

    /** Scheme, host and port of the model. */
    public String origin() {
        return EndpointRule.origin(address());
    }

    public String model() {
        return said(ModelField.MODEL).orElse(ModelSettings.DEFAULT_MODEL);
    }

    public String strongModel() {
        return said(ModelField.STRONG_MODEL).orElseGet(this::model);
    }

    /** Tells which functions are alike; empty where the built-in engine does. */
    public Optional<String> embeddingModel() {
        return said(ModelField.EMBEDDING_MODEL);
    }

    /** Whether the environment gives a key and leaves the address to be that of OpenAI. */
    public boolean environmentKeyAlone() {
        return environment.containsKey(ModelField.KEY)
                && said(ModelField.ENDPOINT).isEmpty();
    }

    /** The model that must have a price, since money is limited, and has none (RELIABILITY.md, C15). */
    public Optional<String> unpriced() {
        return settings().caps().any()
                ? Stream.of(Optional.of(model()), Optional.of(strongModel()), embeddingModel())
                        .flatMap(Optional::stream)
                        .filter(name -> price(name) == null)
                        .findFirst()
                : Optional.empty();
    }

    public ModelSettings settings() {
        // A key that is there and cannot be used is no reason to answer by rules without a word (C1): the
        // model is asked, and what it says of the missing key is shown.
        var lost = keyState() == KeyState.UNREADABLE || keyState() == KeyState.ELSEWHERE;
        return new ModelSettings(
                said(ModelField.ENDPOINT).orElse(lost ? ModelSettings.OPENAI : null),
                key(),
                model(),
                strongModel(),
                embeddingModel().orElse(null),
                atOnce(),
                perAccount(),
                stored.prices(),
                caps());
    }

    /** Every value in force by its field's word, as people may see it. */
    public Map<String, String> all() {
        var all = new LinkedHashMap<String, String>();
        for (var field : ModelField.values()) {
            all.put(field.word(), shown(field));
        }
        return all;
    }

    private @Nullable String key() {
        if (environment.containsKey(ModelField.KEY)) {
            return environment.get(ModelField.KEY);
        }
        return stored.key() instanceof StoredKey.Open(var origin, var secret) && origin.equals(origin())
                ? secret
                : null;
    }

    private String address() {
        return said(ModelField.ENDPOINT).orElse(ModelSettings.OPENAI);
    }

    private Optional<String> said(ModelField field) {
        return Optional.ofNullable(
                        environment.getOrDefault(field, stored.texts().get(field)))
                .filter(text -> !text.isEmpty());
    }

    private int atOnce() {
        return number(ModelField.AT_ONCE).orElse(ModelSettings.DEFAULT_AT_ONCE);
    }

    private int perAccount() {
        return Math.min(atOnce(), number(ModelField.PER_ACCOUNT).orElse(ModelSettings.DEFAULT_PER_ACCOUNT));
    }

    private Optional<Integer> number(ModelField field) {
        return said(field).map(Integer::valueOf);
    }

    private Caps caps() {
        return new Caps(
                cap(ModelField.CAP_CALL),
                cap(ModelField.CAP_JOB),
                cap(ModelField.CAP_APPLICATION),
                cap(ModelField.CAP_ACCOUNT),
                cap(ModelField.CAP_DAY));
    }

    private @Nullable BigDecimal cap(ModelField field) {
        return said(field).map(BigDecimal::new).orElse(null);
    }

    private @Nullable Price price(String model) {
        return stored.prices().get(model);
    }

    private static String amount(@Nullable Price price, Function<Price, BigDecimal> part) {
        return price == null ? "" : part.apply(price).toPlainString();
    }

    /** The key stays out of every text (C18). */
    @Override
    public String toString() {
        return "PresentSettings" + all();
    }
}
