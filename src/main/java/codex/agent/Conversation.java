package codex.agent;

import codex.engine.Answer;
import codex.engine.Asker;
import codex.engine.CallOutcome;
import codex.engine.Engine;
import codex.engine.Question;
import codex.queue.Job;
import codex.queue.Outcome;
import codex.queue.Steps;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** How an agent asks an engine within one job: each answer is a step, so that a killed process asks nothing twice. */
public final class Conversation {
    /** What came back, when it did: the answer, or the sentence why this engine cannot know. */
    public record Reply<A>(@Nullable A value, String beyond) {
        public boolean given() {
            return value != null;
        }
    }

    /** A reply as its step stores it. */
    record Stored(@Nullable JsonNode value, String beyond) {}

    private final Engine engine;
    private final ObjectMapper json;
    private final Job job;
    private final Steps steps;
    private final long applicationId;

    public Conversation(Engine engine, ObjectMapper json, Job job, Steps steps) {
        this.engine = engine;
        this.json = json;
        this.job = job;
        this.steps = steps;
        this.applicationId = job.input().path("applicationId").asLong();
    }

    /** Asks once under the step's key; a call that failed ends the attempt, see {@link Unanswered}. */
    public <A> Reply<A> ask(String key, Question<A> question) {
        var stored = steps.step(key, hash(question), Stored.class, () -> answer(key, question));
        try {
            var value = stored.value() == null ? null : json.treeToValue(stored.value(), question.answerType());
            return new Reply<>(value, stored.beyond());
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(
                    "the stored answer of step %s is no %s"
                            .formatted(key, question.answerType().getSimpleName()),
                    unreadable);
        }
    }

    /** Identifies what a step's output depends on: the lower-case hexadecimal SHA-256 of the values as JSON. */
    public String hash(Object... values) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(engine.name().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(json.writeValueAsBytes(values)));
        } catch (NoSuchAlgorithmException | JsonProcessingException broken) {
            throw new IllegalStateException("a step's input could not be hashed", broken);
        }
    }

    /** Who asks under a step's key. */
    public Asker asker(String key) {
        var since = job.startedAt() == null ? job.createdAt() : job.startedAt();
        return new Asker(job.accountId(), applicationId, job.id(), key, since, steps::say);
    }

    private <A> Stored answer(String key, Question<A> question) {
        return switch (engine.answer(question, asker(key))) {
            case Answer.Given<A>(var value) -> new Stored(json.valueToTree(value), "");
            case Answer.Beyond<A>(var why) -> new Stored(null, why);
            case Answer.Failed<A> failed -> throw new Unanswered(failed.outcome() + ": " + failed.why(), end(failed));
        };
    }

    private static Outcome end(Answer.Failed<?> failed) {
        var after = failed.after();
        if (after == null) {
            // Q13: a higher cap wakes it.
            return failed.outcome() == CallOutcome.OVER_BUDGET
                    ? new Outcome.Waiting(failed.why())
                    : new Outcome.Failed(failed.why());
        }
        return failed.counts() ? new Outcome.Retry(after, failed.why()) : new Outcome.Later(after, failed.why());
    }
}
