package codex.web;

import static codex.application.ApplicationStatus.DEVELOPING;
import static codex.application.ApplicationStatus.DRAFT;
import static codex.application.ApplicationStatus.FAILED;
import static codex.application.ApplicationStatus.PARTIAL;
import static codex.application.ApplicationStatus.SPECIFIED;
import static codex.application.ApplicationStatus.SPECIFYING;
import static codex.application.ApplicationStatus.VERIFIED;

import codex.application.ApplicationStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The tabs above the list of applications. */
public enum StateFilter {
    ALL("All", DRAFT, SPECIFYING, SPECIFIED, DEVELOPING, VERIFIED, PARTIAL, FAILED),
    YOURS("For you", DRAFT, SPECIFIED),
    RUNNING("Running", SPECIFYING, DEVELOPING),
    PROVEN("Verified", VERIFIED),
    SHORT("Partial", PARTIAL),
    BROKEN("Failed", FAILED);

    private final String label;
    private final List<ApplicationStatus> statuses;

    StateFilter(String label, ApplicationStatus... statuses) {
        this.label = label;
        this.statuses = List.of(statuses);
    }

    /** The one that an address names; all for anything else. */
    static StateFilter of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst().orElse(ALL);
    }

    public String label() {
        return label;
    }

    /** The word in the address. */
    public String word() {
        return label.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    String[] statuses() {
        return statuses.stream().map(ApplicationStatus::name).toArray(String[]::new);
    }

    long count(List<Overviews.Count> counts) {
        var names = List.of(statuses());
        return counts.stream().filter(count -> names.contains(count.status())).mapToLong(Overviews.Count::number).sum();
    }
}
