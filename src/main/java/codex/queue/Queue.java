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

    /** Asks a job of the owner to stop, within the caller's transaction. */
    Cancellation cancel(Handle handle, long accountId, long id);

    /** Queues a failed or stopped job of the owner once more; it resumes at its first unfinished step. */
    Repetition retry(long accountId, long id);
}
