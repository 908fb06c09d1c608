package codex.engine.builtin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers in words and figures. */
final class Numbers {
    private static final List<String> NUMERALS = List.of(
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

    private Numbers() {}

    /** A whole number of at most nine figures; null for anything else. */
    static @Nullable Integer parse(String written) {
        var figures = written.replace(",", "");
        if (figures.matches("\\d{1,9}")) {
            return Integer.valueOf(figures);
        }
        var index = NUMERALS.indexOf(written);
        return index < 0 ? null : Integer.valueOf(index);
    }
}
