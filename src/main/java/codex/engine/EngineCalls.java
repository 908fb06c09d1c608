package codex.engine;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.FetchSize;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** The {@code engine_call} table as people read it: the ledger of what was asked and what it cost. */
@RegisterConstructorMapper(EngineCall.class)
@RegisterConstructorMapper(CallTotal.class)
@RegisterConstructorMapper(PromptVersion.class)
@RegisterConstructorMapper(EngineCalls.Words.class)
@RegisterConstructorMapper(EngineCalls.Mean.class)
@RegisterConstructorMapper(EngineCalls.PromptText.class)
public interface EngineCalls {
    /**
     * The condition that a {@link CallFilter} bound as {@code filter} is. It is one text for the list, its sums and its
     * groups, so that they cannot be about different calls.
     */
    String CHOSEN = """
            (CAST(:filter.account AS bigint) IS NULL OR engine_call.account_id = :filter.account)
            AND (CAST(:filter.application AS bigint) IS NULL OR engine_call.application_id = :filter.application)
            AND (CAST(:filter.job AS bigint) IS NULL OR engine_call.job_id = :filter.job)
            AND (:filter.agent = '' OR prompt_hash IN (
                SELECT hash FROM prompt WHERE split_part(name, '/', 1) = :filter.agent))
            AND (:filter.question = '' OR question = :filter.question)
            AND (:filter.model = '' OR model = :filter.model)
            AND (:filter.outcome = '' OR :filter.outcome <> 'failed' AND outcome = :filter.outcome
                OR :filter.outcome = 'failed' AND\s""" + CallFilter.HAS_FAILED + """
            )
            AND (:filter.prompt = '' OR prompt_hash = :filter.prompt)
            AND (CAST(:filter.from AS date) IS NULL
                OR sent_at >= CAST(:filter.from AS timestamp) AT TIME ZONE 'UTC')
            AND (CAST(:filter.to AS date) IS NULL
                OR sent_at < (CAST(:filter.to AS timestamp) + interval '1 day') AT TIME ZONE 'UTC')
            """;

    /** What each query of whole calls begins with. */
    String CALL = """
            SELECT id, account_id, application_id, job_id, step_key, ordinal, try_number, question, prompt.name AS prompt,
                prompt_hash, engine, model, answered_by, outcome, http_status, finish_reason, tokens_in, tokens_out,
                tokens_cached, reserved, cost, assumed, latency_ms, sent_at, answered_at
            FROM engine_call LEFT JOIN prompt ON hash = prompt_hash
            """;

    /**
     * The beginning of the request as it was sent and of the reply as it was received; empty as long as there is none.
     *
     * @param requestLength of the whole, in characters
     */
    record Words(String request, long requestLength, String reply, long replyLength) {}

    /** A version of a prompt as it was used. */
    record PromptText(String name, String hash, String content) {}

    /**
     * What a call of one question takes on average.
     *
     * @param steps for which it was asked; a step takes several calls where a try failed or an answer was wrong
     * @param tokens in and out; null where none is known, as the cost
     */
    record Mean(
            String question,
            long calls,
            long steps,
            @Nullable BigDecimal tokens,
            @Nullable BigDecimal cost) {}

    /** The calls that are meant below {@code before}, latest first. */
    @SqlQuery(CALL + """
            WHERE id < :before AND
            """ + CHOSEN + """
            ORDER BY id DESC
            LIMIT :limit
            """)
    List<EngineCall> list(@BindMethods("filter") CallFilter filter, long before, int limit);

    /** The same without holding them all, for whoever is within a transaction. */
    @FetchSize(1000)
    @SqlQuery(CALL + """
            WHERE
            """ + CHOSEN + """
            ORDER BY id DESC
            LIMIT :limit
            """)
    ResultIterable<EngineCall> each(@BindMethods("filter") CallFilter filter, int limit);

    @SqlQuery("SELECT " + CallTotal.SUMS + "FROM engine_call WHERE " + CHOSEN)
    CallTotal total(@BindMethods("filter") CallFilter filter);

    @SqlQuery("SELECT " + CallTotal.SUMS + "FROM engine_call WHERE application_id = :applicationId")
    CallTotal ofApplication(long applicationId);

    @SqlQuery("SELECT " + CallTotal.SUMS + "FROM engine_call WHERE job_id = :jobId")
    CallTotal ofJob(long jobId);

    /** A call of this account, or of anybody for null. */
    @SqlQuery(CALL + """
            WHERE id = :id AND (CAST(:accountId AS bigint) IS NULL OR account_id = :accountId)
            """)
    Optional<EngineCall> find(@Nullable Long accountId, long id);

    /** All calls of a job's step in the order they were sent. */
    @SqlQuery(CALL + """
            WHERE job_id = :jobId AND step_key = :stepKey
            ORDER BY ordinal, try_number
            LIMIT 50
            """)
    List<EngineCall> ofStep(long jobId, String stepKey);

    /** At most {@code most} characters of each. */
    @SqlQuery("""
            SELECT coalesce(left(request, :most), '') AS request, coalesce(length(request), 0) AS request_length,
                coalesce(left(reply, :most), '') AS reply, coalesce(length(reply), 0) AS reply_length
            FROM engine_call
            WHERE id = :id
            """)
    Words words(long id, int most);

    @SqlQuery("""
            SELECT request
            FROM engine_call
            WHERE id = :id AND request IS NOT NULL
            """)
    Optional<String> request(long id);

    @SqlQuery("""
            SELECT reply
            FROM engine_call
            WHERE id = :id AND reply IS NOT NULL
            """)
    Optional<String> reply(long id);

    /** By name, the versions of one prompt latest first. */
    @SqlQuery("""
            WITH asked AS (
                SELECT prompt_hash, sent_at, try_number, ordinal, outcome, tokens_in, tokens_out, latency_ms, cost,
                    min(ordinal) OVER (PARTITION BY job_id, step_key, prompt_hash) AS first_ordinal
                FROM engine_call
                WHERE prompt_hash IS NOT NULL AND
            """ + CHOSEN + """
            )
            SELECT name, hash, min(sent_at) AS first_used, max(sent_at) AS last_used, count(*) AS calls,
                count(*) FILTER (WHERE try_number > 1) AS retried,
                count(*) FILTER (WHERE ordinal > first_ordinal) AS corrected,
                count(*) FILTER (WHERE outcome = 'Malformed') AS malformed,
                count(*) FILTER (WHERE outcome = 'Unusable') AS unusable,
                count(*) FILTER (WHERE outcome = 'Truncated') AS truncated,
                CAST(avg(tokens_in) AS bigint) AS tokens_in, CAST(avg(tokens_out) AS bigint) AS tokens_out,
                CAST(avg(latency_ms) AS bigint) AS latency_ms, avg(cost) AS cost
            FROM asked JOIN prompt ON hash = prompt_hash
            GROUP BY name, hash
            ORDER BY name, first_used DESC, hash
            """)
    List<PromptVersion> prompts(@BindMethods("filter") CallFilter filter);

    /** A version of a prompt that this account's questions were asked with; any for null. */
    @SqlQuery("""
            SELECT name, hash, content
            FROM prompt
            WHERE hash = :hash AND (CAST(:accountId AS bigint) IS NULL OR EXISTS (
                SELECT FROM engine_call WHERE prompt_hash = hash AND account_id = :accountId))
            """)
    Optional<PromptText> prompt(@Nullable Long accountId, String hash);

    /** What the latest {@code limit} calls of these questions took that used tokens, whoever asked. */
    @SqlQuery("""
            SELECT question, count(*) AS calls, count(DISTINCT (job_id, step_key)) AS steps,
                avg(tokens_in + tokens_out) AS tokens, avg(cost) AS cost
            FROM (
                SELECT question, job_id, step_key, tokens_in, tokens_out, cost
                FROM engine_call
                WHERE question = ANY (:questions) AND tokens_in IS NOT NULL
                ORDER BY id DESC
                LIMIT :limit
            ) AS latest
            GROUP BY question
            """)
    List<Mean> means(String[] questions, int limit);
}
