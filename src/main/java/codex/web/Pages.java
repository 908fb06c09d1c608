package codex.web;

import codex.web.templates.Templates;

/**
 * What every class of pages is given.
 *
 * @param engine that is asked where an application names none: {@code builtin} or {@code llm}
 */
public record Pages(Templates templates, Frame frame, String engine) {}
