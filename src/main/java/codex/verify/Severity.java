package codex.verify;

import java.util.Locale;

/** How much a finding matters. An error stands against {@code verified}. */
public enum Severity {
    ERROR,
    WARNING,
    NOTE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
