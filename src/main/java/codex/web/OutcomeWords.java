package codex.web;

import codex.engine.CallFilter;
import codex.engine.CallOutcome;
import codex.engine.EngineCall;

/** What became of a call, as a page says it: the ledger's word, and a sentence (RELIABILITY.md, C6; EXPERIENCE.md, G12). */
public final class OutcomeWords {
    private OutcomeWords() {}

    /** The ledger's word, but for a call that is still open. */
    public static String label(EngineCall call) {
        return call.open() ? "under way" : call.outcome();
    }

    /** What it means for the work and for the bill; a word of another release is only repeated. */
    public static String sentence(EngineCall call) {
        if (call.open()) {
            return "It was sent and nothing came back yet. What it may cost at most is held until then.";
        }
        return CallOutcome.of(call.outcome())
                .map(OutcomeWords::sentence)
                .orElseGet(() -> "It ended as %s.".formatted(call.outcome()));
    }

    /** The state's word for the style sheet. */
    public static String shape(EngineCall call) {
        if (call.open()) {
            return "running";
        }
        return CallOutcome.of(call.outcome())
                .map(outcome -> switch (outcome) {
                    case ANSWER -> "done";
                    case CANCELLED -> "draft";
                    default -> "failed";
                })
                .orElse("failed");
    }

    /** Whether a filter may ask for it. */
    static boolean known(String word) {
        return word.equals(CallFilter.FAILED)
                || word.equals("SENT")
                || CallOutcome.of(word).isPresent();
    }

    private static String sentence(CallOutcome outcome) {
        return switch (outcome) {
            case ANSWER -> "It answered with what was asked for.";
            case UNREACHABLE ->
                "No connection to the model's address came about, so nothing was asked and nothing is paid.";
            case TIMED_OUT ->
                "The reply did not come in time. The model may have worked on it all the same, and billed it.";
            case BROKEN -> "The reply broke off or could not be read as one. What was billed for it is not known.";
            case BUSY -> "The endpoint asked to slow down; the same request is sent again once it allows it.";
            case DOWN -> "The endpoint had a fault of its own; the same request is sent again later.";
            case DENIED -> "The endpoint does not accept the key. An operator has to enter one that is valid.";
            case QUOTA -> "The account at the endpoint has no credit left. Nothing is sent again before there is some.";
            case REJECTED ->
                "The endpoint refused the request as it is: the address, the model's name or a setting is wrong.";
            case TOO_LONG -> "The request was longer than the model can read. Less has to be asked at a time.";
            case TRUNCATED -> "The answer was cut off at its limit of tokens, so it cannot be used.";
            case REFUSED -> "The model declined to answer this.";
            case MALFORMED -> "The answer was not the JSON that was asked for; it was asked again with what was wrong.";
            case UNUSABLE ->
                "The answer had the right form, but what it says cannot be: a name or an id that does not exist.";
            case OVER_BUDGET -> "It could have gone over a limit of what may be spent, so it was not sent.";
            case CANCELLED -> "Somebody stopped the work while the answer was awaited.";
        };
    }
}
