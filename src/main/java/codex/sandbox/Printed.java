package codex.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What a process of a {@link Runner} prints, and who waits for a line of it. */
final class Printed {
    /** What no line holds. */
    static final String NOTHING = "";

    // What is shown of them are the last ones.
    private static final int MOST_LINES = 500;

    private final Deque<String> lines = new ArrayDeque<>();
    private String sought = NOTHING;
    private CompletableFuture<String> found = new CompletableFuture<>();
    private Consumer<String> look = line -> {};
    private boolean ended;

    Printed(Process process) {
        Thread.ofPlatform().daemon().start(() -> read(process));
    }

    /** From here on {@code look} sees each line, and nothing of before counts. */
    synchronized void begin(Consumer<String> each) {
        lines.clear();
        look = each;
    }

    /** The next line that holds {@code words}; empty when it ends without. To be asked for before what leads to it. */
    synchronized CompletableFuture<String> next(String words) {
        sought = words;
        found = new CompletableFuture<>();
        if (ended) {
            found.complete("");
        }
        return found;
    }

    synchronized String text() {
        return String.join("\n", lines);
    }

    private void read(Process process) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (IOException killed) {
            add(killed.toString());
        }
        end();
    }

    private synchronized void add(String line) {
        look.accept(line);
        lines.add(Runner.cut(line));
        if (lines.size() > MOST_LINES) {
            lines.removeFirst();
        }
        if (!sought.equals(NOTHING) && line.contains(sought)) {
            found.complete(line);
        }
    }

    private synchronized void end() {
        ended = true;
        found.complete("");
    }
}
