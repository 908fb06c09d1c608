package codex.queue;

import org.jdbi.v3.core.Handle;

/** Does the work of one kind of job. May run again after a crash: what it stores goes through {@link Steps}. */
@FunctionalInterface
public interface Handler {
    Outcome handle(Job job, Steps steps);

    /** The queue ended a job whose workers died: it will not be handled again. In the transaction that says so. */
    default void abandoned(Handle handle, Job job) {}
}
