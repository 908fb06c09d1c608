package codex.queue;

/** Someone asked the job to stop. Steps that were finished stay. */
public final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Cancelled(long jobId) {
        super("job " + jobId + " was asked to stop");
    }
}
