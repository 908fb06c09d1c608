package codex.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came back for a question. */
public sealed interface Answer<A> {
    /** The answer, valid by schema and by meaning. */
    record Given<A>(A value) implements Answer<A> {}

    /** The engine knows that it cannot do this; another engine may. {@code why} is a sentence for the page. */
    record Beyond<A>(String why) implements Answer<A> {}

    /**
     * The call came to nothing.
     *
     * @param why a sentence with what to do next
     * @param after when it is worth trying again; null for never as it is
     * @param counts whether trying again is to be bounded: false where nothing was sent
     */
    record Failed<A>(
            CallOutcome outcome, String why, @Nullable Duration after, boolean counts) implements Answer<A> {}
}
