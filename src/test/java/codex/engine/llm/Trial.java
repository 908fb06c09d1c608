package codex.engine.llm;

import static org.assertj.core.api.Assertions.assertThat;

import codex.SettableClock;
import codex.agent.requirements.AskQuestions;
import codex.agent.requirements.AskQuestions.Asked;
import codex.database.TestDatabase;
import codex.engine.Answer;
import codex.engine.Asker;
import codex.engine.CallFilter;
import codex.engine.EngineCall;
import codex.engine.EngineCalls;
import codex.engine.ModelSettings;
import codex.engine.Question;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Jdbi;

/** One engine on an endpoint, and one job that asks it: what it was answered, how often it called, waited and paid. */
final class Trial {
    static final String GOOD = """
            {"questions": [{"text": "Who may join?", "why": "It decides on accounts.", "defaultAnswer": "Anyone", "choices": []}]}""";
    static final AskQuestions QUESTION = new AskQuestions("Tools", "A shed of tools. {{name}}");

    /** In US dollars for a million tokens. */
    static final ModelSettings.Price PRICE = new ModelSettings.Price(new BigDecimal("10"), new BigDecimal("20"));

    static final Jdbi JDBI = TestDatabase.jdbi();
    private static final AtomicLong NUMBERS = new AtomicLong(System.nanoTime());

    final SettableClock clock = new SettableClock();
    final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
    final List<String> told = Collections.synchronizedList(new ArrayList<>());
    final LlmEngine engine;
    private volatile ModelSettings settings;
    private final long account = NUMBERS.incrementAndGet();
    private long job = NUMBERS.incrementAndGet();
    private Instant since = Instant.EPOCH;

    Trial(String url) {
        this(url, Duration.ofSeconds(30));
    }

    /** With a deadline of its own. */
    Trial(String url, Duration deadline) {
        this.settings = new ModelSettings(
                url,
                "sk-canary",
                "small",
                "strong",
                null,
                4,
                2,
                Map.of(
                        "small",
                        PRICE,
                        "strong",
                        PRICE,
                        "dear",
                        new ModelSettings.Price(BigDecimal.TEN, BigDecimal.valueOf(2000))),
                ModelSettings.Caps.NONE);
        this.engine = new LlmEngine(
                () -> settings,
                new LlmEngine.Patience(deadline, deadline, this::pause, clock),
                Prompts.read(Path.of("prompts"), PromptsTest.QUESTIONS),
                JDBI,
                new ObjectMapper());
    }

    private void pause(Duration wait) {
        waits.add(wait);
        clock.advance(wait);
    }

    Trial with(ModelSettings.Caps caps) {
        settings = new ModelSettings(
                settings.endpoint(),
                settings.apiKey(),
                "small",
                "strong",
                settings.embeddingModel(),
                4,
                2,
                settings.prices(),
                caps);
        return this;
    }

    Trial withoutPrices() {
        settings = new ModelSettings(
                settings.endpoint(),
                settings.apiKey(),
                "small",
                "strong",
                settings.embeddingModel(),
                4,
                2,
                Map.of(),
                settings.caps());
        return this;
    }

    /** A model that turns texts into vectors is named. */
    Trial withVectors() {
        var prices = new HashMap<>(settings.prices());
        prices.put("vectors", new ModelSettings.Price(BigDecimal.ONE, BigDecimal.ZERO));
        settings = new ModelSettings(
                settings.endpoint(), settings.apiKey(), "small", "strong", "vectors", 4, 2, prices, settings.caps());
        return this;
    }

    Optional<List<List<Float>>> embed(String... texts) {
        return engine.embedder()
                .orElseThrow()
                .embed(List.of(texts), new Asker(account, 7, job, "library:one", since, told::add));
    }

    /** From here on another job asks. */
    Trial nextJob() {
        job = NUMBERS.incrementAndGet();
        return this;
    }

    /** A person asks for the same job again. */
    Trial repeated() {
        since = JDBI.withHandle(handle -> handle.createQuery("SELECT clock_timestamp()")
                .mapTo(Instant.class)
                .one());
        return this;
    }

    Answer<Asked> ask() {
        return ask(QUESTION);
    }

    <A> Answer<A> ask(Question<A> question) {
        return engine.answer(question, new Asker(account, 7, job, "questions:1", since, told::add));
    }

    /** Under another step of the job. */
    Answer<Asked> askAs(String stepKey) {
        return engine.answer(QUESTION, new Asker(account, 7, job, stepKey, since, told::add));
    }

    /** As the queue does it: claims the job again when it is time, until the answer is final. */
    Answer<Asked> askUntilFinal() {
        while (true) {
            var answer = ask();
            if (!(answer instanceof Answer.Failed<Asked> failed) || failed.after() == null) {
                return answer;
            }
            clock.advance(Duration.ofSeconds(10));
            clock.advance(failed.after());
        }
    }

    static Asked given(Answer<Asked> answer) {
        assertThat(answer).isInstanceOf(Answer.Given.class);
        return ((Answer.Given<Asked>) answer).value();
    }

    static <A> Answer.Failed<A> failed(Answer<A> answer) {
        assertThat(answer).isInstanceOf(Answer.Failed.class);
        return (Answer.Failed<A>) answer;
    }

    /** The ledger of this trial, the first call first. */
    List<EngineCall> calls() {
        return JDBI.withExtension(EngineCalls.class, store -> store.list(CallFilter.of(account), Long.MAX_VALUE, 100))
                .reversed();
    }

    String reply(EngineCall call) {
        return JDBI.withExtension(EngineCalls.class, store -> store.reply(call.id()))
                .orElse("");
    }

    /** What is booked, in US dollars. */
    BigDecimal cost() {
        return JDBI.withHandle(
                handle -> handle.createQuery("SELECT coalesce(sum(cost), 0) FROM engine_call WHERE account_id = ?")
                        .bind(0, account)
                        .mapTo(BigDecimal.class)
                        .one());
    }

    /** How many of the calls have a cost that is only assumed. */
    int assumed() {
        return JDBI.withHandle(
                handle -> handle.createQuery("SELECT count(*) FROM engine_call WHERE account_id = ? AND assumed")
                        .bind(0, account)
                        .mapTo(int.class)
                        .one());
    }

    Duration waited() {
        return waits.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
