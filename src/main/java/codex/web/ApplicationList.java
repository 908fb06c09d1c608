package codex.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The list of applications as its address asks for it.
 *
 * @param counts per tab
 * @param more whether older ones follow
 */
public record ApplicationList(
        StateFilter filter, String text, List<Overview> rows, Map<StateFilter, Long> counts, boolean more) {
    static final int ROWS = 50;

    public ApplicationList {
        rows = List.copyOf(rows);
        counts = Map.copyOf(counts);
    }

    /** Whether there is nothing at all yet, as opposed to nothing found. */
    public boolean none() {
        return text.isEmpty() && count(StateFilter.ALL) == 0;
    }

    public long count(StateFilter each) {
        return counts.getOrDefault(each, 0L);
    }

    public String url(StateFilter each) {
        return "/applications?state=" + each.word() + (text.isEmpty() ? "" : "&text=" + encoded(text));
    }

    public String olderUrl() {
        return url(filter) + "&before=" + rows.getLast().id();
    }

    /** The result in a sentence, for the eye and for screen readers. */
    public String found() {
        var number = Phrase.count(count(filter), "application");
        return text.isEmpty() ? number : number + " with “" + text + "”";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
