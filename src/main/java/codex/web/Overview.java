package codex.web;

import codex.application.ApplicationStatus;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the list of applications: what it is and what came of it last.
 *
 * @param version of the latest specification; null before the first
 * @param calls of engines so far, with the tokens they used in and out, and what was paid or is held for them
 * @param developedAppId of the latest development; null before the first
 * @param summary what the latest development came to
 * @param saying what the latest job said last
 */
public record Overview(
        long id,
        String name,
        String description,
        ApplicationStatus status,
        Instant updatedAt,
        @Nullable Integer version,
        long calls,
        long tokens,
        BigDecimal cost,
        @Nullable Long developedAppId,
        @Nullable String summary,
        @Nullable String saying) {

    /** What it took so far, as its page says it (G14). */
    public String spent() {
        return calls == 0
                ? "no model was asked so far"
                : "%s, %s tokens, %s so far"
                        .formatted(Phrase.count(calls, "call"), Phrase.number(tokens), Phrase.money(cost));
    }

    public String url() {
        return "/applications/" + id;
    }

    /** The state's word for the style sheet, which knows fewer than the program. */
    public String shape() {
        return switch (status) {
            case DRAFT, ARCHIVED -> "draft";
            case SPECIFYING, DEVELOPING -> "running";
            case SPECIFIED -> "waiting";
            case VERIFIED -> "verified";
            case PARTIAL -> "partial";
            case FAILED -> "failed";
        };
    }

    public String word() {
        return status == ApplicationStatus.SPECIFIED ? "for you" : status.label();
    }

    /** What happened last, or what to do next, in a few words. */
    public String result() {
        return switch (status) {
            case DRAFT -> "Draft the specification";
            case SPECIFIED -> "Read and correct the specification";
            case SPECIFYING, DEVELOPING -> saying == null ? "In the queue" : Phrase.cut(saying, 70);
            case VERIFIED, PARTIAL ->
                summary == null || summary.isBlank() ? "See what was proven" : Phrase.cut(summary, 70);
            case FAILED -> summary == null || summary.isBlank() ? "See what happened" : Phrase.cut(summary, 70);
            case ARCHIVED -> "Archived";
        };
    }

    /** Where the result leads. */
    public String resultUrl() {
        return switch (status) {
            case DRAFT, SPECIFYING, ARCHIVED -> url();
            case SPECIFIED -> url() + "/specification";
            case DEVELOPING -> url() + "/development";
            case VERIFIED, PARTIAL -> developedAppId == null ? url() : "/developed-apps/" + developedAppId;
            case FAILED -> developedAppId == null ? url() : url() + "/development";
        };
    }
}
