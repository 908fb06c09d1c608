package codex.queue;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What the rest of the program does with jobs. */
public interface Queue {
    /**
     * Enqueues within the caller's transaction and wakes a worker when it commits. While a job with the same unique key
     * is active, nothing is added and its id comes back (RELIABILITY.md, Q1, Q2).
     */
    long enqueue(Handle handle, NewJob job);

    /** The active job with this unique key. */
    Optional<Job> active(Handle handle, String uniqueKey);
}
