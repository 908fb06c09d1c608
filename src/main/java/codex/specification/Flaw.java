package codex.specification;

/**
 * Something that cannot stand in a document: an edit that brings one is refused, and one that is there stops development.
 *
 * @param element id of the element, or {@code document}
 * @param field the member; empty for the element as a whole
 */
record Flaw(String element, String field, String message) {}
