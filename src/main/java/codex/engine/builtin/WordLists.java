package codex.engine.builtin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the engine's data files: lines without comments, or the words of all lines. */
final class WordLists {
    private static final String ROOT = "/engine/builtin/";

    private WordLists() {}

    /** The lines of a file that say something, with their indentation. */
    static List<String> lines(String file) {
        try (var stream = WordLists.class.getResourceAsStream(ROOT + file)) {
            if (stream == null) {
                throw new IllegalStateException("the data file " + ROOT + file + " is missing from the program");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the data file " + ROOT + file + " cannot be read", e);
        }
    }

    static Set<String> words(String file) {
        return lines(file).stream()
                .flatMap(line -> List.of(line.strip().split("\\s+", -1)).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
