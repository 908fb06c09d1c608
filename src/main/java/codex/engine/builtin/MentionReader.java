package codex.engine.builtin;

import codex.engine.builtin.Mention.Part;
import codex.engine.builtin.Word.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the verbs and the noun phrases of one part of a sentence, with what governs each. */
final class MentionReader {
    private static final Set<String> OWN = Set.of("my", "our", "their", "his", "her", "your", "own");

    private final int sentence;
    private final Part part;
    private final Story story;
    private List<Word> words = List.of();
    private int at;
    private String verb = "";
    private String preposition = "";
    private boolean primary;

    MentionReader(int sentence, Part part, Story story) {
        this.sentence = sentence;
        this.part = part;
        this.story = story;
    }

    void read(String text) {
        words = Tagger.tag(Rewrites.IDIOMS.apply(text));
        primary = part == Part.WISH;
        while (at < words.size()) {
            var word = words.get(at);
            switch (word.tag()) {
                case VERB -> verb(word);
                case PREPOSITION, TO -> preposition(word);
                case NOUN, ADJECTIVE, NUMBER, DETERMINER -> phrase();
                default -> at++;
            }
        }
    }

    private void verb(Word word) {
        story.add(new Story.Action(word.text(), word.base(), part, primary));
        verb = word.base();
        preposition = "";
        at++;
    }

    private void preposition(Word word) {
        preposition = word.lower();
        at++;
    }

    private void phrase() {
        var written = new ArrayList<String>();
        var nouns = new ArrayList<Word>();
        var possessor = "";
        var own = false;
        var determined = false;
        for (; at < words.size(); at++) {
            var word = words.get(at);
            if (word.is(Tag.DETERMINER) && nouns.isEmpty()) {
                determined = true;
                own |= OWN.contains(word.lower());
            } else if (word.is(Tag.ADJECTIVE) && nouns.isEmpty()) {
                written.add(word.text());
            } else if (word.is(Tag.NOUN)) {
                written.add(word.text());
                nouns.add(word);
            } else if (word.is(Tag.POSSESSIVE) && !nouns.isEmpty()) {
                add(written, nouns, possessor, new Determiner(determined, own));
                determined = true;
                possessor = name(nouns);
                written.clear();
                nouns.clear();
            } else if (!word.is(Tag.NUMBER) || !nouns.isEmpty()) {
                break;
            }
        }
        if (!nouns.isEmpty()) {
            add(written, nouns, possessor, new Determiner(determined, own));
        }
        primary &= verb.isEmpty();
    }

    private record Determiner(boolean there, boolean own) {}

    private void add(List<String> written, List<Word> nouns, String possessor, Determiner determiner) {
        var plural = Nouns.isPlural(nouns.getLast().lower());
        var capital = Character.isUpperCase(nouns.getLast().text().charAt(0));
        story.add(new Mention(
                sentence,
                part,
                String.join(" ", written),
                name(nouns),
                verb,
                preposition,
                possessor,
                plural,
                capital && !plural && !determiner.there(),
                determiner.own()));
    }

    private static String name(List<Word> nouns) {
        return Nouns.singular(nouns.stream().map(Word::lower).collect(Collectors.joining(" ")));
    }
}
