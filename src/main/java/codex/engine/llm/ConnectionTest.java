package codex.engine.llm;

import codex.engine.ModelSettings;
import codex.engine.Tried;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Asks a model one small question in the way that real questions are asked, so that its outcome foretells theirs
 * (EXPERIENCE.md, W12.1). It is sent once and kept nowhere.
 */
public final class ConnectionTest implements Function<ModelSettings, List<Tried>> {
    /** Enough for a model that thinks before it answers. */
    private static final int TOKENS = 400;

    /** What is asked for. */
    public record Reply(String answer) {}

    private final Transport transport;
    private final Clock clock;

    public ConnectionTest(Clock clock) {
        this(new Transport(Duration.ofSeconds(5), Duration.ofSeconds(30)), clock);
    }

    ConnectionTest(Transport transport, Clock clock) {
        this.transport = transport;
        this.clock = clock;
    }

    /** One for the model of ordinary questions, and where that answers and hard ones go to another, one for that. */
    @Override
    public List<Tried> apply(ModelSettings settings) {
        var tried = new ArrayList<Tried>();
        tried.add(ask(settings, settings.model()));
        if (tried.getFirst().answer() && !settings.strongModel().equals(settings.model())) {
            tried.add(ask(settings, settings.strongModel()));
        }
        return List.copyOf(tried);
    }

    private Tried ask(ModelSettings settings, String model) {
        var started = System.nanoTime();
        try {
            var response = chat(settings, model);
            return tried(response, model, Duration.ofNanos(System.nanoTime() - started));
        } catch (Transport.NoAnswer | LangChain4jException failed) {
            var trouble = Trouble.of(failed, clock.instant());
            return new Tried(
                    model,
                    trouble.outcome(),
                    withoutKey(trouble.why(), settings),
                    null,
                    Duration.ofNanos(System.nanoTime() - started));
        } catch (RuntimeException unreadable) {
            // LangChain4j has no exception of its own for an answer that is no JSON, such as a proxy's page.
            return new Tried(
                    model,
                    "Broken",
                    "What came back is not what a model answers: it could not be read as JSON.",
                    null,
                    Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private static Tried tried(ChatResponse response, String model, Duration took) {
        var finish = response.finishReason();
        var outcome = finish == null || response.aiMessage().text() == null
                ? "Broken"
                : switch (finish) {
                    case STOP -> "Answer";
                    case LENGTH -> "Truncated";
                    case CONTENT_FILTER -> "Refused";
                    case TOOL_EXECUTION, OTHER -> "Rejected";
                };
        var why = switch (outcome) {
            case "Answer" -> "";
            case "Truncated" -> "It answered, and was cut off after %d tokens.".formatted(TOKENS);
            case "Refused" -> "It refused to answer.";
            case "Broken" -> "It answered without a text.";
            default -> "It ended its answer for an unknown reason.";
        };
        return new Tried(model, outcome, why, response.modelName(), took);
    }

    private ChatResponse chat(ModelSettings settings, String model) {
        var endpoint = settings.endpoint();
        return OpenAiChatModel.builder()
                .baseUrl(endpoint == null ? ModelSettings.OPENAI : endpoint)
                .apiKey(settings.apiKey())
                .modelName(model)
                .maxRetries(0)
                .httpClientBuilder(new Transport.Builder(transport))
                .build()
                .chat(ChatRequest.builder()
                        .messages(List.of(
                                SystemMessage.from("Answer with a JSON object."),
                                UserMessage.from("Are you there? Answer {\"answer\": \"yes\"}.")))
                        .temperature(0.0)
                        .maxOutputTokens(TOKENS)
                        .responseFormat(ResponseFormat.builder()
                                .type(ResponseFormatType.JSON)
                                .jsonSchema(JsonSchema.builder()
                                        .name("Reply")
                                        .rootElement(JsonRawSchema.from(
                                                AnswerSchema.of(Reply.class).toString()))
                                        .build())
                                .build())
                        .build());
    }

    // An endpoint that repeats the key in what it says of it must not bring it onto a page.
    private static String withoutKey(String why, ModelSettings settings) {
        var key = settings.apiKey();
        return key == null || key.isEmpty() ? why : why.replace(key, "…");
    }
}
