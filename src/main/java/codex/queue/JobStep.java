package codex.queue;

import java.time.Instant;

/** A step that is done; {@code seq} is its place in the run. */
public record JobStep(long jobId, String key, int seq, Instant startedAt, Instant finishedAt) {}
