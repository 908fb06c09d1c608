package codex.engine.builtin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Values in parentheses behind a column: "a severity (small, serious, unusable)". */
final class Choices {
    private static final Pattern LISTED = Pattern.compile(
            "\\b(\\p{L}[\\w-]*) \\(((?:either |one of )?[\\p{L}\\d][\\w -]{0,30}(?:(?:, ?(?:or |and )?| or | ?/ ?)[\\p{L}\\d][\\w -]{0,30}){1,15})\\)");
    private static final Pattern BETWEEN = Pattern.compile(", ?(?:or |and )?| or | ?/ ?");

    private Choices() {}

    /** The sentence without its values, which are kept in what was {@code found}. */
    static Sentence read(Sentence sentence, Understanding found) {
        var text = sentence.text();
        var listed = LISTED.matcher(text);
        var left = new StringBuilder();
        var any = false;
        while (listed.find()) {
            var values = values(listed.group(2));
            if (values.isEmpty()) {
                continue;
            }
            any = true;
            var column = FieldTypes.STANDARD
                    .columns(Nouns.singular(listed.group(1).toLowerCase(Locale.ROOT)))
                    .getFirst();
            found.choices.put(Understanding.choice(sentence.number(), column), values);
            listed.appendReplacement(left, "$1");
        }
        if (!any) {
            return sentence;
        }
        listed.appendTail(left);
        var words = Tagger.tag(Rewrites.STANDARD.apply(Spelling.mend(left.toString())));
        return new Sentence(sentence.number(), text, sentence.heading(), sentence.kind(), words);
    }

    // Parts of a thing stand in parentheses as well: "(title, author)" are no values.
    private static List<String> values(String written) {
        var values = new ArrayList<String>();
        for (var word : Arrays.asList(BETWEEN.split(written.replaceFirst("^(?:either|one of) ", "")))) {
            var lower = word.strip().toLowerCase(Locale.ROOT);
            var name = Nouns.singular(lower);
            var value = lower.replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
            if (!value.matches("[a-z][a-z0-9_]{0,39}")
                    || lower.split(" ", -1).length > 2
                    || Vocabulary.ATTRIBUTES.contains(name)
                    || Vocabulary.PEOPLE.contains(name)
                    || Lexicon.STANDARD.find(name).isPresent()) {
                return List.of();
            }
            values.add(FieldTypes.STANDARD.safe(value, "_value"));
        }
        return values.stream().distinct().count() == values.size() ? List.copyOf(values) : List.of();
    }
}
