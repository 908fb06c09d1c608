package codex.web.admin;

import codex.engine.ModelField;
import codex.engine.ModelSettings;
import codex.engine.PresentSettings;
import codex.engine.PresentSettings.KeyState;
import codex.engine.PresentSettings.Source;
import codex.engine.Tried;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The model's settings as their page shows them.
 *
 * @param typed what was typed, by field, where the form came back; empty at first
 * @param problems what is wrong with it, by field
 * @param tried what the model answered when it was asked with what was typed; empty when it was not
 * @param done what was just done, in a sentence; empty for nothing
 * @param lastRefusal what the model's endpoint said to the last question, where it will not have it
 */
public record SettingsForm(
        PresentSettings present,
        Map<ModelField, String> typed,
        Map<ModelField, String> problems,
        List<Tried> tried,
        String done,
        String lastRefusal) {

    public SettingsForm {
        tried = List.copyOf(tried);
    }

    /** From the environment, which wins. */
    public boolean fixed(ModelField field) {
        return present.source(field) == Source.ENVIRONMENT;
    }

    /** Where its value was said, in a word; empty where there is none. */
    public String source(ModelField field) {
        return switch (present.source(field)) {
            case ENVIRONMENT -> "environment";
            case HERE -> "set here";
            case DEFAULT -> field != ModelField.KEY && !present.shown(field).isEmpty() ? "default" : "";
        };
    }

    /** What the field shows: what was typed, else what was set here; of a fixed one what holds. */
    public String value(ModelField field) {
        return fixed(field) ? present.shown(field) : typed.getOrDefault(field, present.typed(field));
    }

    /** What holds while the field is empty. */
    public String placeholder(ModelField field) {
        return switch (field) {
            case ENDPOINT -> ModelSettings.OPENAI;
            case KEY -> present.keyPlaceholder();
            case MODEL -> ModelSettings.DEFAULT_MODEL;
            case STRONG_MODEL -> "the same model";
            case EMBEDDING_MODEL -> "none";
            case PRICE_IN, PRICE_OUT, STRONG_PRICE_IN, STRONG_PRICE_OUT, EMBEDDING_PRICE -> "";
            case CAP_CALL, CAP_JOB, CAP_APPLICATION, CAP_ACCOUNT, CAP_DAY -> "no limit";
            case AT_ONCE, PER_ACCOUNT -> present.shown(field);
        };
    }

    /** Whether there is a key here that can be removed, readable or not. */
    public boolean keyStored() {
        return present.source(ModelField.KEY) == Source.HERE;
    }

    public @Nullable String problem(ModelField field) {
        return problems.get(field);
    }

    /** The ids of what explains the field: its hint, and what is refused. */
    public @Nullable String describedBy(ModelField field, boolean hinted) {
        var hint = hinted || fixed(field) ? Stream.of(field.word() + "-hint") : Stream.<String>empty();
        var refused = problem(field) == null ? Stream.<String>empty() : Stream.of(field.word() + "-refused");
        var ids = Stream.concat(hint, refused).collect(Collectors.joining(" "));
        return ids.isEmpty() ? null : ids;
    }

    /** Who answers. */
    public String engine() {
        if (!present.settings().configured()) {
            return "The built-in engine answers, by rules and for nothing.";
        }
        var hard = present.strongModel().equals(present.model())
                ? "."
                : "; hard questions go to " + present.strongModel() + ".";
        return "The language model " + present.model() + " answers" + hard;
    }

    /** Why it does. */
    public String because() {
        if (!present.settings().configured()) {
            return "Neither an address nor a key of a language model is set. Say one below to have it asked instead.";
        }
        var said = present.source(ModelField.ENDPOINT) == Source.DEFAULT || present.environmentKeyAlone()
                ? "A key is set " + where(ModelField.KEY)
                : "An address is set " + where(ModelField.ENDPOINT);
        return "%s: it is asked at %s, for every application that was not given the built-in engine."
                .formatted(said, present.origin());
    }

    /** What stands against its answering, sentence by sentence; empty for nothing. */
    public List<String> troubles() {
        var key = present.keyState() == KeyState.UNREADABLE || present.keyState() == KeyState.ELSEWHERE
                ? Optional.of("Its key is " + present.keyWords() + ".")
                : Optional.<String>empty();
        var price = present.unpriced()
                .map(model -> "%s has no price, so it is not asked while there is a limit.".formatted(model));
        var refusal = Optional.of(lastRefusal).filter(said -> !said.isEmpty());
        return List.of(key, price, refusal).stream().flatMap(Optional::stream).toList();
    }

    private String where(ModelField field) {
        return fixed(field) ? "in the environment" : "here";
    }

    /** What a screen reader hears when the answer is there. */
    public String say() {
        return tried.isEmpty() ? "" : words(tried.getLast());
    }

    public static String shape(Tried tried) {
        return switch (tried.outcome()) {
            case ANSWER -> "done";
            case TRUNCATED, REFUSED, BUSY -> "warning";
            default -> "error";
        };
    }

    /** What it came to, in a sentence. */
    public static String words(Tried tried) {
        return "%s: %s. %s".formatted(tried.asked(), tried.outcome().word(), tried.why());
    }

    /** What to do next, by the outcome. */
    public static String advice(Tried tried) {
        return switch (tried.outcome()) {
            case ANSWER -> "Real questions go the same way.";
            case UNREACHABLE -> "Check host and port, whether the server runs, and whether this machine may reach it.";
            case TIMED_OUT -> "A model on your own machine may still be loading: try again in a minute.";
            case BROKEN -> "Whatever answers there does not speak like OpenAI. Its address usually ends with /v1.";
            case BUSY -> "Address and key are right as far as one can tell. Try again in a minute.";
            case DOWN -> "The failure is on their side: try again later, or look at the provider's status page.";
            case DENIED -> "Type the key again as a whole, and see at the provider whether it may use this model.";
            case QUOTA -> "Add credit at the provider, or use another key. The built-in engine needs none.";
            case REJECTED -> "Check the model's name and the path of the address.";
            case TRUNCATED -> "The connection works; this model spends many tokens before it answers.";
            case REFUSED -> "The connection works, but this model refuses a harmless question: take another.";
            case TOO_LONG -> "This model reads too little for any real question: take another.";
            case MALFORMED, UNUSABLE, OVER_BUDGET, CANCELLED -> "Try again.";
        };
    }
}
