package codex.engine.llm;

import codex.engine.Question;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.List;
import java.util.Map;

/**
 * Asks a question.
 *
 * @param tokens that the reply may have at most
 */
record AnswerRequest(
        Question<?> question, Prompt prompt, String model, List<ChatMessage> messages, double temperature, int tokens)
        implements Request {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRIES = 4;

    AnswerRequest {
        messages = List.copyOf(messages);
    }

    @Override
    public String name() {
        return question.getClass().getSimpleName();
    }

    @Override
    public String promptHash() {
        return prompt.hash();
    }

    @Override
    public int tries() {
        return TRIES;
    }

    /** A JSON array of {@code {"role": "text"}}. */
    @Override
    public String text() {
        try {
            return JSON.writeValueAsString(messages.stream()
                    .map(message -> switch (message) {
                        case SystemMessage system -> Map.of("system", system.text());
                        case UserMessage user -> Map.of("user", user.singleText());
                        case AiMessage assistant -> Map.of("assistant", assistant.text());
                        default -> throw new IllegalStateException("no other messages are made here");
                    })
                    .toList());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("messages are plain text", broken);
        }
    }

    @Override
    public String hash() {
        return Prompts.sha256("%s %s %s%n%s".formatted(model, tokens, temperature, text()));
    }

    String schema() {
        return AnswerSchema.of(question.answerType()).toString();
    }

    /** For an endpoint that takes no schema: it stands in the first message. */
    List<ChatMessage> withSchema() {
        return messages.stream()
                .map(message -> message instanceof SystemMessage system
                        ? SystemMessage.from(system.text() + "\nThe JSON schema of the answer: " + schema())
                        : message)
                .toList();
    }

    /** The schema included. */
    @Override
    public int tokensIn() {
        return Request.reckoned(text() + schema());
    }
}
