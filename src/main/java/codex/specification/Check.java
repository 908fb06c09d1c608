package codex.specification;

/**
 * Something a check noticed.
 *
 * @param element id of the element it is about
 * @param message a sentence that names what is wrong and what would mend it
 */
public record Check(Severity severity, String element, String message) {
    /** An error stops development; a warning does not. */
    public enum Severity {
        ERROR,
        WARNING
    }
}
