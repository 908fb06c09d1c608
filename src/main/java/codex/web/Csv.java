package codex.web;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lines of CSV (RFC 4180) that a spreadsheet takes for text, whatever they say (EXPERIENCE.md, T14). */
public final class Csv {
    /** Tells a spreadsheet that what follows is UTF-8. */
    public static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String BEGINS_A_FORMULA = "=+-@\t\r";

    private Csv() {}

    /** One line with its end; null is an empty cell. */
    public static String line(@Nullable Object... cells) {
        return Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        var text = value == null ? "" : value.toString();
        var inert = !(value instanceof Number) && startsFormula(text) ? "'" + text : text;
        var quoted = inert.chars().anyMatch(each -> each == '"' || each == ',' || each == '\n' || each == '\r');
        return quoted ? '"' + inert.replace("\"", "\"\"") + '"' : inert;
    }

    private static boolean startsFormula(String text) {
        return !text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0;
    }
}
