package codex.web.api;

import codex.engine.ModelField;
import codex.engine.PresentSettings;
import codex.engine.Saving;
import codex.web.Pages;
import codex.web.SettingChanges;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /settings}: the model's settings, for administrators. A key goes in and never comes out. */
final class SettingsApi {
    /** What can be changed, by the words of {@link ModelField}; null brings back what holds by itself. */
    record Change(
            @Nullable String endpoint,
            @Nullable String apiKey,
            @Nullable String model,
            @Nullable String strongModel,
            @Nullable String embeddingModel,
            @Nullable BigDecimal priceIn,
            @Nullable BigDecimal priceOut,
            @Nullable BigDecimal strongPriceIn,
            @Nullable BigDecimal strongPriceOut,
            @Nullable BigDecimal embeddingPrice,
            @Nullable BigDecimal capCall,
            @Nullable BigDecimal capJob,
            @Nullable BigDecimal capApplication,
            @Nullable BigDecimal capAccount,
            @Nullable BigDecimal capDay,
            @Nullable Integer atOnce,
            @Nullable Integer perAccount) {}

    /**
     * One setting.
     *
     * @param value in force; null for none. Of the key: {@code set, ends in …abcd}
     * @param variable of the environment that wins; null where there is none
     */
    record Shown(
            @Nullable Object value, String source, @Nullable String variable) {}

    /** All of them, and the engine that is asked. */
    record Settings(String engine, Map<String, Shown> settings) {}

    private final Pages pages;
    private final SettingChanges changes;

    SettingsApi(ApiParts parts) {
        this.pages = parts.pages();
        this.changes = new SettingChanges(parts.jdbi(), pages.model());
    }

    void show(Context ctx) {
        ctx.json(shown(pages.model().present()));
    }

    void change(Context ctx) {
        switch (changes.save(ctx, typed(ApiInput.body(ctx, ObjectNode.class)))) {
            case Saving.Saved(var before, var after) -> ctx.json(shown(after));
            case Saving.Refused(var problems) ->
                throw new ApiProblem(
                        422,
                        "Nothing was changed: " + String.join(" ", problems.values()),
                        problems.entrySet().stream()
                                .map(problem -> new ApiProblem.FieldError(
                                        problem.getKey().word(), problem.getValue()))
                                .toList());
        }
    }

    private static Map<ModelField, String> typed(ObjectNode body) {
        var typed = new EnumMap<ModelField, String>(ModelField.class);
        body.properties().forEach(member -> {
            var field = ModelField.of(member.getKey())
                    .orElseThrow(
                            () -> ApiProblem.field(member.getKey(), "there is no such member; known are " + words()));
            typed.put(field, text(field, member.getValue()));
        });
        return typed;
    }

    private static String text(ModelField field, JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (field.number() != value.isNumber() || !value.isValueNode() || value.isBoolean()) {
            throw ApiProblem.field(
                    field.word(), "is a %s or null; found %s".formatted(field.number() ? "number" : "string", value));
        }
        return value.isNumber()
                ? value.decimalValue().toPlainString()
                : value.textValue().strip();
    }

    private static List<String> words() {
        return Arrays.stream(ModelField.values()).map(ModelField::word).toList();
    }

    private Settings shown(PresentSettings present) {
        var all = new LinkedHashMap<String, Shown>();
        for (var field : ModelField.values()) {
            var text = present.shown(field);
            var value = text.isEmpty() ? null : field.number() ? new BigDecimal(text) : text;
            var source = present.source(field).name().toLowerCase(Locale.ROOT);
            all.put(field.word(), new Shown(value, source, field.variable()));
        }
        return new Settings(pages.engines().preferred().name(), all);
    }
}
