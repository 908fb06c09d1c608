package codex.queue;

import java.time.Instant;

/**
 * One line of what a job tells; its id is the event stream's {@code Last-Event-ID}.
 *
 * @param kind {@code state}, {@code step}, {@code say}
 * @param level {@code info}, {@code warn} or {@code error}
 */
public record JobEvent(long id, long jobId, Instant at, String kind, String level, String message) {}
