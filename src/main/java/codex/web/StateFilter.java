package codex.web;

import codex.application.ApplicationStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The tabs above the list of applications. */
public enum StateFilter {
    ALL("All"),
    YOURS("For you"),
    RUNNING("Running"),
    PROVEN("Verified"),
    SHORT("Partial"),
    BROKEN("Failed");

    private final String label;

    StateFilter(String label) {
        this.label = label;
    }

    /** The one that an address names; all for anything else. */
    static StateFilter of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElse(ALL);
    }

    public String label() {
        return label;
    }

    /** The word in the address. */
    public String word() {
        return label.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    List<String> statuses() {
        return shown().map(ApplicationStatus::name).toList();
    }

    long count(List<Overviews.Count> counts) {
        var names = statuses();
        return counts.stream()
                .filter(count -> names.contains(count.status()))
                .mapToLong(Overviews.Count::number)
                .sum();
    }

    private Stream<ApplicationStatus> shown() {
        return switch (this) {
            case ALL ->
                Arrays.stream(ApplicationStatus.values()).filter(status -> status != ApplicationStatus.ARCHIVED);
            case YOURS -> Stream.of(ApplicationStatus.DRAFT, ApplicationStatus.SPECIFIED);
            case RUNNING -> Arrays.stream(ApplicationStatus.values()).filter(ApplicationStatus::working);
            case PROVEN -> Stream.of(ApplicationStatus.VERIFIED);
            case SHORT -> Stream.of(ApplicationStatus.PARTIAL);
            case BROKEN -> Stream.of(ApplicationStatus.FAILED);
        };
    }
}
