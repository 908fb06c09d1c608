package codex.engine.llm;

import codex.engine.CallOutcome;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which parameters a model takes. Endpoints that call themselves compatible differ here, and say so only by refusing; what
 * a model refused once is not sent to it again (RELIABILITY.md, F29).
 *
 * @param completionTokens whether the limit is called {@code max_completion_tokens}, and not {@code max_tokens}
 * @param most tokens that a reply may be allowed
 */
record Dialect(boolean completionTokens, boolean temperature, Shape shape, int most) {
    /** How the shape of an answer is asked for. */
    enum Shape {
        /** By a JSON schema beside the messages. */
        SCHEMA,
        /** As any JSON object; the schema stands in the message. */
        OBJECT,
        /** In words alone. */
        WORDS
    }

    static final Dialect USUAL = new Dialect(false, true, Shape.SCHEMA, Integer.MAX_VALUE);

    private static final Pattern MOST =
            Pattern.compile("(?i)(?:at most|maximum(?: value)?(?: is| of)?|less than or equal to|<=)\\s*(\\d{3,7})");

    /** Tokens that a reply may have, where so many are wanted. */
    int tokens(int wanted) {
        return Math.min(wanted, most);
    }

    /** The other form, when a request was refused and one of the parameters it had is named. */
    Optional<Dialect> after(Trouble trouble) {
        var refusal = trouble.body();
        return trouble.outcome() == CallOutcome.REJECTED && refusal != null ? after(refusal) : Optional.empty();
    }

    private Optional<Dialect> after(String refusal) {
        var most = MOST.matcher(refusal).results().findFirst().map(found -> Integer.parseInt(found.group(1)));
        if (refusal.contains("max_tokens") || refusal.contains("max_completion_tokens")) {
            if (most.isPresent() && most.get() < this.most) {
                return Optional.of(new Dialect(completionTokens, temperature, shape, most.get()));
            }
            return completionTokens || !refusal.contains("max_tokens")
                    ? Optional.empty()
                    : Optional.of(new Dialect(true, temperature, shape, this.most));
        }
        if (refusal.contains("temperature") && temperature) {
            return Optional.of(new Dialect(completionTokens, false, shape, this.most));
        }
        if (refusal.contains("response_format") || refusal.contains("json_schema")) {
            return switch (shape) {
                case SCHEMA -> Optional.of(new Dialect(completionTokens, temperature, Shape.OBJECT, this.most));
                case OBJECT -> Optional.of(new Dialect(completionTokens, temperature, Shape.WORDS, this.most));
                case WORDS -> Optional.empty();
            };
        }
        return Optional.empty();
    }
}
