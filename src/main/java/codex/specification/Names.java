package codex.specification;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How one name is written in the places it goes to: table, JSON, Java. */
public final class Names {
    private Names() {}

    /** {@code due_on} or {@code "due on"} becomes {@code dueOn}. */
    public static String camel(String name) {
        var pascal = pascal(name);
        return pascal.isEmpty() ? pascal : pascal.substring(0, 1).toLowerCase(Locale.ROOT) + pascal.substring(1);
    }

    /** {@code order_line} becomes {@code OrderLine}. */
    public static String pascal(String name) {
        var result = new StringBuilder();
        for (var word : words(name)) {
            result.append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(word.substring(1).toLowerCase(Locale.ROOT));
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
        for (var word : words(name)) {
            result.append(result.isEmpty() ? "" : separator).append(word.toLowerCase(Locale.ROOT));
        }
        return result.toString();
    }

    // A word ends where a capital begins the next one, as in dueOn and HTTPServer, and at whatever is no letter or
    // digit.
    private static List<String> words(String name) {
        var words = new ArrayList<String>();
        var start = 0;
        for (int at = 0; at <= name.length(); at++) {
            var plain = at < name.length() && plain(name.charAt(at));
            if (!plain || begins(name, at)) {
                if (at > start) {
                    words.add(name.substring(start, at));
                }
                start = plain ? at : at + 1;
            }
        }
        return words;
    }

    private static boolean begins(String name, int at) {
        if (at == 0 || !capital(name.charAt(at)) || !plain(name.charAt(at - 1))) {
            return false;
        }
        return !capital(name.charAt(at - 1)) || (at + 1 < name.length() && small(name.charAt(at + 1)));
    }

    private static boolean plain(char letter) {
        return small(letter) || capital(letter) || (letter >= '0' && letter <= '9');
    }

    private static boolean capital(char letter) {
        return letter >= 'A' && letter <= 'Z';
    }

    private static boolean small(char letter) {
        return letter >= 'a' && letter <= 'z';
    }
}
