package codex.engine.llm;

import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The {@code engine_call} and {@code prompt} tables as the client writes them: before sending, and once answered. */
interface Ledger {
    /** A call that is about to be sent. */
    record Sent(
            long accountId,
            @Nullable Long applicationId,
            @Nullable Long jobId,
            String stepKey,
            String question,
            String promptHash,
            String requestHash,
            String model,
            String request) {}

    /** How it ended. */
    record Settled(
            String outcome,
            @Nullable Integer httpStatus,
            @Nullable String finishReason,
            @Nullable Integer tokensIn,
            @Nullable Integer tokensOut,
            int latencyMs,
            @Nullable String reply) {}

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
                prompt_hash, request_hash, engine, model, request)
            VALUES (:accountId, :applicationId, :jobId, :stepKey,
                coalesce((SELECT ordinal FROM same),
                    (SELECT coalesce(max(ordinal), 0) + 1 FROM engine_call
                     WHERE job_id = :jobId AND step_key = :stepKey)),
                coalesce((SELECT last + 1 FROM same), 1),
                :question, :promptHash, :requestHash, 'llm', :model, :request)
            RETURNING id
            """)
    long send(@BindMethods Sent call);

    @SqlUpdate("""
            UPDATE engine_call
            SET outcome = :outcome, http_status = :httpStatus, finish_reason = :finishReason, tokens_in = :tokensIn,
                tokens_out = :tokensOut, latency_ms = :latencyMs, reply = :reply, answered_at = clock_timestamp()
            WHERE id = :id
            """)
    void settle(long id, @BindMethods Settled settled);

    /** Only the word: what was received turned out to be no answer. */
    @SqlUpdate("""
            UPDATE engine_call
            SET outcome = :outcome
            WHERE id = :id
            """)
    void judge(long id, String outcome);

    /** The reply to the same request of the same step, so that a crash pays nothing twice. */
    @SqlQuery("""
            SELECT reply
            FROM engine_call
            WHERE job_id = :jobId AND step_key = :stepKey AND request_hash = :requestHash AND outcome = 'Answer'
            ORDER BY id DESC
            LIMIT 1
            """)
    Optional<String> replay(long jobId, String stepKey, String requestHash);
}
