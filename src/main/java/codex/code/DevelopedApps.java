package codex.code;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The {@code developed_app} table with its zip. Finders for people take the owner: a stranger's id finds nothing. */
@RegisterConstructorMapper(DevelopedApp.class)
@RegisterConstructorMapper(DevelopedApps.Zipped.class)
public interface DevelopedApps {
    /**
     * A zip without its content.
     *
     * @param size in bytes
     * @param sha256 in lower-case hexadecimal
     */
    record Zipped(int size, String sha256) {}

    @SqlQuery("""
            INSERT INTO developed_app (application_id, specification_id, engine)
            VALUES (:applicationId, :specificationId, :engine)
            RETURNING id, application_id, specification_id, job_id, engine, state, cost, summary, created_at, finished_at
            """)
    DevelopedApp add(long applicationId, long specificationId, String engine);

    @SqlUpdate("""
            UPDATE developed_app
            SET job_id = :jobId
            WHERE id = :id
            """)
    void worksIn(long id, long jobId);

    @SqlQuery("""
            SELECT developed_app.id, application_id, specification_id, job_id, developed_app.engine, state, cost, summary,
                developed_app.created_at, finished_at
            FROM developed_app JOIN application ON application.id = application_id
            WHERE account_id = :accountId AND developed_app.id = :id
            """)
    Optional<DevelopedApp> find(long accountId, long id);

    /** For the queue's handlers, which act for whoever owns the application. */
    @SqlQuery("""
            SELECT id, application_id, specification_id, job_id, engine, state, cost, summary, created_at, finished_at
            FROM developed_app
            WHERE id = :id
            """)
    Optional<DevelopedApp> findAny(long id);

    /** Latest first. */
    @SqlQuery("""
            SELECT id, application_id, specification_id, job_id, engine, state, cost, summary, created_at, finished_at
            FROM developed_app
            WHERE application_id = :applicationId
            ORDER BY id DESC
            LIMIT 100
            """)
    List<DevelopedApp> list(long applicationId);

    /** The last before {@code id} of the same application that was handed over and keeps data; empty for the first. */
    @SqlQuery("""
            SELECT id, application_id, specification_id, job_id, engine, state, cost, summary, created_at, finished_at
            FROM developed_app
            WHERE application_id = (SELECT application_id FROM developed_app WHERE id = :id)
                AND id < :id AND state IN ('VERIFIED', 'PARTIAL')
                AND EXISTS (
                    SELECT 1
                    FROM source_file
                    WHERE developed_app_id = developed_app.id AND starts_with(path, :migrations))
            ORDER BY id DESC
            LIMIT 1
            """)
    Optional<DevelopedApp> delivered(long id, String migrations);

    @SqlUpdate("""
            UPDATE developed_app
            SET state = :state, summary = :summary, cost = :cost, zip = :zip, finished_at = now()
            WHERE id = :id
            """)
    void finish(long id, DevelopedApp.State state, String summary, BigDecimal cost, byte[] zip);

    /** Another engine answers from now on; not of what was handed over, which says who wrote it. */
    @SqlUpdate("""
            UPDATE developed_app
            SET engine = :engine
            WHERE id = :id AND state IN ('BUILDING', 'FAILED')
            """)
    void asks(long id, String engine);

    /** It is worked on once more. */
    @SqlUpdate("""
            UPDATE developed_app
            SET state = 'BUILDING', summary = '', finished_at = NULL
            WHERE id = :id
            """)
    void build(long id);

    /** It came to nothing; what its calls cost was paid all the same. */
    @SqlUpdate("""
            UPDATE developed_app
            SET state = 'FAILED', summary = :summary, finished_at = now(), cost = coalesce(
                (SELECT sum(coalesce(engine_call.cost, reserved))
                 FROM engine_call
                 WHERE engine_call.job_id = developed_app.job_id), 0)
            WHERE id = :id
            """)
    void fail(long id, String summary);

    /** The stored zip, the same bytes for every download; empty while there is none. */
    @SqlQuery("""
            SELECT zip
            FROM developed_app
            WHERE id = :id AND zip IS NOT NULL
            """)
    Optional<byte[]> zip(long id);

    /** What is told of the zip before it is downloaded; empty while there is none. */
    @SqlQuery("""
            SELECT octet_length(zip) AS size, encode(sha256(zip), 'hex') AS sha256
            FROM developed_app
            WHERE id = :id AND zip IS NOT NULL
            """)
    Optional<Zipped> zipped(long id);
}
