package codex.engine.llm;

import codex.engine.CallOutcome;
import codex.engine.ModelSettings;
import java.math.BigDecimal;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** One call: sends a request once and writes down what came of it, the raw reply before anything reads it (Q10). */
final class Exchange {
    /** What came of it. */
    sealed interface Result {
        record Answered(String text, long callId) implements Result {}

        record Failed(Trouble trouble) implements Result {}
    }

    private final LlmEngine.Patience patience;
    private final Jdbi jdbi;
    private final Chat chat;
    private final Embedding embedding;

    Exchange(LlmEngine.Patience patience, Jdbi jdbi) {
        this.patience = patience;
        this.jdbi = jdbi;
        this.chat = new Chat(patience);
        this.embedding = new Embedding(patience);
    }

    /**
     * Sends it.
     *
     * @param id of its row in the ledger
     * @param most that it can cost
     */
    Result call(long id, Request request, Dialect dialect, ModelSettings now, BigDecimal most) {
        var met = new Transport.Met();
        var started = System.nanoTime();
        var failure = switch (request) {
            case AnswerRequest answer -> chat.send(answer, dialect, now, met);
            case EmbeddingRequest texts -> embedding.send(texts, now, met);
        };
        var millis = (int) ((System.nanoTime() - started) / 1_000_000);
        // A stop must not keep the ledger from being written.
        var stopped = Thread.interrupted();
        try {
            var received = met.body();
            if (received != null) {
                jdbi.useExtension(Ledger.class, ledger -> ledger.receive(id, received));
                return read(id, request, received, millis, now);
            }
            return failed(id, Trouble.of(failure, patience.clock().instant()), millis, now, request, most);
        } finally {
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Result failed(long id, Trouble trouble, int millis, ModelSettings now, Request request, BigDecimal most) {
        var cost = !trouble.spent() ? BigDecimal.ZERO : now.prices().containsKey(request.model()) ? most : null;
        settle(
                id,
                new Ledger.Settled(
                        trouble.outcome().word(),
                        trouble.status(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        cost,
                        trouble.spent(),
                        millis,
                        trouble.body()));
        return new Result.Failed(trouble);
    }

    /** Reads a reply that stands in the ledger as it was received, and books what it cost. */
    Result read(long id, Request request, String body, int millis, ModelSettings now) {
        var envelope = switch (request) {
            case AnswerRequest answer -> Envelope.of(body);
            case EmbeddingRequest texts ->
                Envelope.ofVectors(body, texts.texts().size());
        };
        var tokensIn = envelope.tokensIn();
        var tokensOut = envelope.tokensOut();
        var told = tokensIn != null
                && tokensOut != null
                && tokensIn > 0
                && (tokensOut > 0 || request.tokens() == 0)
                && tokensIn <= 4 * request.tokensIn() + 1000
                && tokensOut <= request.tokens();
        var cost = Budget.cost(
                now,
                request.model(),
                envelope.model(),
                told && tokensIn != null ? tokensIn : request.tokensIn(),
                told && tokensOut != null ? tokensOut : request.tokens());
        settle(
                id,
                new Ledger.Settled(
                        envelope.outcome().word(),
                        200,
                        envelope.finishReason(),
                        envelope.model(),
                        tokensIn,
                        tokensOut,
                        envelope.tokensCached(),
                        cost,
                        !told,
                        millis,
                        envelope.text().isEmpty() ? body : envelope.text()));
        return envelope.outcome() == CallOutcome.ANSWER
                ? new Result.Answered(envelope.text(), id)
                : new Result.Failed(new Trouble(envelope.outcome(), 200, envelope.why(), null, Duration.ZERO, true));
    }

    private void settle(long id, Ledger.Settled settled) {
        jdbi.useExtension(Ledger.class, ledger -> ledger.settle(id, settled));
    }
}
