package codex.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts processes, all from one platform thread that never ends: a box dies with the <em>thread</em> that started it,
 * so a pooled or virtual thread would kill it on returning (X6).
 */
final class Launcher {
    // Not closed: it lives as long as the process, and being a daemon does not keep it up.
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("sandbox-launcher").factory());

    /** The launcher is process 1 inside and its environment can be read there, so it gets none (X13). */
    Process launch(List<String> words) {
        var builder = new ProcessBuilder(words);
        builder.environment().clear();
        try {
            return thread.submit(builder::start).get();
        } catch (ExecutionException failed) {
            throw new UncheckedIOException("could not start " + words.getFirst(), new IOException(failed.getCause()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before a box was started", interrupted);
        }
    }
}
