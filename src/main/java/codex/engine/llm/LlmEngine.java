package codex.engine.llm;

import codex.engine.Answer;
import codex.engine.Asker;
import codex.engine.Engine;
import codex.engine.ModelSettings;
import codex.engine.Question;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.ChatModel;
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
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a language model behind any OpenAI-compatible endpoint. There is one retry loop, here; every call stands in
 * the ledger, the raw reply before anything reads it.
 */
public final class LlmEngine implements Engine {
    /** Tries of one request that an infrastructure failure may cost (RELIABILITY.md, C2). */
    private static final int TRIES = 4;

    /** Times a malformed answer is asked for again (C9). */
    private static final int CORRECTIONS = 2;

    /** A longer wait is the queue's: the job sleeps instead of a thread (C12). */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** How long to wait for what. {@code pause} waits between tries; a test lets it only count. */
    public record Patience(Duration connect, Duration deadline, Consumer<Duration> pause, Clock clock) {
        public static Patience usual() {
            return new Patience(Duration.ofSeconds(10), Duration.ofMinutes(5), LlmEngine::sleep, Clock.systemUTC());
        }
    }

    private final Supplier<ModelSettings> settings;
    private final Patience patience;
    private final Prompts prompts;
    private final Jdbi jdbi;
    private final ObjectMapper json;
    private final AnswerText answers;
    private final Transport transport;

    /** @param settings as they are at the moment of a call */
    public LlmEngine(
            Supplier<ModelSettings> settings, Patience patience, Prompts prompts, Jdbi jdbi, ObjectMapper json) {
        this.settings = settings;
        this.patience = patience;
        this.prompts = prompts;
        this.jdbi = jdbi;
        this.json = json;
        this.answers = new AnswerText(json);
        this.transport = new Transport(patience.connect(), patience.deadline());
    }

    @Override
    public String name() {
        return "llm";
    }

    @Override
    public boolean ready() {
        return settings.get().configured();
    }

    @Override
    public <A> Answer<A> answer(Question<A> question, Asker asker) {
        var prompt = prompts.of(question);
        jdbi.useExtension(Ledger.class, ledger -> ledger.know(prompt.hash(), prompt.name(), prompt.user()));
        var messages = new ArrayList<ChatMessage>();
        messages.add(SystemMessage.from(prompt.system()));
        messages.add(UserMessage.from(prompt.render(values(question))));
        var problem = "";
        for (var correction = 0; correction <= CORRECTIONS; correction++) {
            var call = new Call(question, prompt, asker, List.copyOf(messages), correction);
            switch (call(call)) {
                case Exchange.Text(var text, var id) -> {
                    try {
                        return new Answer.Given<>(answers.read(text, question));
                    } catch (AnswerText.Malformed malformed) {
                        problem = String.valueOf(malformed.getMessage());
                        judge(id, "Malformed");
                        messages.add(AiMessage.from(text.isBlank() ? "(nothing)" : text));
                        messages.add(UserMessage.from(correction(problem)));
                    }
                }
                case Exchange.Nothing(var outcome, var why, var after) -> {
                    return new Answer.Failed<>(outcome, why, after);
                }
            }
        }
        return new Answer.Failed<>(
                "Malformed", "The model's answer could not be read after three tries: " + problem, null);
    }

    private static String correction(String problem) {
        var cut = problem.substring(0, Math.min(problem.length(), 2000));
        return "That answer cannot be used: %s. Answer again with one JSON object that fits the schema, and nothing else."
                .formatted(cut);
    }

    /** One request as it will be sent. */
    private record Call(Question<?> question, Prompt prompt, Asker asker, List<ChatMessage> messages, int correction) {}

    /** What became of a request, tries included. */
    private sealed interface Exchange {
        record Text(String text, @Nullable Long callId) implements Exchange {}

        record Nothing(String outcome, String why, @Nullable Duration after) implements Exchange {}
    }

    private Exchange call(Call call) {
        var request = request(call);
        var model = model(call);
        var hash = Prompts.sha256(model + "\n" + request);
        var stored = jdbi.withExtension(
                Ledger.class,
                ledger -> ledger.replay(call.asker().jobId(), call.asker().stepKey(), hash));
        if (stored.isPresent()) {
            return new Exchange.Text(stored.get(), null);
        }
        for (var number = 1; ; number++) {
            var sent = send(call, request, hash);
            if (!(sent instanceof Exchange.Nothing nothing) || nothing.after() == null) {
                return sent;
            }
            var wait = nothing.after();
            var last = number >= (nothing.outcome().equals("TimedOut") ? 2 : TRIES);
            if (last || wait.compareTo(LONGEST_WAIT) > 0) {
                return nothing;
            }
            patience.pause().accept(wait.plus(Backoff.before(number)));
        }
    }

    private Exchange send(Call call, String request, String hash) {
        var asker = call.asker();
        var sent = new Ledger.Sent(
                asker.accountId(),
                asker.applicationId() == 0 ? null : asker.applicationId(),
                asker.jobId(),
                asker.stepKey(),
                call.question().getClass().getSimpleName(),
                call.prompt().hash(),
                hash,
                model(call),
                request);
        var id = jdbi.withExtension(Ledger.class, ledger -> ledger.send(sent));
        var started = System.nanoTime();
        try {
            var response = chat(call);
            var millis = (int) ((System.nanoTime() - started) / 1_000_000);
            return settle(id, response, millis);
        } catch (Transport.NoAnswer | LangChain4jException failed) {
            var millis = (int) ((System.nanoTime() - started) / 1_000_000);
            var trouble = Trouble.of(failed, patience.clock().instant());
            settle(
                    id,
                    new Ledger.Settled(trouble.outcome(), trouble.status(), null, null, null, millis, trouble.body()));
            return new Exchange.Nothing(trouble.outcome(), trouble.why(), trouble.after());
        }
    }

    private Exchange settle(long id, ChatResponse response, int millis) {
        var text = response.aiMessage().text();
        var finish = response.finishReason();
        var outcome = text == null || finish == null
                ? "Broken"
                : switch (finish) {
                    case STOP -> "Answer";
                    case LENGTH -> "Truncated";
                    case CONTENT_FILTER -> "Refused";
                    case TOOL_EXECUTION, OTHER -> "Rejected";
                };
        var usage = response.tokenUsage();
        settle(
                id,
                new Ledger.Settled(
                        outcome,
                        200,
                        finish == null ? null : finish.name(),
                        usage == null ? null : usage.inputTokenCount(),
                        usage == null ? null : usage.outputTokenCount(),
                        millis,
                        text));
        return switch (outcome) {
            case "Answer" -> new Exchange.Text(text == null ? "" : text, id);
            case "Truncated" ->
                new Exchange.Nothing(outcome, "The model's answer was cut off at its limit of tokens.", null);
            case "Refused" -> new Exchange.Nothing(outcome, "The model refused to answer.", null);
            case "Broken" -> new Exchange.Nothing(outcome, "The model answered without a text.", Duration.ZERO);
            default -> new Exchange.Nothing(outcome, "The model ended its answer for an unknown reason.", null);
        };
    }

    private ChatResponse chat(Call call) {
        var endpoint = settings.get();
        ChatModel model = OpenAiChatModel.builder()
                .baseUrl(endpoint.endpoint() == null ? "https://api.openai.com/v1" : endpoint.endpoint())
                .apiKey(endpoint.apiKey())
                .modelName(model(call))
                .maxRetries(0)
                .timeout(patience.deadline())
                .httpClientBuilder(new Transport.Builder(transport))
                .build();
        return model.chat(ChatRequest.builder()
                .messages(call.messages())
                .temperature(call.prompt().temperature() + (call.correction() == CORRECTIONS ? 0.3 : 0))
                .maxOutputTokens(call.prompt().tokens())
                .responseFormat(format(call.question()))
                .build());
    }

    private static ResponseFormat format(Question<?> question) {
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder()
                        .name(question.answerType().getSimpleName())
                        .rootElement(JsonRawSchema.from(
                                AnswerSchema.of(question.answerType()).toString()))
                        .build())
                .build();
    }

    private String model(Call call) {
        var endpoint = settings.get();
        return call.prompt().model() == Prompt.Tier.STRONG ? endpoint.strongModel() : endpoint.model();
    }

    private String request(Call call) {
        return written(call.messages().stream()
                .map(message -> switch (message) {
                    case SystemMessage system -> Map.of("system", system.text());
                    case UserMessage user -> Map.of("user", user.singleText());
                    case AiMessage assistant -> Map.of("assistant", assistant.text());
                    default -> throw new IllegalStateException("no other messages are made here");
                })
                .toList());
    }

    private Map<String, String> values(Question<?> question) {
        var values = new TreeMap<String, String>();
        for (var component : question.getClass().getRecordComponents()) {
            try {
                var value = question.shown(component.getAccessor().invoke(question));
                values.put(component.getName(), value instanceof String text ? text : written(value));
            } catch (ReflectiveOperationException hidden) {
                throw new IllegalStateException("a question's components are public: " + component, hidden);
            }
        }
        return values;
    }

    private String written(@Nullable Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a question's values are plain data", broken);
        }
    }

    private void settle(long id, Ledger.Settled settled) {
        jdbi.useExtension(Ledger.class, ledger -> ledger.settle(id, settled));
    }

    private void judge(@Nullable Long id, String outcome) {
        if (id != null) {
            jdbi.useExtension(Ledger.class, ledger -> ledger.judge(id, outcome));
        }
    }

    private static void sleep(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            throw new Transport.NoAnswer("Cancelled", "the call was stopped", cancelled);
        }
    }
}
