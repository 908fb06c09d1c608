package codex.specification;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
final class Nearest {
    private Nearest() {}

    /** The closest of {@code known}, when it is close enough to be a slip or shares a whole part with {@code name}. */
    static Optional<String> to(String name, Collection<String> known) {
        if (name.length() > 100) {
            return Optional.empty();
        }
        return known.stream()
                .min(Comparator.<String>comparingInt(each -> distance(name, each))
                        .thenComparing(each -> each))
                .filter(best -> close(name, best));
    }

    private static boolean close(String name, String best) {
        var a = name.toLowerCase(Locale.ROOT);
        var b = best.toLowerCase(Locale.ROOT);
        var shared = 0;
        while (shared < Math.min(a.length(), b.length()) && a.charAt(shared) == b.charAt(shared)) {
            shared++;
        }
        return shared >= 3 || distance(name, best) <= Math.max(1, (name.length() + 1) / 3);
    }

    /**
     * Edit distance without regard to case. Source: V. I. Levenshtein, Binary codes capable of correcting deletions,
     * insertions and reversals, 1966; the two-row form.
     */
    static int distance(String from, String to) {
        var a = from.toLowerCase(Locale.ROOT);
        var b = to.toLowerCase(Locale.ROOT);
        var above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                var same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + same);
            }
            above = row;
        }
        return above[b.length()];
    }
}
