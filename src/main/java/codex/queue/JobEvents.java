package codex.queue;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.transaction.Transaction;

/** The {@code job_event} table: what the page of a job replays and follows. */
@RegisterConstructorMapper(JobEvent.class)
public interface JobEvents {
    /** In order of their ids, those above {@code lastId}: 0 for all. */
    @SqlQuery("""
            SELECT id, job_id, at, kind, level, message
            FROM job_event
            WHERE job_id = :jobId AND id > :lastId
            ORDER BY id
            LIMIT :limit
            """)
    List<JobEvent> after(long jobId, long lastId, int limit);

    /** The latest ones, the last first. */
    @SqlQuery("""
            SELECT id, job_id, at, kind, level, message
            FROM job_event
            WHERE job_id = :jobId
            ORDER BY id DESC
            LIMIT :limit
            """)
    List<JobEvent> last(long jobId, int limit);

    /**
     * Tells whoever watches. Events of one job are added one at a time: ids can become visible out of order, and a reader
     * who remembers the last one would skip one (RELIABILITY.md, Q18).
     */
    @Transaction
    default void append(long jobId, String kind, String level, String message) {
        lock(jobId);
        insert(jobId, kind, level, message);
    }

    @SqlUpdate("SELECT pg_advisory_xact_lock(hashtext('codex.event'), CAST(:jobId % 2147483647 AS int))")
    void lock(long jobId);

    @SqlUpdate("""
            WITH added AS (
                INSERT INTO job_event (job_id, kind, level, message)
                VALUES (:jobId, :kind, :level, :message)
                RETURNING job_id)
            SELECT pg_notify('codex_event', CAST(job_id AS text)) FROM added
            """)
    void insert(long jobId, String kind, String level, String message);

    /** Forgets what is older than 30 days, except of each subject's latest job (Q20). */
    @SqlUpdate("""
            DELETE FROM job_event
            WHERE at < clock_timestamp() - interval '30 days'
                AND job_id NOT IN (SELECT max(id) FROM job GROUP BY subject)
            """)
    void prune();
}
