package codex.engine.builtin;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Which words of one description stand for the same thing. */
final class Synonyms {
    private static final Pattern ABBREVIATION = Pattern.compile("((?:[A-Za-z][a-z]+[ -]){2,6})\\(([A-Z]{2,6})s?\\)");
    private static final Map<String, String> SAME = new HashMap<>();

    static {
        for (var line : WordLists.lines("words/same.txt")) {
            var words = line.strip().split("\\s+", -1);
            for (var word : words) {
                SAME.put(word.replace('-', ' '), words[0].replace('-', ' '));
            }
        }
    }

    private Synonyms() {}

    /** One word for all that mean the same. */
    static String one(String name) {
        var known = Lexicon.STANDARD.synonyms().getOrDefault(name, name);
        return SAME.getOrDefault(name, SAME.getOrDefault(known, known));
    }

    /** "Digital Learning Module (DLM)": what short forms stand for, both in lower case and in the singular. */
    static Map<String, String> abbreviations(String text) {
        var found = new HashMap<String, String>();
        var matcher = ABBREVIATION.matcher(text);
        while (matcher.find()) {
            var words = matcher.group(1).strip().split("[ -]", -1);
            var letters = matcher.group(2);
            var first = words.length - letters.length();
            var initials = new StringBuilder();
            var whole = new StringBuilder();
            for (var index = Math.max(0, first); index < words.length; index++) {
                initials.append(Character.toUpperCase(words[index].charAt(0)));
                whole.append(whole.isEmpty() ? "" : " ").append(words[index].toLowerCase(Locale.ROOT));
            }
            if (initials.toString().equals(letters)) {
                found.put(letters.toLowerCase(Locale.ROOT), Nouns.singular(whole.toString()));
            }
        }
        return found;
    }
}
