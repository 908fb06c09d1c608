package codex.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * Collects what is wrong with an answer that fits its record: each fault is a sentence that names the member, what was
 * expected and what was found (RELIABILITY.md, C10).
 */
public final class FaultList {
    private final List<String> faults = new ArrayList<>();

    public void add(String fault) {
        faults.add(fault);
    }

    /** The text says something, in at most {@code longest} characters. */
    public void said(String member, String text, int longest) {
        if (text.isBlank()) {
            faults.add(member + " is empty");
        }
        length(member, text, longest);
    }

    /** The text has at most {@code longest} characters. */
    public void length(String member, String text, int longest) {
        if (text.length() > longest) {
            faults.add("%s has %,d characters; at most %,d are allowed".formatted(member, text.length(), longest));
        }
    }

    /** There are at most {@code most} of them. */
    public void count(String member, Collection<?> items, int most) {
        if (items.size() > most) {
            faults.add("%s has %,d items; at most %,d are allowed".formatted(member, items.size(), most));
        }
    }

    /** No text is there twice, whatever its case and the space around it. */
    public void unique(String member, List<String> texts) {
        var seen = new HashSet<String>();
        texts.stream()
                .filter(text -> !seen.add(text.strip().toLowerCase(Locale.ROOT)))
                .distinct()
                .forEach(text -> faults.add("%s has “%s” twice; each stands there once".formatted(member, text)));
    }

    public List<String> all() {
        return List.copyOf(faults);
    }
}
