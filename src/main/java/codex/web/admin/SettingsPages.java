package codex.web.admin;

import codex.engine.LastCalls;
import codex.engine.ModelField;
import codex.engine.Saving;
import codex.engine.Tried;
import codex.web.Pages;
import codex.web.SettingChanges;
import codex.web.Visit;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** The settings: the model, what may be spent on it, and what was set where Codex was started (W12). */
final class SettingsPages {
    private static final Map<String, String> DONE = Map.of(
            "settings", "Saved. It holds from the next question on.",
            "key-dropped",
                    "Saved. The key was dropped, for it was entered for another address; type it again for this one.",
            "key-removed", "The key is removed.");

    private final Jdbi jdbi;
    private final Pages pages;
    private final SettingChanges changes;
    private final Surroundings surroundings;

    SettingsPages(Jdbi jdbi, Pages pages, Surroundings surroundings) {
        this.jdbi = jdbi;
        this.pages = pages;
        this.changes = new SettingChanges(jdbi, pages.model());
        this.surroundings = surroundings;
    }

    void show(Context ctx) {
        answer(ctx, form(Map.of(), Map.of(), List.of(), DONE.getOrDefault(Visit.query(ctx, "saved"), "")));
    }

    void save(Context ctx) {
        var typed = typed(ctx);
        switch (changes.save(ctx, typed)) {
            case Saving.Saved saved -> {
                var dropped = saved.keyGone() ? "key-dropped" : "settings";
                ctx.redirect("/settings?saved=" + dropped, HttpStatus.SEE_OTHER);
            }
            case Saving.Refused(var problems) -> refuse(ctx, typed, problems);
        }
    }

    void removeKey(Context ctx) {
        switch (changes.save(ctx, Map.of(ModelField.KEY, ""))) {
            case Saving.Saved saved -> ctx.redirect("/settings?saved=key-removed", HttpStatus.SEE_OTHER);
            case Saving.Refused(var problems) -> refuse(ctx, Map.of(), problems);
        }
    }

    /** Asks the model one small question with what was typed; saves nothing. */
    void testConnection(Context ctx) {
        var typed = typed(ctx);
        switch (pages.model().trial(typed)) {
            case Saving.Saved(var before, var after) ->
                tried(ctx, typed, surroundings.asking().apply(after.settings()));
            case Saving.Refused(var problems) -> refuse(ctx, typed, problems);
        }
    }

    private void tried(Context ctx, Map<ModelField, String> typed, List<Tried> tried) {
        answer(ctx, form(typed, Map.of(), tried, ""));
    }

    private void refuse(Context ctx, Map<ModelField, String> typed, Map<ModelField, String> problems) {
        var all = new EnumMap<ModelField, String>(ModelField.class);
        all.putAll(problems);
        if (typed.containsKey(ModelField.KEY)) {
            all.putIfAbsent(ModelField.KEY, "Type the key again: it is never sent back to a page.");
        }
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        answer(ctx, form(typed, all, List.of(), ""));
    }

    /** The whole page, or only what the model said, where the page that asked stays with what is typed in it. */
    private void answer(Context ctx, SettingsForm form) {
        ctx.header("Vary", "HX-Request");
        if (Visit.fragment(ctx)) {
            ctx.html(pages.templates().settingsConnection(form, true).render());
            return;
        }
        var page = pages.frame().page(ctx, "Settings", "settings");
        ctx.html(pages.templates().settingsShow(page, form, surroundings).render());
    }

    private SettingsForm form(
            Map<ModelField, String> typed, Map<ModelField, String> problems, List<Tried> tried, String done) {
        var refused = jdbi.withExtension(LastCalls.class, LastCalls::refused)
                .map(outcome -> "The last question to it ended with %s.".formatted(outcome))
                .orElse("");
        return new SettingsForm(pages.model().present(), typed, problems, tried, done, refused);
    }

    /** What was sent, by field. An empty key keeps the one that is there: it is never shown, so it cannot be sent back. */
    private static Map<ModelField, String> typed(Context ctx) {
        var typed = new EnumMap<ModelField, String>(ModelField.class);
        for (var field : ModelField.values()) {
            var sent = ctx.formParam(field.word());
            if (sent != null && !(field == ModelField.KEY && sent.isBlank())) {
                typed.put(field, sent.strip());
            }
        }
        return typed;
    }
}
