package codex.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the operating system's programs, by absolute path: a box's launcher has no environment, hence no PATH. */
final class Programs {
    private static final String WHERE = "/usr/bin:/bin:/usr/sbin:/sbin:/usr/local/bin";

    private Programs() {}

    static Optional<Path> find(String name) {
        return Stream.of(WHERE.split(":", -1))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @throws IllegalStateException if it is not installed */
    static String path(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalStateException(name + " is not installed"))
                .toString();
    }
}
