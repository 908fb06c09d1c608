package codex.engine.builtin;

import codex.engine.Asker;
import codex.engine.Embedder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Vectors of the words that a text has, whatever their order: those that mean the same are one, small ones do not count. Each
 * word adds one to the place that its hash tells, or takes one away, so that two which meet there are not taken for alike
 * (Weinberger and others, "Feature Hashing for Large Scale Multitask Learning", 2009).
 */
final class WordVectors implements Embedder {
    private static final int LENGTH = 512;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Set<String> SMALL = Set.of(
            "a", "an", "the", "of", "to", "and", "or", "is", "are", "in", "on", "it", "its", "for", "with", "by", "as",
            "at", "that", "this", "which", "if");

    @Override
    public String name() {
        return "builtin";
    }

    @Override
    public Optional<List<List<Float>>> embed(List<String> texts, Asker asker) {
        return Optional.of(texts.stream().map(WordVectors::vector).toList());
    }

    private static List<Float> vector(String text) {
        var vector = new ArrayList<>(Collections.nCopies(LENGTH, 0f));
        WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .filter(word -> !SMALL.contains(word))
                .map(word -> Synonyms.one(Nouns.singular(word)).hashCode())
                .forEach(hash -> {
                    var place = Math.floorMod(hash, LENGTH);
                    var sign = Integer.bitCount(hash / LENGTH) % 2 == 0 ? 1 : -1;
                    vector.set(place, vector.get(place) + sign);
                });
        return List.copyOf(vector);
    }
}
