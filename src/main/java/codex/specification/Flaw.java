package codex.specification;

/**
 * Something that cannot stand in a document: an edit that brings one is refused, and one that is there stops development.
 *
 * @param element id of the element, or {@code document}
 * @param field the member; empty for the element as a whole
 * @param with id of the other element, where two do not go together; empty else
 */
record Flaw(String element, String field, String message, String with) {
    /** Whether the element is one of those that it takes. */
    boolean concerns(String id) {
        return element.equals(id) || with.equals(id);
    }
}
