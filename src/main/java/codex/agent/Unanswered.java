package codex.agent;

import codex.queue.Outcome;

/** A question came to nothing, and the job ends its attempt with it. Thrown so that no agent can go on without an answer. */
final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    Unanswered(String message, Outcome outcome) {
        super(message);
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }
}
