package codex.queue;

import java.time.Duration;

/** How one attempt at a job ended. An exception means a bug or a dead dependency, never an outcome. */
public sealed interface Outcome {
    /**
     * It is done.
     *
     * @param result names what was made, as a record; stored as JSON
     */
    record Done(Object result) implements Outcome {}

    /** A person has to do something first; whoever stores what was missing wakes the job. */
    record Waiting(String why) implements Outcome {}

    /** It may work later; the attempt counts. */
    record Retry(Duration after, String why) implements Outcome {}

    /** Nothing could be tried as yet; the attempt does not count. */
    record Later(Duration after, String why) implements Outcome {}

    /** It will not work as it is. {@code why} says what to do next. */
    record Failed(String why) implements Outcome {}
}
