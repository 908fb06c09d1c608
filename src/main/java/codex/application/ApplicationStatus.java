package codex.application;

import java.util.Locale;

/** How far an application has come, as its list shows it. */
public enum ApplicationStatus {
    DRAFT,
    SPECIFYING,
    SPECIFIED,
    DEVELOPING,
    VERIFIED,
    PARTIAL,
    FAILED,
    ARCHIVED;

    /** The word a person reads; the same in the API. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether an agent is at work, so that a page keeps watching. */
    public boolean working() {
        return this == SPECIFYING || this == DEVELOPING;
    }
}
