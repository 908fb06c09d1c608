package codex.specification;

/**
 * An element that names another one, and what becomes of it when that is removed.
 *
 * @param element its id
 * @param label what it is, as people see it: {@code column loan.book_id}
 * @param field the members that name the other, in words
 * @param goes whether it goes too unless it is kept; otherwise it only loses the name
 * @param without how it stays, in words: {@code as a plain value}; empty when it cannot
 */
public record Use(String element, String label, String field, boolean goes, String without) {
    /** Whether somebody may choose that it stays. */
    public boolean keepable() {
        return goes && !without.isEmpty();
    }
}
