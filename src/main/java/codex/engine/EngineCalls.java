package codex.engine;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The {@code engine_call} table as people read it: the ledger of what was asked and what it cost. */
@RegisterConstructorMapper(EngineCall.class)
@RegisterConstructorMapper(EngineCalls.Words.class)
@RegisterConstructorMapper(EngineCalls.Total.class)
public interface EngineCalls {
    /** The request as it was sent and the reply as it was received; null as long as there is none. */
    record Words(String request, String reply) {}

    /** What an application's calls come to. */
    record Total(int calls, long tokensIn, long tokensOut, BigDecimal cost) {}

    /** The account's calls below {@code before}, latest first. */
    @SqlQuery("""
            SELECT id, account_id, application_id, job_id, step_key, ordinal, try_number, question, prompt_hash, engine,
                model, outcome, http_status, finish_reason, tokens_in, tokens_out, tokens_cached, reserved, cost,
                latency_ms, sent_at, answered_at
            FROM engine_call
            WHERE account_id = :accountId AND id < :before
            ORDER BY id DESC
            LIMIT :limit
            """)
    List<EngineCall> list(long accountId, long before, int limit);

    @SqlQuery("""
            SELECT id, account_id, application_id, job_id, step_key, ordinal, try_number, question, prompt_hash, engine,
                model, outcome, http_status, finish_reason, tokens_in, tokens_out, tokens_cached, reserved, cost,
                latency_ms, sent_at, answered_at
            FROM engine_call
            WHERE account_id = :accountId AND id = :id
            """)
    Optional<EngineCall> find(long accountId, long id);

    @SqlQuery("""
            SELECT coalesce(request, '') AS request, coalesce(reply, '') AS reply
            FROM engine_call
            WHERE account_id = :accountId AND id = :id
            """)
    Optional<Words> words(long accountId, long id);

    @SqlQuery("""
            SELECT count(*) AS calls, coalesce(sum(tokens_in), 0) AS tokens_in, coalesce(sum(tokens_out), 0) AS tokens_out,
                coalesce(sum(coalesce(cost, reserved)), 0) AS cost
            FROM engine_call
            WHERE application_id = :applicationId
            """)
    Total ofApplication(long applicationId);

    @SqlQuery("""
            SELECT count(*) AS calls, coalesce(sum(tokens_in), 0) AS tokens_in, coalesce(sum(tokens_out), 0) AS tokens_out,
                coalesce(sum(coalesce(cost, reserved)), 0) AS cost
            FROM engine_call
            WHERE job_id = :jobId
            """)
    Total ofJob(long jobId);
}
