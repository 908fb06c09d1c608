package codex.queue;

import java.time.Duration;

/**
 * How much is worked on at once.
 *
 * @param threads jobs of this process
 * @param perAccount running jobs of one account, in all processes
 * @param total running jobs in all processes
 * @param grace how long a job may go on with its step when the process ends
 */
public record WorkerSettings(int threads, int perAccount, int total, Duration grace) {
    public WorkerSettings {
        if (threads < 1 || perAccount < 1 || total < 1) {
            throw new IllegalArgumentException(
                    "a worker needs at least one thread, one job per account and one in total");
        }
    }
}
