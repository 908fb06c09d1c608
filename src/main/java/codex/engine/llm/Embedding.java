package codex.engine.llm;

import codex.engine.ModelSettings;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import java.time.Duration;

/** Asks for vectors through LangChain4j. What is received is noted, not read. */
final class Embedding {
    /** Vectors are there within a second, or not worth the wait. */
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Duration deadline;
    private final Transport transport;

    Embedding(LlmEngine.Patience patience) {
        this.deadline = patience.deadline().compareTo(DEADLINE) < 0 ? patience.deadline() : DEADLINE;
        this.transport =
                new Transport(new LlmEngine.Patience(patience.connect(), deadline, patience.pause(), patience.clock()));
    }

    /** What failed, where nothing was received; else what LangChain4j makes of it does not matter. */
    RuntimeException send(EmbeddingRequest request, ModelSettings now, Transport.Met met) {
        try {
            model(request, now, met)
                    .embedAll(request.texts().stream().map(TextSegment::from).toList());
        } catch (RuntimeException failed) {
            return met.failure() == null ? failed : met.failure();
        }
        return new IllegalStateException("nothing failed");
    }

    private OpenAiEmbeddingModel model(EmbeddingRequest request, ModelSettings now, Transport.Met met) {
        return OpenAiEmbeddingModel.builder()
                .baseUrl(now.endpoint() == null ? ModelSettings.OPENAI : now.endpoint())
                .apiKey(now.apiKey())
                .modelName(request.model())
                .maxSegmentsPerBatch(request.texts().size())
                .maxRetries(0)
                .timeout(deadline)
                .httpClientBuilder(transport.forCall(met))
                .build();
    }
}
