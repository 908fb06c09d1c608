package codex.engine.llm;

import codex.engine.Asker;
import codex.engine.CallOutcome;
import codex.engine.ModelSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request until it is answered or will not be: the one retry loop there is (RELIABILITY.md, C2). Every try stands
 * in the ledger before it is sent.
 */
final class Client {
    /** Tries of one request that an infrastructure failure may cost in one claim of its job, and in all of them. */
    private static final int TRIES = 4;

    private static final int TRIES_OF_A_JOB = 8;

    /** A call that timed out may have been billed. */
    private static final int TRIES_TIMED_OUT = 2;

    /** Failures of the endpoint as a whole, whatever it was asked (C13). */
    private static final Set<CallOutcome> INFRASTRUCTURE =
            EnumSet.of(CallOutcome.UNREACHABLE, CallOutcome.TIMED_OUT, CallOutcome.BROKEN, CallOutcome.DOWN);

    /** A longer wait is the queue's: the job sleeps instead of a thread (C12). */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** A shorter one is not worth a word. */
    private static final Duration WORTH_TELLING = Duration.ofSeconds(2);

    /** What became of a request, tries included. */
    sealed interface Reply {
        record Text(String text, long callId) implements Reply {}

        /**
         * No answer.
         *
         * @param after when the same request is worth sending again; null for never
         * @param counts false where nothing was sent
         */
        record None(
                CallOutcome outcome, String why, @Nullable Duration after, boolean counts) implements Reply {}
    }

    /** One try. */
    private sealed interface Try {
        record Sent(Exchange.Result result) implements Try {}

        record NotSent(Reply.None reply) implements Try {}
    }

    private final Supplier<ModelSettings> settings;
    private final LlmEngine.Patience patience;
    private final Jdbi jdbi;
    private final Budget budget;
    private final Exchange exchange;
    private final Turnstile turnstile = new Turnstile();
    private final Map<String, Circuit> circuits = new ConcurrentHashMap<>();
    private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();
    private final Map<String, Dialect> dialects = new ConcurrentHashMap<>();

    Client(Supplier<ModelSettings> settings, LlmEngine.Patience patience, Jdbi jdbi) {
        this.settings = settings;
        this.patience = patience;
        this.jdbi = jdbi;
        this.budget = new Budget(jdbi);
        this.exchange = new Exchange(patience, jdbi);
    }

    /** Tokens that a reply of this model may be allowed, as far as the endpoint has said so. */
    int most(String model) {
        return dialects.getOrDefault(model, Dialect.USUAL).most();
    }

    Reply send(Request request, Asker asker) {
        var hash = request.hash();
        var stored = jdbi.withExtension(
                Ledger.class, ledger -> ledger.replay(asker.jobId(), asker.stepKey(), hash, asker.since()));
        if (stored.isPresent()) {
            return replayed(request, stored.get());
        }
        var earlier = jdbi.withExtension(
                Ledger.class, ledger -> ledger.tries(asker.jobId(), asker.stepKey(), hash, asker.since()));
        for (var number = 1; ; number++) {
            var dialect = dialects.getOrDefault(request.model(), Dialect.USUAL);
            switch (attempt(request, hash, dialect, asker)) {
                case Try.NotSent(var none) -> {
                    return none;
                }
                case Try.Sent(Exchange.Result.Answered(var text, var id)) -> {
                    return new Reply.Text(text, id);
                }
                case Try.Sent(Exchange.Result.Failed(var trouble)) -> {
                    if (request instanceof AnswerRequest && learned(request, dialect, trouble)) {
                        continue;
                    }
                    var wait = Backoff.before(number, trouble.asked());
                    if (trouble.outcome() == CallOutcome.BUSY) {
                        delay(request.model(), wait);
                    }
                    var end = end(trouble, wait, number, earlier + number, request.tries());
                    if (end != null) {
                        return end;
                    }
                    rest(trouble, wait, asker);
                }
            }
        }
    }

    /** The end of it, or null when the same request is worth another try now. */
    private static Reply.@Nullable None end(Trouble trouble, Duration wait, int number, int ofJob, int most) {
        var tries = switch (trouble.outcome()) {
            case UNREACHABLE, BROKEN, BUSY, DOWN -> TRIES;
            case TIMED_OUT -> TRIES_TIMED_OUT;
            case ANSWER,
                    DENIED,
                    QUOTA,
                    REJECTED,
                    TOO_LONG,
                    TRUNCATED,
                    REFUSED,
                    MALFORMED,
                    UNUSABLE,
                    OVER_BUDGET,
                    CANCELLED -> 1;
        };
        var over = (tries < TRIES && number >= tries) || ofJob >= TRIES_OF_A_JOB;
        if (over) {
            return new Reply.None(trouble.outcome(), trouble.why(), null, true);
        }
        return number >= Math.min(tries, most) || wait.compareTo(LONGEST_WAIT) > 0
                ? new Reply.None(trouble.outcome(), trouble.why(), wait, true)
                : null;
    }

    /** The model is busy for every question, not only for this one. */
    private void delay(String model, Duration wait) {
        notBefore.merge(model, patience.clock().instant().plus(wait), (one, other) -> one.isAfter(other) ? one : other);
    }

    private void rest(Trouble trouble, Duration wait, Asker asker) {
        if (wait.compareTo(WORTH_TELLING) >= 0) {
            asker.tell().accept("%s Asking again in %d seconds.".formatted(trouble.why(), wait.toSeconds()));
        }
        if (trouble.outcome() != CallOutcome.BUSY) {
            patience.pause().accept(wait);
        }
    }

    /** Whether the endpoint refused a parameter that can be left out from now on (F29). */
    private boolean learned(Request request, Dialect dialect, Trouble trouble) {
        var other = dialect.after(trouble);
        other.ifPresent(found -> dialects.put(request.model(), found));
        return other.isPresent();
    }

    private Try attempt(Request request, String hash, Dialect dialect, Asker asker) {
        if (Thread.currentThread().isInterrupted()) {
            return stopped();
        }
        var now = settings.get();
        var pause =
                Duration.between(patience.clock().instant(), notBefore.getOrDefault(request.model(), Instant.EPOCH));
        if (pause.compareTo(LONGEST_WAIT) > 0) {
            return notSent(CallOutcome.BUSY, "The model asked to be left alone for a while.", pause);
        }
        if (pause.isPositive()) {
            patience.pause().accept(pause);
        }
        try {
            turnstile.enter(asker.accountId(), now.atOnce(), now.perAccount());
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            return stopped();
        }
        try {
            return passed(request, hash, dialect, asker, now);
        } finally {
            turnstile.leave(asker.accountId());
        }
    }

    private Try passed(Request request, String hash, Dialect dialect, Asker asker, ModelSettings now) {
        // An endpoint that answers may have no vectors.
        var part = now.endpoint() + (request instanceof EmbeddingRequest ? " " + request.name() : "");
        var circuit = circuits.computeIfAbsent(part, any -> new Circuit(patience.clock()));
        var rest = circuit.rest();
        if (rest.isPositive()) {
            return notSent(
                    CallOutcome.DOWN,
                    "The model's endpoint failed again and again and is left alone for %d seconds."
                            .formatted(Math.max(1, rest.toSeconds())),
                    rest);
        }
        return sent(request, hash, dialect, asker, now, circuit);
    }

    private static Try stopped() {
        return notSent(CallOutcome.CANCELLED, "The call was stopped.", Duration.ZERO);
    }

    private static Try notSent(CallOutcome outcome, String why, Duration after) {
        return new Try.NotSent(new Reply.None(outcome, why, after, false));
    }

    private Try sent(Request request, String hash, Dialect dialect, Asker asker, ModelSettings now, Circuit circuit) {
        var most = Budget.most(now, request.model(), request.tokensIn(), dialect.tokens(request.tokens()));
        return switch (budget.hold(row(request, hash, asker, most), now, asker.tell())) {
            case Budget.Room.None(var why, var after) -> {
                circuit.unknown();
                yield new Try.NotSent(new Reply.None(CallOutcome.OVER_BUDGET, why, after, false));
            }
            case Budget.Room.Held(var id) -> {
                var result = exchange.call(id, request, dialect, now, most);
                tell(circuit, result);
                yield new Try.Sent(result);
            }
        };
    }

    private static void tell(Circuit circuit, Exchange.Result result) {
        var outcome = result instanceof Exchange.Result.Failed(var trouble) ? trouble.outcome() : CallOutcome.ANSWER;
        if (outcome == CallOutcome.CANCELLED) {
            circuit.unknown();
        } else if (INFRASTRUCTURE.contains(outcome)) {
            circuit.fails();
        } else {
            circuit.works();
        }
    }

    private static Ledger.Sent row(Request request, String hash, Asker asker, BigDecimal most) {
        return new Ledger.Sent(
                asker.accountId(),
                asker.applicationId() == 0 ? null : asker.applicationId(),
                asker.jobId(),
                asker.stepKey(),
                request.name(),
                request.promptHash(),
                hash,
                request.model(),
                request.text(),
                most);
    }

    /** A reply that was received before: by a process that died before it could store what it made of it. */
    private Reply replayed(Request request, Ledger.Stored stored) {
        if (!stored.outcome().equals("SENT")) {
            return new Reply.Text(stored.reply(), stored.id());
        }
        return switch (exchange.read(stored.id(), request, stored.reply(), 0, settings.get())) {
            case Exchange.Result.Answered(var text, var id) -> new Reply.Text(text, id);
            case Exchange.Result.Failed(var trouble) ->
                new Reply.None(trouble.outcome(), trouble.why(), Backoff.before(1, Duration.ZERO), true);
        };
    }
}
