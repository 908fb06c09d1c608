package codex.queue;

/** Does the work of one kind of job. May run again after a crash: what it stores goes through {@link Steps}. */
@FunctionalInterface
public interface Handler {
    Outcome handle(Job job, Steps steps);
}
