package codex.agent;

import codex.queue.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Asks side by side what does not depend on each other. How many calls are open at once is the engine's to say. */
public final class SideBySide {
    private SideBySide() {}

    /**
     * The results in the order of the tasks. When one fails, the others are still awaited, so that what they found is kept
     * in their steps; then its failure is thrown.
     */
    public static <T> List<T> all(List<Callable<T>> tasks, Steps steps) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (var done : threads.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            steps.checkCancelled();
            throw new IllegalStateException("interrupted, and nobody wants the job to stop", stopped);
        }
    }
}
