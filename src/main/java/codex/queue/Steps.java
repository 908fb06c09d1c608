package codex.queue;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** What a handler may do for its job. Every write is fenced by the job's lease; {@link LeaseLost} is thrown without it. */
public interface Steps {
    /**
     * Does {@code work} once. A stored output of the same key and hash is returned without running it; another hash runs
     * it again and forgets every later step (RELIABILITY.md, Q9).
     *
     * @param key one of Q9's: {@code graph:e12}; the same key twice in one run is a programming error
     * @param inputHash of all that the output depends on
     * @param type of the output, which is stored as JSON
     */
    <T> T step(String key, String inputHash, Class<T> type, Supplier<T> work);

    /**
     * As {@link #step}, but {@code work} writes rows in the same transaction that stores its output: it takes a handle and
     * must be quick.
     */
    <T> T write(String key, String inputHash, Class<T> type, Function<Handle, T> work);

    /** Tells whoever watches what is going on, in a sentence about their application (EXPERIENCE.md, G9). */
    void say(String message);

    /** Throws {@link Cancelled} when someone asked to stop; called between steps and by long waits. */
    void checkCancelled();
}
