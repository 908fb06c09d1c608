package codex.web;

import codex.account.Account;
import codex.application.Application;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The frame around a page's content: its title, who looks at it and where in the program it stands.
 *
 * @param title what stands before the application's name and "Codex" in the window's title
 * @param account null when nobody is signed in
 * @param application null on pages that are about no single application
 * @param tab the last segment of the current tab's address, or empty
 * @param refresh seconds after which a browser without scripts asks again (EXPERIENCE.md, G7); zero for never
 * @param now against which times are told
 * @param notices what stands on every page until an operator mends it
 */
public record Page(
        String title,
        @Nullable Account account,
        @Nullable Application application,
        String tab,
        int refresh,
        Instant now,
        Notices notices) {
    /**
     * Sentences; empty for nothing.
     *
     * @param warning for everybody
     * @param trouble for administrators, who mend it in the settings
     */
    public record Notices(String warning, String trouble) {}

    /** The tabs of one application, in the order of the work. */
    public enum Tab {
        QUESTIONS("questions", "Questions"),
        SPECIFICATION("specification", "Specification"),
        DEVELOPMENT("development", "Development"),
        DEVELOPED_APP("developed-apps", "Developed app"),
        DEPLOYMENTS("deployments", "Deployments");

        private final String segment;
        private final String label;

        Tab(String segment, String label) {
            this.segment = segment;
            this.label = label;
        }

        public String segment() {
            return segment;
        }

        public String label() {
            return label;
        }
    }

    /** Every page has its own (EXPERIENCE.md, H13): "Version 14 · Shop · Codex". */
    public String windowTitle() {
        return application == null ? title + " · Codex" : title + " · " + application.name() + " · Codex";
    }

    /** What {@code aria-current} says of a tab; null drops the attribute. */
    public @Nullable String current(String segment) {
        return tab.equals(segment) ? "page" : null;
    }

    /** The same page, asked for again every few seconds where no script runs, as long as {@code working}. */
    public Page watching(boolean working) {
        return new Page(title, account, application, tab, working ? 5 : 0, now, notices);
    }
}
