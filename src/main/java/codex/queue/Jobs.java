package codex.queue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.json.Json;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * The {@code job} table. The database's clock rules it: the clocks of two workers may differ, this one does not; and it is
 * {@code clock_timestamp()}, for {@code now()} is the start of a transaction that may have waited (RELIABILITY.md, Q3).
 */
@RegisterConstructorMapper(Job.class)
@RegisterConstructorMapper(Jobs.Beat.class)
@RegisterConstructorMapper(Jobs.Rescued.class)
@RegisterConstructorMapper(Jobs.Count.class)
public interface Jobs {
    /** A lease that was prolonged, and whether someone asked its job to stop. */
    record Beat(long id, @Nullable Instant cancelRequestedAt) {}

    /** A job whose worker died, and what was made of it. */
    record Rescued(long id, JobState state) {}

    /** How many jobs of a kind are in a state. */
    record Count(String kind, JobState state, long count) {}

    String COLUMNS = """
            id, kind, state, subject, unique_key, account_id, priority, run_at, attempt, max_attempts, rescue_count,
            lease_owner, lease_token, lease_until, cancel_requested_at, input, result, error, created_at, started_at,
            finished_at
            """;

    // What people look at. Finders take the owner: a stranger's id finds nothing.

    @SqlQuery("SELECT " + COLUMNS + " FROM job WHERE account_id = :accountId AND id = :id")
    Optional<Job> find(long accountId, long id);

    /** The owner's latest job about {@code subject}, whatever became of it. */
    @SqlQuery("SELECT " + COLUMNS + """
            FROM job
            WHERE account_id = :accountId AND subject = :subject
            ORDER BY id DESC
            LIMIT 1
            """)
    Optional<Job> latest(long accountId, String subject);

    /** For operators and for the queue itself. */
    @SqlQuery("SELECT " + COLUMNS + " FROM job WHERE id = :id")
    Optional<Job> findAny(long id);

    @SqlQuery("SELECT " + COLUMNS + """
            FROM job
            WHERE unique_key = :uniqueKey AND state IN ('QUEUED', 'RUNNING', 'WAITING')
            """)
    Optional<Job> active(String uniqueKey);

    /** For operators: everybody's jobs, latest first, below {@code before}. */
    @SqlQuery("SELECT " + COLUMNS + " FROM job WHERE id < :before ORDER BY id DESC LIMIT :limit")
    List<Job> list(long before, int limit);

    @SqlQuery("SELECT kind, state, count(*) AS count FROM job GROUP BY kind, state ORDER BY kind, state")
    List<Count> counts();

    // From nothing to queued, and back.

    /** Empty when a job with this unique key is active. Wakes the dispatchers when the transaction commits. */
    @SqlQuery("""
            WITH added AS (
                INSERT INTO job (kind, subject, unique_key, account_id, input)
                VALUES (:kind, :subject, :uniqueKey, :accountId, :input)
                ON CONFLICT (unique_key) WHERE state IN ('QUEUED', 'RUNNING', 'WAITING') DO NOTHING
                RETURNING id)
            SELECT id FROM (SELECT id, pg_notify('codex_job', CAST(id AS text)) FROM added) AS told
            """)
    Optional<Long> enqueue(String kind, String subject, String uniqueKey, long accountId, @Json JsonNode input);

    /**
     * Queues a waiting job. One that is still running is marked by a later {@code run_at}, which {@link #waiting}
     * notices: an answer given while the handler was about to wait is not lost.
     */
    @SqlUpdate("""
            WITH woken AS (
                UPDATE job
                SET state = CASE state WHEN 'WAITING' THEN 'QUEUED' ELSE state END, run_at = clock_timestamp()
                WHERE id = :id AND state IN ('WAITING', 'RUNNING')
                RETURNING id)
            SELECT pg_notify('codex_job', CAST(id AS text)) FROM woken
            """)
    void wake(long id);

    /**
     * Ends a job that nobody is at, asks a running one to stop (Q14). The state after; empty when it was over or is not
     * the owner's.
     */
    @SqlQuery("""
            WITH asked AS (
                UPDATE job
                SET cancel_requested_at = coalesce(cancel_requested_at, clock_timestamp()),
                    state = CASE state WHEN 'RUNNING' THEN state ELSE 'CANCELLED' END,
                    finished_at = CASE state WHEN 'RUNNING' THEN NULL ELSE clock_timestamp() END
                WHERE account_id = :accountId AND id = :id AND state IN ('QUEUED', 'RUNNING', 'WAITING')
                RETURNING id, state)
            SELECT state FROM (SELECT state, pg_notify('codex_cancel', CAST(id AS text)) FROM asked) AS told
            """)
    Optional<JobState> cancel(long accountId, long id);

    /** Queues a job that failed or was stopped, as if it were new; finished steps stay (Q12). True when it was one. */
    @SqlUpdate("""
            UPDATE job
            SET state = 'QUEUED', attempt = 0, rescue_count = 0, run_at = clock_timestamp(), error = NULL,
                cancel_requested_at = NULL, started_at = NULL, finished_at = NULL
            WHERE account_id = :accountId AND id = :id AND state IN ('FAILED', 'CANCELLED')
            """)
    boolean retry(long accountId, long id);

    // What a worker does. Everything below the claim is fenced by the lease's token (Q7).

    /** Makes the caps exact: one claim at a time in all processes. Ends with the transaction. */
    @SqlUpdate("SELECT pg_advisory_xact_lock(hashtext('codex.claim'))")
    void lockClaims();

    /**
     * Takes the next due job, fair by account: the n-th running job of one account comes after the (n-1)-th of all others.
     * Inside an account by priority, which ages by one in ten minutes (Q4). Comes after {@link #lockClaims} in the same
     * transaction.
     */
    @SqlQuery("""
            WITH running AS (
                SELECT account_id, count(*) AS n FROM job WHERE state = 'RUNNING' GROUP BY account_id),
            turn AS (
                SELECT job.id, coalesce(running.n, 0) AS n,
                    coalesce(running.n, 0) + row_number() OVER (
                        PARTITION BY job.account_id
                        ORDER BY priority - floor(extract(epoch FROM clock_timestamp() - run_at) / 600), run_at, job.id
                    ) AS turn
                FROM job LEFT JOIN running USING (account_id)
                WHERE state = 'QUEUED' AND run_at <= clock_timestamp() AND kind = ANY(:kinds)
                    AND NOT EXISTS (
                        SELECT FROM job AS other WHERE other.subject = job.subject AND other.state = 'RUNNING'))
            UPDATE job
            SET state = 'RUNNING', lease_owner = :owner, lease_token = gen_random_uuid(),
                lease_until = clock_timestamp() + interval '30 seconds',
                started_at = coalesce(started_at, clock_timestamp())
            WHERE id = (
                SELECT job.id FROM job JOIN turn USING (id)
                WHERE job.state = 'QUEUED' AND turn.n < :perAccount
                    AND (SELECT coalesce(sum(n), 0) FROM running) < :total
                ORDER BY turn.turn, job.run_at, job.id
                LIMIT 1
                FOR UPDATE OF job SKIP LOCKED)
            RETURNING
            """ + COLUMNS)
    Optional<Job> claim(String owner, String[] kinds, int perAccount, int total);

    /** Prolongs the leases of a process, all at once. A job missing from the answer is lost (Q5). */
    @SqlQuery("""
            UPDATE job
            SET lease_until = clock_timestamp() + interval '30 seconds'
            FROM unnest(CAST(:ids AS bigint[]), CAST(:tokens AS uuid[])) AS mine (id, token)
            WHERE job.id = mine.id AND job.lease_token = mine.token AND state = 'RUNNING'
            RETURNING job.id, cancel_requested_at
            """)
    List<Beat> beat(Long[] ids, UUID[] tokens);

    /** Holds the job for the rest of the transaction, beside other steps of the same run; empty when the lease is lost. */
    @SqlQuery("SELECT id FROM job WHERE id = :id AND lease_token = :token AND state = 'RUNNING' FOR SHARE")
    Optional<Long> hold(long id, UUID token);

    @SqlUpdate("""
            UPDATE job
            SET state = 'SUCCEEDED', result = :result, error = NULL, finished_at = clock_timestamp(),
                lease_owner = NULL, lease_token = NULL, lease_until = NULL
            WHERE id = :id AND lease_token = :token AND state = 'RUNNING'
            """)
    boolean succeed(long id, UUID token, @Json JsonNode result);

    @SqlUpdate("""
            UPDATE job
            SET state = 'FAILED', attempt = attempt + 1, error = :error, finished_at = clock_timestamp(),
                lease_owner = NULL, lease_token = NULL, lease_until = NULL
            WHERE id = :id AND lease_token = :token AND state = 'RUNNING'
            """)
    boolean fail(long id, UUID token, @Json JsonNode error);

    /** Not before {@code millis} have passed; {@code counts} is false where nothing was tried (C13). */
    @SqlUpdate("""
            UPDATE job
            SET state = 'QUEUED', attempt = attempt + CASE WHEN :counts THEN 1 ELSE 0 END, error = :error,
                run_at = clock_timestamp() + :millis * interval '1 millisecond',
                lease_owner = NULL, lease_token = NULL, lease_until = NULL
            WHERE id = :id AND lease_token = :token AND state = 'RUNNING'
            """)
    boolean retryLater(long id, UUID token, @Json JsonNode error, long millis, boolean counts);

    /** Has everything that waits or sleeps look again at once: what it may have waited for has changed. */
    @SqlUpdate("""
            WITH woken AS (
                UPDATE job
                SET state = 'QUEUED', run_at = clock_timestamp()
                WHERE state = 'WAITING' OR (state = 'QUEUED' AND run_at > clock_timestamp())
                RETURNING id)
            SELECT pg_notify('codex_job', CAST(id AS text)) FROM woken
            """)
    void wakeAll();

    /**
     * The job waits for a person (Q13), or is queued at once when {@link #wake} came in the meantime.
     *
     * @param runAt of the job as it was claimed
     */
    @SqlUpdate("""
            UPDATE job
            SET state = CASE WHEN run_at = CAST(:runAt AS timestamptz) THEN 'WAITING'::job_state ELSE 'QUEUED' END,
                lease_owner = NULL, lease_token = NULL, lease_until = NULL
            WHERE id = :id AND lease_token = :token AND state = 'RUNNING'
            """)
    boolean waiting(long id, UUID token, Instant runAt);

    @SqlUpdate("""
            UPDATE job
            SET state = 'CANCELLED', finished_at = clock_timestamp(),
                lease_owner = NULL, lease_token = NULL, lease_until = NULL
            WHERE id = :id AND lease_token = :token AND state = 'RUNNING'
            """)
    boolean stopped(long id, UUID token);

    /** Gives a job back untried, for another process to take at once (Q15). */
    @SqlUpdate("""
            WITH released AS (
                UPDATE job
                SET state = 'QUEUED', lease_owner = NULL, lease_token = NULL, lease_until = NULL
                WHERE id = :id AND lease_token = :token AND state = 'RUNNING'
                RETURNING id)
            SELECT pg_notify('codex_job', CAST(id AS text)) FROM released
            """)
    void release(long id, UUID token);

    // What every process does for all.

    /**
     * Takes up to a hundred jobs from workers that died, oldest lease first: back to the queue, or to their end when
     * someone had asked for it or when it is the third time (Q12).
     */
    @SqlQuery("""
            WITH expired AS (
                SELECT id FROM job
                WHERE state = 'RUNNING' AND lease_until < clock_timestamp()
                ORDER BY lease_until
                LIMIT 100
                FOR UPDATE SKIP LOCKED),
            fate AS (
                SELECT job.id,
                    CASE
                        WHEN cancel_requested_at IS NOT NULL THEN 'CANCELLED'::job_state
                        WHEN rescue_count < 2 THEN 'QUEUED'
                        ELSE 'FAILED'
                    END AS state,
                    (SELECT key FROM job_step WHERE job_id = job.id ORDER BY seq DESC LIMIT 1) AS last_step
                FROM job JOIN expired USING (id))
            UPDATE job
            SET rescue_count = rescue_count + 1, lease_owner = NULL, lease_token = NULL, lease_until = NULL,
                state = fate.state,
                finished_at = CASE fate.state WHEN 'QUEUED' THEN NULL ELSE clock_timestamp() END,
                error = CASE fate.state WHEN 'FAILED' THEN jsonb_build_object('message',
                    'The server stopped three times ' || coalesce('after the step ' || last_step, 'in the first step')
                    || '. Retry resumes there.') END
            FROM fate WHERE job.id = fate.id
            RETURNING job.id, job.state
            """)
    List<Rescued> rescue();
}
