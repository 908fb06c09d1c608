package codex.engine;

import codex.engine.ModelSettings.Price;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the table says of the model: a row for each field that was set here, and one for each price, by name of the model it
 * belongs to, so that a price never passes on to another model by itself.
 *
 * @param texts by field, without the key and the prices
 */
record Stored(Map<ModelField, String> texts, Map<String, Price> prices, StoredKey key) {
    private static final Logger log = LoggerFactory.getLogger(Stored.class);
    private static final String PRICE = "price.";
    private static final Pattern AMOUNTS = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?) (\\d{1,9}(?:\\.\\d{1,6})?)");

    Stored {
        texts = Map.copyOf(texts);
        prices = Map.copyOf(prices);
    }

    /** Rows that cannot be used are passed over: a page must be there to mend them. Each of {@code told} is logged once. */
    static Stored of(List<Setting> rows, Seal seal, Set<String> told) {
        var texts = new EnumMap<ModelField, String>(ModelField.class);
        var prices = new TreeMap<String, Price>();
        StoredKey key = new StoredKey.None();
        for (var row : rows) {
            var field = ModelField.ofRow(row.name());
            var amounts = AMOUNTS.matcher(row.value());
            if (field.filter(each -> each == ModelField.KEY).isPresent()) {
                key = key(row, seal);
            } else if (field.filter(
                            each -> !each.price() && each.problem(row.value()).isEmpty())
                    .isPresent()) {
                texts.put(field.get(), row.value());
            } else if (row.name().startsWith(PRICE) && amounts.matches()) {
                prices.put(
                        row.name().substring(PRICE.length()),
                        new Price(new BigDecimal(amounts.group(1)), new BigDecimal(amounts.group(2))));
            } else if (told.add(row.name())) {
                log.warn("setting passed over: its name is unknown or its value none name={}", oneLine(row.name()));
            }
        }
        return new Stored(texts, prices, key);
    }

    /** Writes what differs from {@code before}. */
    void write(Settings settings, Stored before, Seal seal) {
        var fields = new HashSet<>(texts.keySet());
        fields.addAll(before.texts.keySet());
        fields.forEach(field -> put(settings, field.row(), texts.get(field), before.texts.get(field)));
        var models = new HashSet<>(prices.keySet());
        models.addAll(before.prices.keySet());
        models.forEach(
                model -> put(settings, PRICE + model, written(prices.get(model)), written(before.prices.get(model))));
        if (!key.equals(before.key)) {
            switch (key) {
                case StoredKey.None() -> settings.remove(ModelField.KEY.row());
                case StoredKey.Closed() ->
                    throw new IllegalStateException("a key that cannot be read is kept as it is");
                case StoredKey.Open(var origin, var secret) ->
                    settings.put(ModelField.KEY.row(), seal.close(ModelField.KEY.row(), origin + "\n" + secret), true);
            }
        }
    }

    private static StoredKey key(Setting row, Seal seal) {
        return seal.open(row.name(), row.value())
                .filter(text -> text.indexOf('\n') > 0)
                .<StoredKey>map(text -> new StoredKey.Open(
                        text.substring(0, text.indexOf('\n')), text.substring(text.indexOf('\n') + 1)))
                .orElseGet(StoredKey.Closed::new);
    }

    private static void put(Settings settings, String name, @Nullable String text, @Nullable String before) {
        if (text == null) {
            settings.remove(name);
        } else if (!text.equals(before)) {
            settings.put(name, text, false);
        }
    }

    private static @Nullable String written(@Nullable Price price) {
        return price == null
                ? null
                : price.in().toPlainString() + " " + price.out().toPlainString();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
