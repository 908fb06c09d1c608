package codex.specification;

import org.jspecify.annotations.Nullable;

/**
 * Something a check noticed.
 *
 * @param element id of the element it is about
 * @param message a sentence that names what is wrong and what would mend it
 * @param fix the edit that mends it; null where a person has to decide
 */
public record Check(
        Severity severity,
        String element,
        String message,
        @Nullable Fix fix) {
    /** An error stops development; a warning does not. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /**
     * An edit that makes the finding go away and brings no flaw.
     *
     * @param label what it does, as a button says it; no element has two with the same
     */
    public record Fix(String label, Edit edit) {}
}
