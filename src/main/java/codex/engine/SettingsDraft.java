package codex.engine;

import codex.engine.ModelSettings.Price;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was typed, laid over what holds and checked as a whole: the values one by one, then what they say together. */
final class SettingsDraft {
    private final Map<ModelField, String> environment;
    private final Map<ModelField, String> typed;
    private final Stored before;
    private final EndpointRule rule;

    private final Map<ModelField, String> problems = new LinkedHashMap<>();
    private final Map<ModelField, String> texts;
    private final Map<String, Price> prices;
    private StoredKey key;

    /**
     * Checks it.
     *
     * @param typed only of the fields that are to change; empty for what holds by itself
     */
    SettingsDraft(PresentSettings present, Map<ModelField, String> typed, EndpointRule rule) {
        this.environment = present.environment();
        this.before = present.stored();
        this.typed = typed;
        this.rule = rule;
        this.texts = new EnumMap<>(ModelField.class);
        texts.putAll(before.texts());
        this.prices = new HashMap<>(before.prices());
        this.key = before.key();
        check();
    }

    /** A sentence for each field that something stands against. */
    Map<ModelField, String> problems() {
        return problems;
    }

    Stored after() {
        return new Stored(texts, prices, key);
    }

    PresentSettings present() {
        return new PresentSettings(environment, after());
    }

    private void check() {
        typed.forEach((field, text) -> {
            if (environment.containsKey(field)) {
                refuse(
                        field,
                        Optional.of("It comes from %s, which wins. Change it where Codex is started."
                                .formatted(field.variable())));
            } else if (!field.price() && field != ModelField.KEY) {
                take(field, text);
            }
        });
        takeKey();
        var names = present();
        takePrice(ModelField.PRICE_IN, ModelField.PRICE_OUT, names.model());
        takeEmbeddingPrice(names);
        if (problems.containsKey(ModelField.STRONG_MODEL)) {
            return;
        }
        if (names.strongModel().equals(names.model())) {
            refuseSecondPrice(names.model());
        } else {
            takePrice(ModelField.STRONG_PRICE_IN, ModelField.STRONG_PRICE_OUT, names.strongModel());
        }
        if (problems.isEmpty()) {
            checkTogether();
        }
    }

    private void take(ModelField field, String text) {
        if (text.isEmpty()) {
            texts.remove(field);
            return;
        }
        var problem = field == ModelField.ENDPOINT ? rule.problem(text) : field.problem(text);
        if (problem.isEmpty()) {
            texts.put(field, text);
        }
        refuse(field, problem);
    }

    // S37: a key is told only to whom it was entered for. Another address without the key typed again drops it.
    private void takeKey() {
        var origin = present().origin();
        var text = typed.get(ModelField.KEY);
        if (text == null) {
            var moved = typed.containsKey(ModelField.ENDPOINT)
                    && key instanceof StoredKey.Open(var entered, var secret)
                    && !entered.equals(origin);
            key = moved ? new StoredKey.None() : key;
        } else if (text.isEmpty()) {
            key = new StoredKey.None();
        } else {
            key = new StoredKey.Open(origin, text);
            refuse(ModelField.KEY, ModelField.KEY.problem(text));
        }
    }

    private void takePrice(ModelField in, ModelField out, String model) {
        if (!typed.containsKey(in) && !typed.containsKey(out)) {
            return;
        }
        var known = before.prices().get(model);
        var first = text(in, known == null ? null : known.in());
        var second = text(out, known == null ? null : known.out());
        if (first.isEmpty() && second.isEmpty()) {
            prices.remove(model);
        } else if (first.isEmpty() || second.isEmpty()) {
            refuse(first.isEmpty() ? in : out, Optional.of("A price is both: of what goes in and of what comes out."));
        } else if (in.problem(first).isPresent() || out.problem(second).isPresent()) {
            refuse(in, in.problem(first));
            refuse(out, out.problem(second));
        } else {
            prices.put(model, new Price(new BigDecimal(first), new BigDecimal(second)));
        }
    }

    // What comes out is a vector, for which nobody pays.
    private void takeEmbeddingPrice(PresentSettings names) {
        var text = typed.get(ModelField.EMBEDDING_PRICE);
        if (text == null || problems.containsKey(ModelField.EMBEDDING_MODEL)) {
            return;
        }
        var model = names.embeddingModel().orElse("");
        var answers = model.equals(names.model()) || model.equals(names.strongModel());
        if (text.isEmpty()) {
            if (!answers) {
                prices.remove(model);
            }
        } else if (model.isEmpty()) {
            refuse(ModelField.EMBEDDING_PRICE, Optional.of("It is the price of a model that is not named here."));
        } else if (answers) {
            refuse(
                    ModelField.EMBEDDING_PRICE,
                    Optional.of("%s answers questions too, and has its price above.".formatted(model)));
        } else {
            var problem = ModelField.EMBEDDING_PRICE.problem(text);
            if (problem.isEmpty()) {
                prices.put(model, new Price(new BigDecimal(text), BigDecimal.ZERO));
            }
            refuse(ModelField.EMBEDDING_PRICE, problem);
        }
    }

    private void refuseSecondPrice(String model) {
        for (var field : new ModelField[] {ModelField.STRONG_PRICE_IN, ModelField.STRONG_PRICE_OUT}) {
            if (!text(field, null).isEmpty()) {
                refuse(field, Optional.of("Hard questions go to %s too, which has its price above.".formatted(model)));
            }
        }
    }

    private void checkTogether() {
        var after = present();
        var settings = after.settings();
        var most = texts.get(ModelField.PER_ACCOUNT);
        if (most != null && Integer.parseInt(most) > settings.atOnce()) {
            refuse(
                    ModelField.PER_ACCOUNT,
                    Optional.of("One account has at most as many as all together, %d; found %s."
                            .formatted(settings.atOnce(), most)));
        }
        if (settings.caps().any()) {
            demandPrice(ModelField.PRICE_IN, after.model());
            if (!after.strongModel().equals(after.model())) {
                demandPrice(ModelField.STRONG_PRICE_IN, after.strongModel());
            }
            after.embeddingModel().ifPresent(model -> demandPrice(ModelField.EMBEDDING_PRICE, model));
        }
    }

    // C15
    private void demandPrice(ModelField field, String model) {
        if (!prices.containsKey(model)) {
            refuse(
                    field,
                    Optional.of(
                            "%s needs a price while there is a limit: without one nobody knows what a call may cost."
                                    .formatted(model)));
        }
    }

    private String text(ModelField field, @Nullable BigDecimal known) {
        return typed.getOrDefault(field, known == null ? "" : known.toPlainString());
    }

    private void refuse(ModelField field, Optional<String> problem) {
        problem.ifPresent(sentence -> problems.putIfAbsent(field, sentence));
    }
}
