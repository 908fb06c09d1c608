package codex.specification.intake;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something in an imported document that a specification cannot say, or says otherwise.
 *
 * @param pointer where it stands: a JSON pointer (RFC 6901) as a fragment, or {@code line 12}
 * @param reason what becomes of it, as a sentence
 */
public record Loss(String pointer, String reason) {
    /** The same loss in several places, in reading order. */
    public record Repeated(String reason, List<String> pointers) {
        public Repeated {
            pointers = List.copyOf(pointers);
        }

        /** The first places, and how many there are beyond. */
        public String places() {
            var first = String.join(", ", pointers.subList(0, Math.min(SHOWN, pointers.size())));
            return pointers.size() > SHOWN ? "%s and %d more places".formatted(first, pointers.size() - SHOWN) : first;
        }
    }

    private static final int SHOWN = 3;

    /** Equal reasons together. What happened once comes first: a header lost on every route would bury it. */
    static List<Repeated> together(Collection<Loss> losses) {
        return losses.stream()
                .collect(Collectors.groupingBy(
                        Loss::reason, LinkedHashMap::new, Collectors.mapping(Loss::pointer, Collectors.toList())))
                .entrySet()
                .stream()
                .map(entry -> new Repeated(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(repeated -> repeated.pointers().size()))
                .toList();
    }
}
