package codex.engine.llm;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The {@code engine_call} and {@code prompt} tables as the client writes them: before sending, and once answered. */
@RegisterConstructorMapper(Ledger.Stored.class)
@RegisterConstructorMapper(Ledger.Spent.class)
interface Ledger {
    /** A call that is about to be sent, with the most that it can cost. */
    record Sent(
            long accountId,
            @Nullable Long applicationId,
            @Nullable Long jobId,
            String stepKey,
            String question,
            @Nullable String promptHash,
            String requestHash,
            String model,
            String request,
            BigDecimal reserved) {}

    /**
     * How it ended.
     *
     * @param cost null where nobody said what the model costs
     * @param assumed whether the cost is the most it can be, since the endpoint did not say how much it was
     */
    record Settled(
            String outcome,
            @Nullable Integer httpStatus,
            @Nullable String finishReason,
            @Nullable String answeredBy,
            @Nullable Integer tokensIn,
            @Nullable Integer tokensOut,
            @Nullable Integer tokensCached,
            @Nullable BigDecimal cost,
            boolean assumed,
            int latencyMs,
            @Nullable String reply) {}

    /**
     * What is known of a request that was sent before.
     *
     * @param outcome {@code SENT} where a reply was received and the process died before it was read
     */
    record Stored(long id, String outcome, String reply) {}

    /** What was spent or is held, in US dollars, and how long the days and months of it still last. */
    record Spent(
            BigDecimal job,
            BigDecimal application,
            BigDecimal account,
            BigDecimal day,
            Duration dayLeft,
            Duration monthLeft) {}

    @SqlUpdate("""
            INSERT INTO prompt (hash, name, content)
            VALUES (:hash, :name, :content)
            ON CONFLICT (hash) DO NOTHING
            """)
    void know(String hash, String name, String content);

    /** A new request of a step is the next ordinal, the same one again the next try (RELIABILITY.md, Q10). */
    @SqlQuery("""
            WITH same AS (
                SELECT ordinal, max(try_number) AS last
                FROM engine_call
                WHERE job_id = :jobId AND step_key = :stepKey AND request_hash = :requestHash
                GROUP BY ordinal
                ORDER BY ordinal DESC
                LIMIT 1)
            INSERT INTO engine_call (account_id, application_id, job_id, step_key, ordinal, try_number, question,
                prompt_hash, request_hash, engine, model, request, reserved)
            VALUES (:accountId, :applicationId, :jobId, :stepKey,
                coalesce((SELECT ordinal FROM same),
                    (SELECT coalesce(max(ordinal), 0) + 1 FROM engine_call
                     WHERE job_id = :jobId AND step_key = :stepKey)),
                coalesce((SELECT last + 1 FROM same), 1),
                :question, :promptHash, :requestHash, 'llm', :model, :request, :reserved)
            RETURNING id
            """)
    long send(@BindMethods Sent call);

    /** The reply as it was received, before anything reads it. */
    @SqlUpdate("UPDATE engine_call SET reply = :body, answered_at = clock_timestamp() WHERE id = :id")
    void receive(long id, String body);

    @SqlUpdate("""
            UPDATE engine_call
            SET outcome = :outcome, http_status = :httpStatus, finish_reason = :finishReason,
                answered_by = :answeredBy, tokens_in = :tokensIn, tokens_out = :tokensOut,
                tokens_cached = :tokensCached, cost = :cost, assumed = :assumed, latency_ms = :latencyMs,
                reply = :reply, answered_at = clock_timestamp()
            WHERE id = :id
            """)
    void settle(long id, @BindMethods Settled settled);

    /** Only the word: what was received turned out to be no answer. */
    @SqlUpdate("UPDATE engine_call SET outcome = :outcome WHERE id = :id")
    void judge(long id, String outcome);

    /**
     * The reply to the same request of the same step, so that a crash pays nothing twice. One that was judged no answer
     * counts as long as nobody asked for the job again: then it is worth another try.
     */
    @SqlQuery("""
            SELECT id, outcome, reply
            FROM engine_call
            WHERE job_id = :jobId AND step_key = :stepKey AND request_hash = :requestHash AND reply IS NOT NULL
                AND (outcome IN ('Answer', 'SENT') OR outcome IN ('Malformed', 'Unusable') AND sent_at >= :since)
            ORDER BY id DESC
            LIMIT 1
            """)
    Optional<Stored> replay(long jobId, String stepKey, String requestHash, Instant since);

    /** How often the same request was sent since. */
    @SqlQuery("""
            SELECT count(*)
            FROM engine_call
            WHERE job_id = :jobId AND step_key = :stepKey AND request_hash = :requestHash AND sent_at >= :since
            """)
    int tries(long jobId, String stepKey, String requestHash, Instant since);

    /** Makes sums and the reservation that follows them one, for all processes. Ends with the transaction. */
    @SqlUpdate("SELECT pg_advisory_xact_lock(hashtext('codex.budget'))")
    void lockBudget();

    /** Days and months are those of UTC. */
    @SqlQuery("""
            WITH clock AS (
                SELECT date_trunc('day', clock_timestamp(), 'UTC') AS today,
                    date_trunc('month', clock_timestamp(), 'UTC') AS month)
            SELECT
                (SELECT coalesce(sum(coalesce(cost, reserved)), 0) FROM engine_call WHERE job_id = :jobId) AS job,
                (SELECT coalesce(sum(coalesce(cost, reserved)), 0) FROM engine_call, clock
                 WHERE application_id = :applicationId AND sent_at >= today) AS application,
                (SELECT coalesce(sum(coalesce(cost, reserved)), 0) FROM engine_call, clock
                 WHERE account_id = :accountId AND sent_at >= month) AS account,
                (SELECT coalesce(sum(coalesce(cost, reserved)), 0) FROM engine_call, clock
                 WHERE sent_at >= today) AS day,
                (SELECT today + interval '1 day' - clock_timestamp() FROM clock) AS day_left,
                (SELECT month + interval '1 month' - clock_timestamp() FROM clock) AS month_left
            """)
    Spent spent(@Nullable Long jobId, @Nullable Long applicationId, long accountId);
}
