package codex.engine.builtin;

import codex.engine.builtin.Mention.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One sentence as it was written, taken apart: who speaks, what is done, and the noun phrases. A sentence that is no user
 * story has no persona and is one plain part.
 */
public final class Story {
    private static final Pattern FRAME = Pattern.compile(
            "^\\s*as\\s+(?:an?\\s+|the\\s+|any\\s+)?(.+?)\\s*,?\\s+i(?:'d|\\s+(?:would|do|really|only|also))*(?:n't|\\s+not)?\\s+"
                    + "(?:want|wish|need|like|would|expect)?(?:\\s+like)?\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BENEFIT = Pattern.compile(
            ",?\\s+(?:so\\s+that|so\\s+(?=i\\b|we\\b|they\\b|the\\b|it\\b)|in\\s+order\\s+(?:to|that)|because)\\b",
            Pattern.CASE_INSENSITIVE);

    private final int number;
    private final List<String> personas;
    private final List<Action> actions = new ArrayList<>();
    private final List<Mention> mentions = new ArrayList<>();

    /** A verb: as written, where, and whether it is one of the first of the wish. */
    record Action(String written, String base, Part part, boolean primary) {}

    private Story(int number, List<String> personas) {
        this.number = number;
        this.personas = personas;
    }

    /** Takes a sentence apart; {@code number} is kept in each mention. */
    static Story read(int number, String sentence) {
        var frame = FRAME.matcher(sentence);
        if (!frame.find()) {
            var story = new Story(number, List.of());
            new MentionReader(number, Part.PLAIN, story).read(sentence);
            return story;
        }
        var story = new Story(number, List.of(frame.group(1)));
        var rest = sentence.substring(frame.end());
        var benefit = BENEFIT.matcher(rest);
        if (benefit.find()) {
            new MentionReader(number, Part.WISH, story).read(rest.substring(0, benefit.start()));
            new MentionReader(number, Part.BENEFIT, story).read(rest.substring(benefit.end()));
        } else {
            new MentionReader(number, Part.WISH, story).read(rest);
        }
        return story;
    }

    /** Takes a sentence that stands alone apart. */
    public static Story of(String sentence) {
        return read(1, sentence);
    }

    void add(Action action) {
        actions.add(action);
    }

    void add(Mention mention) {
        mentions.add(mention);
    }

    List<Mention> mentions() {
        return List.copyOf(mentions);
    }

    int number() {
        return number;
    }

    /** Who speaks, as a noun in the singular; empty where nobody does. */
    String role() {
        return personas.stream()
                .map(persona -> {
                    var named = new Story(number, List.of());
                    new MentionReader(number, Part.ROLE, named).read(persona);
                    return named.mentions.isEmpty()
                            ? persona.toLowerCase(Locale.ROOT)
                            : named.mentions.getFirst().name();
                })
                .findFirst()
                .orElse("");
    }

    /** The role's phrase; none where nobody speaks. */
    public List<String> personas() {
        return personas;
    }

    /** The verbs, in order. */
    public List<String> actions() {
        return actions.stream().map(Action::written).toList();
    }

    /** The noun phrases without determiners, in order. */
    public List<String> entities() {
        return mentions.stream().map(Mention::written).toList();
    }

    /** The verbs that the wish begins with. */
    public List<String> primaryActions() {
        return actions.stream().filter(Action::primary).map(Action::written).toList();
    }

    /** What the verbs that the wish begins with are about. */
    public List<String> primaryEntities() {
        var first = actions.stream().filter(Action::primary).map(Action::base).toList();
        return mentions.stream()
                .filter(mention -> mention.part() != Part.BENEFIT
                        && mention.preposition().isEmpty()
                        && first.contains(mention.verb()))
                .map(Mention::written)
                .toList();
    }

    /** A phrase without adjectives, determiners, adverbs and prepositions that are listed. */
    public static String relaxed(String phrase) {
        return Stream.of(phrase.split(" ", -1)).filter(word -> !small(word)).collect(Collectors.joining(" "));
    }

    /** The base form of the first word that is left of a verb's phrase. */
    public static String relaxedAction(String phrase) {
        return Arrays.stream(phrase.split(" ", -1))
                .filter(word -> !small(word))
                .map(word ->
                        Vocabulary.verb(word).map(Vocabulary.VerbForm::base).orElse(word))
                .findFirst()
                .orElse("");
    }

    private static boolean small(String word) {
        return Vocabulary.ADJECTIVES.contains(word)
                || Vocabulary.DETERMINERS.contains(word)
                || Vocabulary.ADVERBS.contains(word)
                || Vocabulary.PREPOSITIONS.contains(word);
    }
}
