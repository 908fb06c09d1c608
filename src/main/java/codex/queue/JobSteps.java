package codex.queue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.json.Json;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The {@code job_step} table. A row exists only when the step is done. */
@RegisterConstructorMapper(JobStep.class)
@RegisterConstructorMapper(JobSteps.Stored.class)
public interface JobSteps {
    /** What a step left behind. */
    record Stored(int seq, String inputHash, @Json JsonNode output) {}

    /** The finished steps of a job in the order of its run. */
    @SqlQuery("""
            SELECT job_id, key, seq, started_at, finished_at
            FROM job_step
            WHERE job_id = :jobId
            ORDER BY seq
            """)
    List<JobStep> list(long jobId);

    @SqlQuery("SELECT seq, input_hash, output FROM job_step WHERE job_id = :jobId AND key = :key")
    Optional<Stored> find(long jobId, String key);

    @SqlUpdate("""
            INSERT INTO job_step (job_id, key, seq, input_hash, output, started_at, finished_at)
            VALUES (:jobId, :key, :seq, :inputHash, :output, :startedAt, clock_timestamp())
            ON CONFLICT (job_id, key) DO UPDATE
            SET seq = excluded.seq, input_hash = excluded.input_hash, output = excluded.output,
                started_at = excluded.started_at, finished_at = excluded.finished_at
            """)
    void store(long jobId, String key, int seq, String inputHash, @Json JsonNode output, Instant startedAt);

    /** Forgets every step after {@code seq}, except those of {@code keys}, which this run has already confirmed. */
    @SqlUpdate("DELETE FROM job_step WHERE job_id = :jobId AND seq > :seq AND key <> ALL(:keys)")
    void dropLater(long jobId, int seq, String[] keys);

    @SqlQuery("SELECT clock_timestamp()")
    Instant time();
}
