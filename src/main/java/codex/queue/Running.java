package codex.queue;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A job that this process is at, and how it is told to stop. */
final class Running {
    /** Why a job has to stop before its end. */
    enum Reason {
        /** Another worker may be at it. */
        LOST,
        /** A person asked. */
        CANCELLED,
        /** The process ends; another goes on. */
        RELEASED
    }

    /** Ends a run between two steps, because the process is about to end. */
    static final class Stopping extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Stopping(long jobId) {
            super("job " + jobId + " is given back, since this process ends");
        }
    }

    private final Job job;
    private final Lease lease;
    private @Nullable Thread thread;
    private @Nullable Reason reason;
    private volatile boolean draining;

    Running(Job job) {
        this.job = job;
        this.lease = Lease.of(job);
    }

    Job job() {
        return job;
    }

    Lease lease() {
        return lease;
    }

    /** From here to {@link #end} the calling thread is interrupted when the job has to stop. */
    synchronized void begin() {
        thread = Thread.currentThread();
        if (reason != null) {
            thread.interrupt();
        }
    }

    /** What follows on this thread is not interrupted. */
    synchronized void end() {
        thread = null;
        Thread.interrupted();
    }

    /** The first reason counts, but a lost lease beats all. */
    synchronized void stop(Reason why) {
        if (reason == null || why == Reason.LOST) {
            reason = why;
        }
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** The job may finish its step, and begins no other. */
    void drain() {
        draining = true;
    }

    synchronized Optional<Reason> reason() {
        return Optional.ofNullable(reason);
    }

    /** Throws {@link LeaseLost} when another may be at it. */
    void checkLease() {
        if (reason().filter(Reason.LOST::equals).isPresent()) {
            throw new LeaseLost(job.id());
        }
    }

    /** Throws when the job has to stop: {@link LeaseLost}, {@link Cancelled} or {@link Stopping}. */
    void check() {
        var why = reason();
        if (why.isPresent()) {
            throw switch (why.get()) {
                case LOST -> new LeaseLost(job.id());
                case CANCELLED -> new Cancelled(job.id());
                case RELEASED -> new Stopping(job.id());
            };
        }
        if (draining) {
            throw new Stopping(job.id());
        }
    }
}
