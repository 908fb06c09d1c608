package codex;

import codex.account.Account;
import codex.application.Application;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A line of the ledger, as a client would have left it: an answered call, where nothing else is said. */
public final class GivenCall {
    private final Jdbi jdbi;
    private final Map<String, @Nullable Object> values = new HashMap<>();

    GivenCall(Jdbi jdbi, Account asker) {
        this.jdbi = jdbi;
        with("account", asker.id()).with("application", null).with("job", null).with("step", "draft");
        numbered(1, 1).asked("requirements/draft-specification", "a").of("small");
        with("outcome", "Answer").tokens(1000, 200).with("assumed", false);
        with("reserved", new BigDecimal("0.5")).costing("0.02").on("2026-03-01");
        said("[{\"system\":\"You draft.\"},{\"user\":\"A shed of tools.\"}]", "{\"name\":\"Shed\"}");
    }

    public GivenCall about(Application application) {
        return with("application", application.id());
    }

    public GivenCall within(long job, String step) {
        return with("job", job).with("step", step);
    }

    public GivenCall numbered(int request, int nth) {
        return with("ordinal", request).with("tryNumber", nth);
    }

    /** With a version of a prompt like {@code developer/write-function}; the question follows from its name. */
    public GivenCall asked(String prompt, String version) {
        return with("prompt", prompt).with("version", version);
    }

    public GivenCall of(String model) {
        return with("model", model);
    }

    public GivenCall tokens(int in, int out) {
        return with("tokensIn", in).with("tokensOut", out);
    }

    public GivenCall costing(String dollars) {
        return with("cost", new BigDecimal(dollars));
    }

    public GivenCall withoutPrice() {
        return with("cost", null).with("reserved", BigDecimal.ZERO);
    }

    public GivenCall assumed() {
        return with("assumed", true);
    }

    /** It came to nothing, and nothing was used. */
    public GivenCall failed(String outcome) {
        return judged(outcome).with("tokensIn", null).with("tokensOut", null).costing("0");
    }

    /** An answer came, but it was none. */
    public GivenCall judged(String outcome) {
        return with("outcome", outcome);
    }

    public GivenCall underWay() {
        return failed("SENT").with("cost", null).with("reply", null);
    }

    public GivenCall said(String request, String reply) {
        return with("request", request).with("reply", reply);
    }

    /** On a day at noon, or at a moment. */
    public GivenCall on(String day) {
        return with("sentAt", Instant.parse(day.length() > 10 ? day : day + "T12:00:00Z"));
    }

    /** The hash of a version that was called by a word. */
    public static String hash(String prompt, String version) {
        return "%016x".formatted(Integer.toUnsignedLong((prompt + "#" + version).hashCode()) | 1L << 60);
    }

    public long add() {
        var prompt = String.valueOf(values.get("prompt"));
        var hash = hash(prompt, String.valueOf(values.get("version")));
        return jdbi.inTransaction(handle -> {
            handle.execute(
                    "INSERT INTO prompt (hash, name, content) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING",
                    hash,
                    prompt,
                    "Version %s of <b>%s</b>".formatted(values.get("version"), prompt));
            return handle.createQuery("""
                            INSERT INTO engine_call (account_id, application_id, job_id, step_key, ordinal, try_number,
                                question, prompt_hash, request_hash, engine, model, outcome, tokens_in, tokens_out,
                                reserved, cost, assumed, latency_ms, request, reply, sent_at)
                            VALUES (:account, :application, :job, :step, :ordinal, :tryNumber,
                                replace(initcap(split_part(:prompt, '/', 2)), '-', ''), :hash, 'request ' || :ordinal,
                                'llm', :model, :outcome, :tokensIn, :tokensOut, :reserved, :cost, :assumed, 1200, :request,
                                :reply, :sentAt)
                            RETURNING id
                            """)
                    .bindMap(values)
                    .bind("hash", hash)
                    .mapTo(Long.class)
                    .one();
        });
    }

    private GivenCall with(String name, @Nullable Object value) {
        values.put(name, value);
        return this;
    }
}
