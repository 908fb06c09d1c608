package codex.engine.llm;

import codex.engine.Asker;
import codex.engine.Embedder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;

/** Vectors of a model behind the endpoint. */
record ModelEmbedder(String name, Client client, ObjectMapper json) implements Embedder {
    @Override
    public Optional<List<List<Float>>> embed(List<String> texts, Asker asker) {
        return switch (client.send(new EmbeddingRequest(name, texts), asker)) {
            case Client.Reply.Text reply -> Optional.of(read(reply.text()));
            case Client.Reply.None none -> {
                asker.tell().accept("%s has no vectors for us, so words are compared. %s".formatted(name, none.why()));
                yield Optional.empty();
            }
        };
    }

    private List<List<Float>> read(String vectors) {
        try {
            return json.readValue(vectors, new TypeReference<>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("vectors were looked at when they were received", broken);
        }
    }
}
