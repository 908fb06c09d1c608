package codex.queue;

/** The worker no longer holds the job: another may be at it. Nothing was written. */
public final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LeaseLost(long jobId) {
        super("job " + jobId + " is no longer held by this worker; nothing was written");
    }
}
