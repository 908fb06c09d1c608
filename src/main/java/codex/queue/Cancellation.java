package codex.queue;

/** What became of the wish to stop a job (RELIABILITY.md, Q14). */
public sealed interface Cancellation {
    /** Nobody was at it: it is over. */
    record Ended() implements Cancellation {}

    /** Its worker is told and stops within five seconds. */
    record Asked() implements Cancellation {}

    /** There was nothing to stop; nothing is changed. A 409. */
    record AlreadyOver(JobState state) implements Cancellation {}

    /** There is no such job, or it is a stranger's. */
    record NotFound() implements Cancellation {}
}
