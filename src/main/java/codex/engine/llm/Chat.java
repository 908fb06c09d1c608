package codex.engine.llm;

import codex.engine.ModelSettings;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;

/** Sends one request through LangChain4j, in the dialect of its endpoint. What is received is noted, not read. */
final class Chat {
    private final LlmEngine.Patience patience;
    private final Transport transport;

    Chat(LlmEngine.Patience patience) {
        this.patience = patience;
        this.transport = new Transport(patience);
    }

    /** What failed, where nothing was received; else what LangChain4j makes of it does not matter. */
    RuntimeException send(AnswerRequest request, Dialect dialect, ModelSettings now, Transport.Met met) {
        try {
            model(request, now, met).chat(asked(request, dialect));
        } catch (RuntimeException failed) {
            return met.failure() == null ? failed : met.failure();
        }
        return new IllegalStateException("nothing failed");
    }

    private ChatModel model(AnswerRequest request, ModelSettings now, Transport.Met met) {
        return OpenAiChatModel.builder()
                .baseUrl(now.endpoint() == null ? ModelSettings.OPENAI : now.endpoint())
                .apiKey(now.apiKey())
                .modelName(request.model())
                .maxRetries(0)
                .timeout(patience.deadline())
                .httpClientBuilder(transport.forCall(met))
                .build();
    }

    private static ChatRequest asked(AnswerRequest request, Dialect dialect) {
        var tokens = dialect.tokens(request.tokens());
        var parameters = OpenAiChatRequestParameters.builder();
        if (dialect.completionTokens()) {
            parameters.maxCompletionTokens(tokens);
        } else {
            parameters.maxOutputTokens(tokens);
        }
        if (dialect.temperature()) {
            parameters.temperature(request.temperature());
        }
        switch (dialect.shape()) {
            case SCHEMA -> parameters.responseFormat(format(request));
            case OBJECT -> parameters.responseFormat(ResponseFormat.JSON);
            case WORDS -> {}
        }
        return ChatRequest.builder()
                .messages(dialect.shape() == Dialect.Shape.SCHEMA ? request.messages() : request.withSchema())
                .parameters(parameters.build())
                .build();
    }

    private static ResponseFormat format(AnswerRequest request) {
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder()
                        .name(request.question().answerType().getSimpleName())
                        .rootElement(JsonRawSchema.from(request.schema()))
                        .build())
                .build();
    }
}
