package codex.engine.builtin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A noun with what belongs to it.
 *
 * @param name its nouns in the singular: {@code due date}
 * @param adjectives in lower case
 * @param determiner such as {@code a}, {@code each}, {@code my}; empty for none
 * @param plural whether it was written in the plural
 * @param number a number before it; null for none
 * @param of the noun that possesses it ("the book's title"); empty for none
 * @param pronoun whether it stands for something named before
 */
record Phrase(
        String name,
        List<String> adjectives,
        String determiner,
        boolean plural,
        @Nullable Integer number,
        String of,
        boolean pronoun) {
    Phrase {
        adjectives = List.copyOf(adjectives);
    }

    String head() {
        return name.substring(name.lastIndexOf(' ') + 1);
    }

    boolean own() {
        return List.of("my", "our", "their", "his", "her", "your").contains(determiner) || adjectives.contains("own");
    }
}
