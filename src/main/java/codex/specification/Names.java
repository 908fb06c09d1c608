package codex.specification;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How one name is written in the places it goes to: table, JSON, Java. */
public final class Names {
    private static final Map<String, String> PLURALS = Map.ofEntries(
            Map.entry("child", "children"),
            Map.entry("person", "people"),
            Map.entry("man", "men"),
            Map.entry("woman", "women"),
            Map.entry("foot", "feet"),
            Map.entry("tooth", "teeth"),
            Map.entry("mouse", "mice"),
            Map.entry("goose", "geese"),
            Map.entry("criterion", "criteria"),
            Map.entry("datum", "data"),
            Map.entry("medium", "media"),
            Map.entry("quiz", "quizzes"),
            Map.entry("shelf", "shelves"),
            Map.entry("knife", "knives"),
            Map.entry("life", "lives"),
            Map.entry("leaf", "leaves"),
            Map.entry("wife", "wives"),
            Map.entry("half", "halves"),
            Map.entry("wolf", "wolves"),
            Map.entry("loaf", "loaves"),
            Map.entry("potato", "potatoes"),
            Map.entry("tomato", "tomatoes"),
            Map.entry("hero", "heroes"),
            Map.entry("menu", "menus"));

    private static final Set<String> UNCOUNTED = Set.of(
            "equipment",
            "feedback",
            "furniture",
            "information",
            "luggage",
            "means",
            "news",
            "progress",
            "series",
            "software",
            "species",
            "staff");

    /** Not of several, though they look like it. */
    private static final Set<String> SINGULAR = Set.of("alias", "atlas", "bias", "canvas", "gas", "lens");

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

    /** {@code order_line} becomes {@code order_lines}: the last word, in lower case, changes unless it is a plural. */
    public static String plural(String name) {
        var start = name.length();
        while (start > 0 && small(name.charAt(start - 1))) {
            start--;
        }
        return name.substring(0, start) + pluralWord(name.substring(start));
    }

    private static String pluralWord(String word) {
        if (UNCOUNTED.contains(word) || PLURALS.containsValue(word)) {
            return word;
        }
        var irregular = PLURALS.get(word);
        if (irregular != null) {
            return irregular;
        }
        if (word.endsWith("sis") || word.equals("axis")) {
            return word.substring(0, word.length() - 2) + "es";
        }
        if (word.matches(".*[^aeiou]y")) {
            return word.substring(0, word.length() - 1) + "ies";
        }
        var several = word.matches(".*[^sui]s") && !SINGULAR.contains(word);
        return several ? word : word + (word.matches(".*(s|x|z|ch|sh)") ? "es" : "s");
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
