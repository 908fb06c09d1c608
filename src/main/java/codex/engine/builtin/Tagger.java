package codex.engine.builtin;

import codex.engine.builtin.Vocabulary.VerbForm;
import codex.engine.builtin.Word.Form;
import codex.engine.builtin.Word.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Says what each word of a sentence is: closed classes first, then its ending, then what stands beside it. */
final class Tagger {
    // Addresses and paths, numbers, words with inner marks, then any other mark by itself.
    // "collection(s)" is one word, "don't" another, and so is what is left of "I'm" and "they've".
    private static final Pattern TOKEN =
            Pattern.compile("https?://\\S+|(?<![\\p{L}\\p{N})])/[a-z][\\w/{}.-]*|\\d+(?:[.,]\\d+)*%?(?![\\p{L}-])"
                    + "|\\p{L}+n't\\b|[\\p{L}\\p{N}_]+(?:[-.][\\p{L}\\p{N}_]+)*(?:\\(e?s\\))?"
                    + "|'s\\b|'(?:m|re|ve|ll|d)\\b|'|[^\\s\\p{L}\\p{N}]");
    private static final Pattern OPEN_PLURAL = Pattern.compile("\\(e?s\\)$");
    private static final Set<String> HAVE = Set.of("has", "have", "had", "having");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)*%?");
    private static final Set<String> NUMERALS =
            Set.of("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty");
    private static final Set<String> SUBJECT_PRONOUNS = Set.of(
            "i",
            "you",
            "he",
            "she",
            "we",
            "they",
            "it",
            "who",
            "which",
            "that",
            "one",
            "anyone",
            "anybody",
            "everyone",
            "everybody",
            "someone",
            "somebody",
            "nobody",
            "something",
            "anything",
            "everything",
            "nothing",
            "whoever",
            "what");
    // After these a clause begins that has a verb of its own.
    private static final Set<String> OPENING = Set.of("while", "whereas", "because", "although", "though", "whenever");
    private static final Set<String> ADJECTIVE_ENDINGS =
            Set.of("able", "ible", "ful", "less", "ous", "ive", "ical", "ish", "ial");

    private final List<Word> words = new ArrayList<>();
    private final List<String> tokens;

    private Tagger(List<String> tokens) {
        this.tokens = tokens;
    }

    static List<Word> tag(String sentence) {
        var tokens = new ArrayList<String>();
        var matcher = TOKEN.matcher(sentence);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        var tagger = new Tagger(tokens);
        for (var index = 0; index < tokens.size(); index++) {
            tagger.words.add(tagger.word(index));
        }
        return tagger.words;
    }

    private Word word(int index) {
        var text = tokens.get(index);
        var lower = lower(index);
        var closed = closedTag(index, lower);
        if (closed.isPresent()) {
            return new Word(text, lower, lower, closed.get(), Form.NONE);
        }
        var verb = Vocabulary.verb(lower);
        if (verb.isPresent() && isVerb(index, verb.get())) {
            return new Word(text, lower, verb.get().base(), Tag.VERB, verb.get().form());
        }
        if (verb.isEmpty() && unknownVerb(index, lower)) {
            return new Word(text, lower, lower, Tag.VERB, Form.BASE);
        }
        var participle = verb.isPresent() && verb.get().form() == Form.PAST;
        if (participle || adjective(index, lower)) {
            var base = participle ? verb.get().base() : lower;
            return new Word(text, lower, participle ? base : lower, Tag.ADJECTIVE, participle ? Form.PAST : Form.NONE);
        }
        return new Word(text, lower, Nouns.singular(lower), Tag.NOUN, Form.NONE);
    }

    private Optional<Tag> closedTag(int index, String lower) {
        if (!Character.isLetterOrDigit(lower.charAt(0))) {
            return Optional.of(
                    lower.equals("'s") || lower.equals("'")
                            ? Tag.POSSESSIVE
                            : lower.matches("'\\p{L}+") ? Tag.AUXILIARY : Tag.MARK);
        }
        if (NUMBER.matcher(lower).matches() || NUMERALS.contains(lower)) {
            return Optional.of(Tag.NUMBER);
        }
        if (lower.equals("to")) {
            return Optional.of(Tag.TO);
        }
        if (Vocabulary.AUXILIARIES.contains(lower) || (HAVE.contains(lower) && perfect(index))) {
            return Optional.of(Tag.AUXILIARY);
        }
        if (Vocabulary.CONJUNCTIONS.contains(lower)) {
            return Optional.of(Tag.CONJUNCTION);
        }
        if (lower.equals("one")) {
            return Optional.of(nounFollows(index) ? Tag.NUMBER : Tag.PRONOUN);
        }
        if (Set.of("that", "which", "what").contains(lower)) {
            return Optional.of(lower.equals("that") && previous(index, Tag.VERB) ? Tag.DETERMINER : Tag.PRONOUN);
        }
        if (Vocabulary.PRONOUNS.contains(lower)) {
            return Optional.of(Tag.PRONOUN);
        }
        if (Vocabulary.DETERMINERS.contains(lower)) {
            return Optional.of(Tag.DETERMINER);
        }
        if (Vocabulary.PREPOSITIONS.contains(lower)) {
            return Optional.of(Tag.PREPOSITION);
        }
        if (Vocabulary.ADVERBS.contains(lower) || adverbByEnding(lower)) {
            return Optional.of(Tag.ADVERB);
        }
        return Optional.empty();
    }

    private static boolean adverbByEnding(String lower) {
        return lower.length() > 4 && lower.endsWith("ly") && !nounLikely(lower);
    }

    private static boolean nounLikely(String lower) {
        return Set.of(
                        "family",
                        "reply",
                        "supply",
                        "assembly",
                        "daily",
                        "weekly",
                        "monthly",
                        "yearly",
                        "friendly",
                        "apply")
                .contains(lower);
    }

    // "I want to outsource the printing": a word that no list has can only be a verb there.
    private boolean unknownVerb(int index, String lower) {
        return previous(index, Tag.TO)
                && !lower.endsWith("s")
                && Lexicon.STANDARD.find(lower).isEmpty()
                && (index == 1 || determinerFollows(index));
    }

    // "has been", "have submitted", "had to", but "has saved addresses" may tell what there is.
    private boolean perfect(int index) {
        var next = index + 1;
        while (Vocabulary.ADVERBS.contains(lower(next)) || adverbByEnding(lower(next))) {
            next++;
        }
        var participle = Vocabulary.verb(lower(next))
                .map(verb -> verb.form() == Form.PAST)
                .orElse(false);
        var unchanged =
                Vocabulary.UNCHANGED.contains(lower(next)) && !lower(next + 1).equals("of");
        return lower(next).equals("been")
                || lower(next).equals("to")
                || ((participle || unchanged) && !nounFollows(next));
    }

    private boolean isVerb(int index, VerbForm verb) {
        if (verb.base().equals("have")) {
            return true;
        }
        if (index == 0 || breaks(index - 1)) {
            return opensWithVerb(index, verb);
        }
        var before = last(index);
        var tag = before.tag();
        return switch (tag) {
            case TO, AUXILIARY -> verb.form() != Form.GERUND || !nounFollowsOnly(index) || tag == Tag.AUXILIARY;
            case PRONOUN -> SUBJECT_PRONOUNS.contains(before.lower()) || verb.form() == Form.GERUND;
            case CONJUNCTION -> coordinates(index, verb);
            case PREPOSITION -> verb.form() == Form.GERUND && !before.lower().equals("per");
            case NOUN -> follows(index, verb, before);
            case VERB ->
                (verb.form() == Form.GERUND && !nounFollowsOnly(index))
                        || (before.base().equals("help") && verb.form() == Form.BASE);
            case DETERMINER -> floating(index) && follows(index, verb, words.get(index - 2));
            case ADJECTIVE -> before.lower().equals("able") && verb.form() == Form.BASE;
            case NUMBER, POSSESSIVE -> false;
            case ADVERB -> verbAfterAdverb(index, verb);
            case MARK -> coordinates(index, verb);
        };
    }

    // "Members each have": the determiner belongs to the noun before it.
    private boolean floating(int index) {
        return index >= 2
                && words.get(index - 2).is(Tag.NOUN)
                && Set.of("each", "all", "both").contains(last(index).lower());
    }

    private boolean verbAfterAdverb(int index, VerbForm verb) {
        for (var at = index - 2; at >= 0; at--) {
            var word = words.get(at);
            if (!word.is(Tag.ADVERB) && !betweenAdverbs(at)) {
                return word.is(Tag.AUXILIARY)
                        || word.is(Tag.TO)
                        || word.is(Tag.PRONOUN)
                        || (word.is(Tag.NOUN) && follows(index, verb, word))
                        || (word.is(Tag.CONJUNCTION) && coordinates(index, verb));
            }
        }
        return opensWithVerb(index, verb);
    }

    // "quickly and effectively hire"
    private boolean betweenAdverbs(int index) {
        return words.get(index).is(Tag.CONJUNCTION) && previous(index, Tag.ADVERB);
    }

    // "List the books", "Booking appointments", but "Book has a title" and "Orders can be cancelled".
    private boolean opensWithVerb(int index, VerbForm verb) {
        // "Judges give each dog a score": the word behind is the verb.
        var plural = verb.form() == Form.THIRD
                && Vocabulary.verb(lower(index + 1))
                        .filter(next -> next.form() == Form.BASE)
                        .isPresent()
                && (Vocabulary.DETERMINERS.contains(lower(index + 2))
                        || Vocabulary.PEOPLE.contains(Nouns.singular(lower(index))));
        if (verb.form() == Form.PAST || plural) {
            return false;
        }
        if (verb.form() == Form.THIRD) {
            return determinerFollows(index) || nounFollows(index);
        }
        var next = lower(index + 1);
        if (next.equals(",") && Vocabulary.ATTRIBUTES.contains(lower(index))) {
            return false;
        }
        if (Vocabulary.AUXILIARIES.contains(next) || next.equals("has") || next.equals("have") || next.equals(":")) {
            return false;
        }
        return !next.isEmpty() || index > 0;
    }

    // After "and", "or" or a comma: a verb when another verb in the same form stands before it in the sentence.
    private boolean coordinates(int index, VerbForm verb) {
        if (determinerFollows(index) && verb.form() != Form.PAST) {
            return true;
        }
        for (var at = index - 1; at >= Math.max(0, index - 16); at--) {
            var word = words.get(at);
            if (word.is(Tag.VERB) && word.form() == verb.form()) {
                return !listOfNouns(at, index);
            }
            // "save where it stands and delete plants": the verb between is of another clause.
            if (word.is(Tag.VERB) && !(nounFollows(index) && last(index).is(Tag.CONJUNCTION))) {
                return false;
            }
        }
        return breaks(index - 1) && opensWithVerb(index, verb);
    }

    // "have a title, notes and a rating": between the verb and here only things with articles are listed.
    private boolean listOfNouns(int verb, int index) {
        return words.get(verb).base().equals("have") && !Vocabulary.DETERMINERS.contains(lower(index + 1));
    }

    // "Librarians manage the books", "each service uses parts", but "the book list".
    private boolean follows(int index, VerbForm verb, Word noun) {
        if (verb.form() == Form.GERUND) {
            return determinerFollows(index)
                    || (Vocabulary.PREPOSITIONS.contains(lower(index + 1)) && !thing(lower(index)))
                    || NUMBER.matcher(lower(index + 1)).matches();
        }
        if (verb.form() == Form.PAST) {
            return true;
        }
        if (afterRelative(index)) {
            return false;
        }
        var agrees = Nouns.isPlural(noun.lower()) == (verb.form() == Form.BASE) || Nouns.uncounted(noun.lower());
        return agrees
                && !finiteBefore(index)
                && (determinerFollows(index) || nounFollows(index) || wordFollows(index) || pairFollows(index, verb));
    }

    // "Clerks approve or reject permits"
    private boolean pairFollows(int index, VerbForm verb) {
        return Set.of("and", "or", ",").contains(lower(index + 1))
                && Vocabulary.verb(lower(index + 2))
                        .filter(next -> next.form() == verb.form())
                        .isPresent();
    }

    // "a booking for Monday" is no booking that somebody does now.
    private static boolean thing(String gerund) {
        return Lexicon.STANDARD.find(gerund).isPresent()
                || Vocabulary.GENERIC.contains(gerund)
                || Vocabulary.ATTRIBUTES.contains(gerund);
    }

    private boolean afterRelative(int index) {
        return index >= 2 && words.get(index - 2).is(Tag.PREPOSITION) && !determinerFollows(index);
    }

    private boolean finiteBefore(int index) {
        for (var at = index - 1; at >= 0 && !breaks(at); at--) {
            var word = words.get(at);
            if (word.is(Tag.AUXILIARY) || finite(word)) {
                return true;
            }
            if ((word.is(Tag.PRONOUN) && Set.of("which", "that", "who", "what").contains(word.lower()))
                    || (word.is(Tag.CONJUNCTION) && OPENING.contains(word.lower()))) {
                return false;
            }
        }
        return false;
    }

    private static boolean finite(Word word) {
        return word.is(Tag.VERB) && (word.form() == Form.BASE || word.form() == Form.THIRD);
    }

    private boolean adjective(int index, String lower) {
        if (Vocabulary.ADJECTIVES.contains(lower)) {
            return true;
        }
        return nounFollows(index)
                && ADJECTIVE_ENDINGS.stream().anyMatch(ending -> lower.endsWith(ending) && lower.length() > 5);
    }

    private boolean determinerFollows(int index) {
        var next = lower(index + 1);
        return Vocabulary.DETERMINERS.contains(next)
                || Set.of("it", "them", "one", "ones", "him", "her", "me", "us", "anything", "something")
                        .contains(next);
    }

    private boolean nounFollows(int index) {
        var next = lower(index + 1);
        return !next.isEmpty() && Character.isLetter(next.charAt(0)) && !Vocabulary.closed(next);
    }

    private boolean nounFollowsOnly(int index) {
        return nounFollows(index) && !determinerFollows(index);
    }

    private boolean wordFollows(int index) {
        var next = lower(index + 1);
        return Vocabulary.PREPOSITIONS.contains(next) || next.equals("to") || Vocabulary.ADVERBS.contains(next);
    }

    private boolean breaks(int index) {
        return Set.of(":", ";", "-", "(", "|", "*", ".", "!").contains(lower(index));
    }

    private boolean previous(int index, Tag tag) {
        return index > 0 && words.get(index - 1).is(tag);
    }

    private Word last(int index) {
        return words.get(index - 1);
    }

    private String lower(int index) {
        return index < 0 || index >= tokens.size()
                ? ""
                : OPEN_PLURAL
                        .matcher(tokens.get(index).toLowerCase(Locale.ROOT))
                        .replaceFirst("");
    }
}
