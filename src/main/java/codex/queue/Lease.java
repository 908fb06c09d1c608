package codex.queue;

import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The right to write for a job, as long as it lasts. */
record Lease(long jobId, UUID token) {
    static Lease of(Job job) {
        return new Lease(job.id(), Objects.requireNonNull(job.leaseToken(), "a claimed job has a lease"));
    }

    /**
     * Writes in one transaction, which commits only if the lease held all the time (RELIABILITY.md, Q7). It must take
     * less than a second, for the heartbeat waits for it.
     *
     * @throws LeaseLost when another may be at the job; nothing is written
     */
    <T> T fenced(Jdbi jdbi, Function<Handle, T> writes) {
        return jdbi.inTransaction(handle -> {
            if (handle.attach(Jobs.class).hold(jobId, token).isEmpty()) {
                throw new LeaseLost(jobId);
            }
            return writes.apply(handle);
        });
    }
}
