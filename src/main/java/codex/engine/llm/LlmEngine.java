package codex.engine.llm;

import codex.engine.Answer;
import codex.engine.Asker;
import codex.engine.CallOutcome;
import codex.engine.Embedder;
import codex.engine.Engine;
import codex.engine.ModelSettings;
import codex.engine.Question;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a language model behind any OpenAI-compatible endpoint. What is no answer is asked for again in other
 * words: with the reason, with more room, or with less to read; never with the same bytes.
 */
public final class LlmEngine implements Engine {
    /** Times a malformed answer is asked for again (RELIABILITY.md, C9). */
    private static final int CORRECTIONS = 2;

    /** How much warmer the last of them is asked. */
    private static final double WARMER = 0.3;

    /**
     * How long to wait for what (C4).
     *
     * @param deadline until all of an answer. Its first byte has no deadline of its own: answers are not streamed, so that
     *     nothing comes before the last word is written
     * @param pause waits between tries; a test lets it only count
     */
    public record Patience(Duration connect, Duration deadline, Consumer<Duration> pause, Clock clock) {
        public static Patience usual() {
            return new Patience(Duration.ofSeconds(10), Duration.ofMinutes(5), LlmEngine::sleep, Clock.systemUTC());
        }
    }

    private final Supplier<ModelSettings> settings;
    private final Prompts prompts;
    private final Jdbi jdbi;
    private final ObjectMapper json;
    private final AnswerText answers;
    private final Client client;

    /** @param settings as they are at the moment of a call */
    public LlmEngine(
            Supplier<ModelSettings> settings, Patience patience, Prompts prompts, Jdbi jdbi, ObjectMapper json) {
        this.settings = settings;
        this.prompts = prompts;
        this.jdbi = jdbi;
        this.json = json;
        this.answers = new AnswerText(json);
        this.client = new Client(settings, patience, jdbi);
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
        return new Asking<>(question, prompt, asker).untilAnswered();
    }

    @Override
    public Optional<Embedder> embedder() {
        var now = settings.get();
        return Optional.ofNullable(now.embeddingModel())
                .filter(model -> now.configured())
                .map(model -> new ModelEmbedder(model, client, json));
    }

    /** One question on its way to an answer. */
    private final class Asking<A> {
        private final Prompt prompt;
        private final Asker asker;
        private final String model;
        private final List<ChatMessage> messages = new ArrayList<>();
        private Question<A> question;
        private int tokens;
        private int corrections;

        Asking(Question<A> question, Prompt prompt, Asker asker) {
            this.question = question;
            this.prompt = prompt;
            this.asker = asker;
            this.tokens = prompt.tokens();
            var now = settings.get();
            this.model = prompt.model() == Prompt.Tier.STRONG ? now.strongModel() : now.model();
            open();
        }

        private void open() {
            messages.clear();
            messages.add(SystemMessage.from(prompt.system()));
            messages.add(UserMessage.from(prompt.render(values(question))));
        }

        Answer<A> untilAnswered() {
            while (true) {
                var answer = switch (client.send(request(), asker)) {
                    case Client.Reply.Text reply -> read(reply);
                    case Client.Reply.None none -> otherwise(none);
                };
                if (answer != null) {
                    return answer;
                }
            }
        }

        private AnswerRequest request() {
            var temperature = prompt.temperature() + (corrections == CORRECTIONS ? WARMER : 0);
            return new AnswerRequest(question, prompt, model, messages, temperature, tokens);
        }

        /** Null when the model was told what was wrong and is to be asked again. */
        private @Nullable Answer<A> read(Client.Reply.Text reply) {
            try {
                return new Answer.Given<>(answers.read(reply.text(), question));
            } catch (AnswerText.Malformed malformed) {
                var problem = String.valueOf(malformed.getMessage());
                jdbi.useExtension(
                        Ledger.class,
                        ledger ->
                                ledger.judge(reply.callId(), malformed.outcome().word()));
                if (corrections == CORRECTIONS) {
                    return new Answer.Failed<>(
                            malformed.outcome(),
                            "The model's answer could not be used, three times; the last stands in the ledger as call %d: %s"
                                    .formatted(reply.callId(), problem),
                            null,
                            true);
                }
                corrections++;
                messages.add(AiMessage.from(reply.text()));
                messages.add(UserMessage.from(correction(problem)));
                return null;
            }
        }

        /** Null when something else is worth asking: with more room for the answer, or with less to read (C8, C17). */
        private @Nullable Answer<A> otherwise(Client.Reply.None none) {
            var first = tokens == prompt.tokens();
            if (none.outcome() == CallOutcome.TRUNCATED && first && tokens < client.most(model)) {
                tokens = 2 * prompt.tokens();
                return null;
            }
            if (none.outcome() == CallOutcome.TOO_LONG) {
                var shorter = question.shorter();
                if (shorter.isPresent()) {
                    question = shorter.get();
                    open();
                    return null;
                }
            }
            return new Answer.Failed<>(none.outcome(), why(none), none.after(), none.counts());
        }

        private String why(Client.Reply.None none) {
            return switch (none.outcome()) {
                case TRUNCATED ->
                    "The model's answer was cut off at %d tokens, and again at %d. Ask for less at a time, or choose a model that may answer at greater length."
                            .formatted(prompt.tokens(), tokens);
                case TOO_LONG ->
                    "%s The question has about %d tokens, and nothing in it can be left out. Choose a model that reads more, or make the specification smaller."
                            .formatted(none.why(), request().tokensIn());
                case REJECTED -> "%s The model is \"%s\".".formatted(none.why(), model);
                default -> none.why();
            };
        }
    }

    private static String correction(String problem) {
        var cut = problem.substring(0, Math.min(problem.length(), 2000));
        return "That answer cannot be used: %s. Answer again with one JSON object that fits the schema, and nothing else."
                .formatted(cut);
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

    private static void sleep(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
        }
    }
}
