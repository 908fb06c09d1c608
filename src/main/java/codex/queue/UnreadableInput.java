package codex.queue;

/** A job's input is not what its kind expects. The job fails; no loop dies of it (RELIABILITY.md, Q19). */
public final class UnreadableInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableInput(long jobId, Class<?> expected, Throwable cause) {
        super("job " + jobId + " has an input that is no " + expected.getSimpleName(), cause);
    }
}
