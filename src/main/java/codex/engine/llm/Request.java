package codex.engine.llm;

import codex.engine.Question;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * One request as it will be sent.
 *
 * @param tokens that the reply may have at most
 */
record Request(
        Question<?> question, Prompt prompt, String model, List<ChatMessage> messages, double temperature, int tokens) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Tokens of text are reckoned, never counted: each model counts in its own way (RELIABILITY.md, C17). By bytes, since
     * a character of other scripts than Latin is about a token.
     */
    private static final double BYTES_PER_TOKEN = 3.5;

    Request {
        messages = List.copyOf(messages);
    }

    /** The messages as the ledger keeps them: a JSON array of {@code {"role": "text"}}. */
    String text() {
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

    /** The same for the same request, whoever sends it. */
    String hash() {
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

    /** The most tokens that the question is reckoned to have, the schema included. */
    int tokensIn() {
        var bytes = (text() + schema()).getBytes(StandardCharsets.UTF_8).length;
        return (int) Math.ceil(bytes / BYTES_PER_TOKEN * 1.1);
    }
}
