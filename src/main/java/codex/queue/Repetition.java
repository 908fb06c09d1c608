package codex.queue;

/** What became of the wish to run a job once more. */
public sealed interface Repetition {
    /** It is queued and resumes at its first unfinished step. */
    record Queued() implements Repetition {}

    /** It did not fail: it runs, waits or succeeded. A 409. */
    record NotOver(JobState state) implements Repetition {}

    /** Another job does the same work. A 409 that names it. */
    record OtherActive(long id) implements Repetition {}

    /** There is no such job, or it is a stranger's. */
    record NotFound() implements Repetition {}
}
