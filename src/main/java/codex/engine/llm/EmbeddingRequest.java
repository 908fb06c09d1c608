package codex.engine.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for the vectors of some texts. Nothing waits for them that could not do without, so it is sent once. */
record EmbeddingRequest(String model, List<String> texts) implements Request {
    private static final ObjectMapper JSON = new ObjectMapper();

    EmbeddingRequest {
        texts = List.copyOf(texts);
    }

    @Override
    public String name() {
        return "EmbedTexts";
    }

    @Override
    public @Nullable String promptHash() {
        return null;
    }

    @Override
    public String text() {
        try {
            return JSON.writeValueAsString(texts);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("texts are plain", broken);
        }
    }

    @Override
    public int tokensIn() {
        return Request.reckoned(text());
    }

    @Override
    public int tokens() {
        return 0;
    }

    @Override
    public int tries() {
        return 1;
    }

    @Override
    public String hash() {
        return Prompts.sha256(model + "\n" + text());
    }
}
