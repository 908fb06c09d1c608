package codex.queue;

import java.util.Locale;
import java.util.Set;

/** Where a job stands. The labels are spelled in the database as here. */
public enum JobState {
    QUEUED,
    RUNNING,
    WAITING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** States of a job that may still do something; the index {@code job_one_active} says the same (RELIABILITY.md, Q2). */
    public static final Set<JobState> ACTIVE = Set.of(QUEUED, RUNNING, WAITING);

    public boolean active() {
        return ACTIVE.contains(this);
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
