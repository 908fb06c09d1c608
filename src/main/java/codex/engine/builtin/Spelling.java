package codex.engine.builtin;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Mends the commonest slips of the pen in the words that hold a sentence together: one letter left out, or two that changed
 * places. Other nouns are left alone: they may be names of things that no list has ("diver" is no driver).
 */
final class Spelling {
    private static final Pattern WORD = Pattern.compile("\\b[a-z]{5,}\\b");
    private static final int SHORTEST = 5;
    private static final Map<String, String> SLIPS = slips();

    private Spelling() {}

    static String mend(String text) {
        return WORD.matcher(text).replaceAll(match -> SLIPS.getOrDefault(match.group(), match.group()));
    }

    private static Map<String, String> slips() {
        var words = new HashSet<String>();
        words.addAll(Vocabulary.PREPOSITIONS);
        words.addAll(Vocabulary.CONJUNCTIONS);
        words.addAll(Vocabulary.PRONOUNS);
        words.addAll(Vocabulary.ADVERBS);
        words.addAll(Vocabulary.USERS);
        var slips = new HashMap<String, String>();
        var doubtful = new HashSet<String>();
        for (var word : words) {
            if (word.length() >= SHORTEST && word.matches("[a-z]+")) {
                slipsOf(word).stream().filter(slip -> !known(slip)).forEach(slip -> {
                    if (slips.putIfAbsent(slip, word) != null && !word.equals(slips.get(slip))) {
                        doubtful.add(slip);
                    }
                });
            }
        }
        slips.keySet().removeAll(doubtful);
        return Map.copyOf(slips);
    }

    private static Set<String> slipsOf(String word) {
        var slips = new HashSet<String>();
        for (var index = 1; index + 1 < word.length(); index++) {
            slips.add(word.substring(0, index) + word.substring(index + 1));
            slips.add(
                    word.substring(0, index) + word.charAt(index + 1) + word.charAt(index) + word.substring(index + 2));
        }
        slips.remove(word);
        return slips;
    }

    private static boolean known(String word) {
        var singular = Nouns.singular(word.toLowerCase(Locale.ROOT));
        return Vocabulary.closed(word)
                || Vocabulary.PRONOUNS.contains(word)
                || Vocabulary.verb(word).isPresent()
                || Vocabulary.ADJECTIVES.contains(word)
                || Vocabulary.GENERIC.contains(singular)
                || Vocabulary.ATTRIBUTES.contains(singular)
                || Vocabulary.SURFACE.contains(singular)
                || Vocabulary.PEOPLE.contains(singular)
                || Lexicon.STANDARD.find(singular).isPresent();
    }
}
