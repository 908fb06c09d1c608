package codex.engine.builtin;

import java.util.List;
import java.util.Set;

/**
 * One sentence or list item.
 *
 * @param number from 1
 * @param text as it was written, without its bullet
 * @param heading the heading it stands under; empty for none
 * @param kind what kind of line it is
 * @param words its words with what they are; a list item's begin with those of the line that introduces the list
 */
public record Sentence(int number, String text, String heading, Kind kind, List<Word> words) {
    /** How it stands in the text. */
    public enum Kind {
        PLAIN,
        ITEM,
        HEADING,
        /** Ends in a colon and introduces the items after it, which repeat its words. */
        LEAD
    }

    public Sentence {
        words = List.copyOf(words);
    }

    /** Whether one of its words has one of these base forms: {@code has("shorten", "short")}. */
    public boolean has(String... bases) {
        var wanted = Set.of(bases);
        return words.stream().anyMatch(word -> wanted.contains(word.base()) || wanted.contains(word.lower()));
    }
}
