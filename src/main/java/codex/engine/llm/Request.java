package codex.engine.llm;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One request as it will be sent. */
sealed interface Request permits AnswerRequest, EmbeddingRequest {
    /**
     * Tokens of text are reckoned, never counted: each model counts in its own way (RELIABILITY.md, C17). By bytes, since
     * a character of other scripts than Latin is about a token.
     */
    double BYTES_PER_TOKEN = 3.5;

    String model();

    /** What is asked, as the ledger lists it. */
    String name();

    /** Null where no prompt asks. */
    @Nullable
    String promptHash();

    /** What is sent, as the ledger keeps it. */
    String text();

    /** The most tokens that it is reckoned to have. */
    int tokensIn();

    /** Tokens that the reply may have at most. */
    int tokens();

    /** How often it is sent at most, where the endpoint fails. */
    int tries();

    /** The same for the same request, whoever sends it. */
    String hash();

    static int reckoned(String text) {
        return (int) Math.ceil(text.getBytes(StandardCharsets.UTF_8).length / BYTES_PER_TOKEN * 1.1);
    }
}
