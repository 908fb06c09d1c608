package codex.specification;

import java.util.Locale;
import java.util.regex.Pattern;

/** How one name is written in the places it goes to: table, JSON, Java. */
public final class Names {
    private static final Pattern WORD_BREAK =
            Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+");

    private Names() {}

    /** {@code due_on} or {@code "due on"} becomes {@code dueOn}. */
    public static String camel(String name) {
        var pascal = pascal(name);
        return pascal.isEmpty() ? pascal : pascal.substring(0, 1).toLowerCase(Locale.ROOT) + pascal.substring(1);
    }

    /** {@code order_line} becomes {@code OrderLine}. */
    public static String pascal(String name) {
        var result = new StringBuilder();
        for (var word : WORD_BREAK.split(name, -1)) {
            if (!word.isEmpty()) {
                result.append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                        .append(word.substring(1).toLowerCase(Locale.ROOT));
            }
        }
        return result.toString();
    }

    /** {@code dueOn} or {@code "Due on"} becomes {@code due_on}. */
    public static String snake(String name) {
        return joined(name, "_");
    }

    /** {@code "Book shop"} becomes {@code book-shop}. */
    public static String kebab(String name) {
        return joined(name, "-");
    }

    private static String joined(String name, String separator) {
        var result = new StringBuilder();
        for (var word : WORD_BREAK.split(name, -1)) {
            if (!word.isEmpty()) {
                result.append(result.isEmpty() ? "" : separator).append(word.toLowerCase(Locale.ROOT));
            }
        }
        return result.toString();
    }
}
