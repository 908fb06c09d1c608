package codex.specification;

import org.jspecify.annotations.Nullable;

/**
 * Something that was decided because the words left it open.
 *
 * @param element id of the element it is about; null for the whole
 */
public record Assumption(String id, String text, @Nullable String element, double confidence) implements Element {}
