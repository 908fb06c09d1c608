package codex.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

    /**
     * The launcher is process 1 inside and its environment can be read there, so it gets the command's and nothing of
     * ours (X13). An interrupt does not keep it from starting: nobody would know of a process that started after all.
     */
    Process launch(Enclosure.Enclosed enclosed) {
        var builder = new ProcessBuilder(enclosed.words());
        builder.environment().clear();
        builder.environment().putAll(enclosed.environment());
        try {
            return CompletableFuture.supplyAsync(() -> started(builder), thread).join();
        } catch (CompletionException failed) {
            throw new UncheckedIOException(
                    "could not start " + enclosed.words().getFirst(), new IOException(failed.getCause()));
        }
    }

    private static Process started(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
