package codex.engine.llm;

import codex.engine.ModelSettings;
import codex.engine.Question;
import codex.engine.Tried;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Asks a model one small question in the way that real questions are asked, so that its outcome foretells theirs
 * (EXPERIENCE.md, W12.1). It is kept nowhere, and sent again only in another dialect.
 */
public final class ConnectionTest implements Function<ModelSettings, List<Tried>> {
    /** Enough for a model that thinks before it answers. */
    private static final int TOKENS = 400;

    private static final String SYSTEM = "Answer with a JSON object.";
    private static final String USER = "Are you there? Answer {\"answer\": \"yes\"}.";
    private static final List<ChatMessage> MESSAGES = List.of(SystemMessage.from(SYSTEM), UserMessage.from(USER));

    /** Of no file: it is part of no work, and stands in no ledger. */
    private static final Prompt PROMPT =
            new Prompt("settings/are-you-there", "", Prompt.Tier.CHEAP, "Reply", 0, TOKENS, SYSTEM, USER);

    /** What is asked. */
    private record AreYouThere() implements Question<Reply> {
        @Override
        public Class<Reply> answerType() {
            return Reply.class;
        }

        @Override
        public String agent() {
            return "settings";
        }
    }

    /** What would be an answer; only that there is one is looked at. */
    public record Reply(String answer) {}

    private final Chat chat;
    private final Embedding embedding;
    private final Clock clock;

    public ConnectionTest(Clock clock) {
        this(new LlmEngine.Patience(Duration.ofSeconds(5), Duration.ofSeconds(30), pause -> {}, clock));
    }

    ConnectionTest(LlmEngine.Patience patience) {
        this.chat = new Chat(patience);
        this.embedding = new Embedding(patience);
        this.clock = patience.clock();
    }

    /** One for the model of ordinary questions, and where that answers one for each other that is named. */
    @Override
    public List<Tried> apply(ModelSettings settings) {
        var tried = new ArrayList<Tried>();
        tried.add(ask(settings, settings.model()));
        if (tried.getFirst().answer() && !settings.strongModel().equals(settings.model())) {
            tried.add(ask(settings, settings.strongModel()));
        }
        if (tried.getFirst().answer() && settings.embeddingModel() != null) {
            tried.add(embed(settings, settings.embeddingModel()));
        }
        return List.copyOf(tried);
    }

    private Tried ask(ModelSettings settings, String model) {
        var started = System.nanoTime();
        var request = new AnswerRequest(new AreYouThere(), PROMPT, model, MESSAGES, 0, TOKENS);
        var dialect = Dialect.USUAL;
        while (true) {
            var met = new Transport.Met();
            var failure = chat.send(request, dialect, settings, met);
            var took = Duration.ofNanos(System.nanoTime() - started);
            var body = met.body();
            if (body != null) {
                var envelope = Envelope.of(body);
                return new Tried(model, envelope.outcome(), envelope.why(), envelope.model(), took);
            }
            var trouble = Trouble.of(failure, clock.instant());
            // What real questions would learn from a refusal, too (F29).
            var other = dialect.after(trouble);
            if (other.isEmpty()) {
                return new Tried(model, trouble.outcome(), trouble.why(), null, took);
            }
            dialect = other.get();
        }
    }

    private Tried embed(ModelSettings settings, String model) {
        var started = System.nanoTime();
        var request = new EmbeddingRequest(model, List.of(USER));
        var met = new Transport.Met();
        var failure = embedding.send(request, settings, met);
        var took = Duration.ofNanos(System.nanoTime() - started);
        var body = met.body();
        if (body != null) {
            var envelope = Envelope.ofVectors(body, request.texts().size());
            return new Tried(model, envelope.outcome(), envelope.why(), envelope.model(), took);
        }
        var trouble = Trouble.of(failure, clock.instant());
        return new Tried(model, trouble.outcome(), trouble.why(), null, took);
    }
}
