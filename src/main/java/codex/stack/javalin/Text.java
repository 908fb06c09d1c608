package codex.stack.javalin;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code $name$} in a text. A name without a value, and a value without its name, is a mistake of ours. */
final class Text {
    private static final Pattern NAME = Pattern.compile("\\$([a-zA-Z]+)\\$");

    private Text() {}

    static String fill(String text, Map<String, String> values) {
        for (var name : values.keySet()) {
            if (!text.contains("$" + name + "$")) {
                throw new IllegalArgumentException("the text has no place for " + name);
            }
        }
        return NAME.matcher(text).replaceAll(match -> {
            var value = values.get(match.group(1));
            if (value == null) {
                throw new IllegalArgumentException("the text wants " + match.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
