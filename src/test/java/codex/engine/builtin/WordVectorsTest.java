package codex.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import codex.engine.Asker;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordVectorsTest {
    private static final Asker ASKER = new Asker(1, 1, 1, "library:one", Instant.EPOCH, said -> {});

    @Test
    void the_same_words_in_another_order_number_and_case_are_the_same() {
        assertThat(cosine("Counts the free seats of a course", "of courses, count: seats free; counts"))
                .isGreaterThan(0.8);
    }

    @Test
    void more_words_in_common_are_more_alike() {
        var wish = "Tells how many seats of a course are free";
        var near = cosine(wish, "Tells how many seats of a show are free");
        var far = cosine(wish, "Tells how long a loan of a tool lasts");
        var none = cosine(wish, "Turns a number into Roman numerals");
        assertThat(near).isGreaterThan(0.6).isGreaterThan(far);
        assertThat(far).isLessThan(0.6).isGreaterThan(none);
        assertThat(none).isLessThan(0.2);
    }

    @Test
    void small_words_alone_say_nothing() {
        assertThat(vectors("to be of the", "").getLast()).allMatch(number -> number == 0);
    }

    private static List<List<Float>> vectors(String... texts) {
        return new WordVectors().embed(List.of(texts), ASKER).orElseThrow();
    }

    private static double cosine(String one, String other) {
        var vectors = vectors(one, other);
        return dot(vectors.getFirst(), vectors.getLast())
                / Math.sqrt(dot(vectors.getFirst(), vectors.getFirst()) * dot(vectors.getLast(), vectors.getLast()));
    }

    private static double dot(List<Float> one, List<Float> other) {
        return IntStream.range(0, one.size())
                .mapToDouble(index -> (double) one.get(index) * other.get(index))
                .sum();
    }
}
