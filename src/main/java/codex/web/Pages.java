package codex.web;

import codex.engine.Engines;
import codex.web.templates.Templates;

/** What every class of pages is given. */
public record Pages(Templates templates, Frame frame, Engines engines) {
    /** The engine that is asked where an application names none: {@code builtin} or {@code llm}. */
    public String engine() {
        return engines.preferred().name();
    }
}
