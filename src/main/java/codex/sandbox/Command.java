package codex.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One untrusted command.
 *
 * @param words the program and its arguments, with paths as they are inside: {@code /jdk/bin/java}, {@code /src/App.java}
 * @param readOnly host directories and files, by the path they have inside; {@code /jdk} is always there
 * @param environment all that it gets beside {@code PATH}, {@code HOME}, {@code LANG} and {@code OUT}
 * @param input what it reads from standard input; empty for none
 * @param limits where it ends
 */
public record Command(
        List<String> words, Map<String, Path> readOnly, Map<String, String> environment, String input, Limits limits) {
    // What shuts a command in runs with its environment, so nothing in there may tell a loader or a shell what to do.
    private static final Pattern NAME = Pattern.compile("(?!LD_|GLIBC_)[A-Z][A-Z0-9_]*");

    /**
     * Where a command ends (RELIABILITY.md, X5). Sizes in bytes.
     *
     * @param wall by the clock; a command that was started to stay does not end by it
     * @param cpu of each of its processes
     * @param outputSize how much is kept of what it prints; sixteen times as much ends it
     */
    public record Limits(Duration wall, Duration cpu, long fileSize, long boxSize, int processes, int outputSize) {
        public static final Limits DEFAULT =
                new Limits(Duration.ofMinutes(2), Duration.ofMinutes(2), 64L << 20, 256L << 20, 512, 1 << 20);
        /** For a command that stays. */
        public static final Limits STAYING =
                new Limits(Duration.ofDays(365), Duration.ofDays(365), 64L << 20, 256L << 20, 512, 1 << 20);
    }

    /** @throws IllegalArgumentException if a name in {@code environment} is no word in capitals, or a loader obeys it */
    public Command {
        for (var name : environment.keySet()) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "a box's variable is a word in capitals that no loader obeys, not \"" + name + "\"");
            }
        }
        words = List.copyOf(words);
        readOnly = Map.copyOf(readOnly);
        environment = Map.copyOf(environment);
    }
}
