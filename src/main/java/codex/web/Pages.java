package codex.web;

import codex.engine.Engines;
import codex.engine.StoredModelSettings;
import codex.web.templates.Templates;
import org.jspecify.annotations.Nullable;

/** What every class of pages is given. */
public record Pages(Templates templates, Frame frame, Engines engines, StoredModelSettings model) {
    /** Who answers where an application asks for this engine; null where it follows the settings. */
    public Answering answering(@Nullable String wanted) {
        var preferred = engines.preferred().name();
        var engine = wanted == null ? preferred : engines.named(wanted).name();
        return new Answering(engine, preferred.equals("llm") ? model.get().model() : null);
    }
}
