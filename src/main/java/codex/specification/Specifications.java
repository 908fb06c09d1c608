package codex.specification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.json.Json;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** The {@code specification} table: only ever added to. */
@RegisterConstructorMapper(Specification.class)
@RegisterConstructorMapper(Specifications.Version.class)
public interface Specifications {
    /** A version without its document, for lists. */
    record Version(long id, int version, @Nullable Long parentId, String change, String author, Instant createdAt) {}

    /**
     * Adds the version after the latest. The row of the application is locked by the statement, so versions have no
     * gaps and two edits at once get two numbers.
     */
    @SqlQuery("""
            WITH held AS (SELECT id FROM application WHERE id = :applicationId FOR UPDATE)
            INSERT INTO specification (application_id, version, parent_id, document, change, author, stands_at)
            SELECT held.id,
                (SELECT coalesce(max(version), 0) + 1 FROM specification WHERE application_id = held.id),
                :parentId, :document, :change, :author, :standsAt
            FROM held
            RETURNING id, application_id, version, parent_id, document, change, author, created_at
            """)
    Specification add(
            long applicationId,
            @Nullable Long parentId,
            @Json Document document,
            String change,
            String author,
            @Nullable Integer standsAt);

    default Specification add(
            long applicationId, @Nullable Long parentId, Document document, String change, String author) {
        return add(applicationId, parentId, document, change, author, null);
    }

    /** The version that an undo after {@code version} goes back to: the one before the edit that stands. */
    @SqlQuery("""
            WITH RECURSIVE standing AS (
                SELECT version, stands_at FROM specification WHERE application_id = :applicationId AND version = :version
                UNION ALL
                SELECT earlier.version, earlier.stands_at
                FROM standing
                    JOIN specification earlier ON earlier.version = standing.stands_at
                WHERE earlier.application_id = :applicationId)
            SELECT version - 1
            FROM standing
            WHERE stands_at IS NULL AND version > 1
            """)
    Optional<Integer> undo(long applicationId, int version);

    /** The version that a redo after the undo {@code version} goes forward to; empty when there is nothing undone. */
    @SqlQuery("""
            SELECT next.version
            FROM specification undone
                JOIN specification next ON next.application_id = :applicationId AND next.version = undone.stands_at + 1
            WHERE undone.application_id = :applicationId AND undone.version = :version
                AND next.version < :version AND next.stands_at IS NULL
            """)
    Optional<Integer> redo(long applicationId, int version);

    @SqlQuery("""
            SELECT id, application_id, version, parent_id, document, change, author, created_at
            FROM specification
            WHERE application_id = :applicationId AND id = :id
            """)
    Optional<Specification> find(long applicationId, long id);

    @SqlQuery("""
            SELECT id, application_id, version, parent_id, document, change, author, created_at
            FROM specification
            WHERE application_id = :applicationId
            ORDER BY version DESC
            LIMIT 1
            """)
    Optional<Specification> latest(long applicationId);

    @SqlQuery("""
            SELECT id, application_id, version, parent_id, document, change, author, created_at
            FROM specification
            WHERE application_id = :applicationId AND version = :version
            """)
    Optional<Specification> version(long applicationId, int version);

    /** The version that an application was last developed from, whatever came of it. */
    @SqlQuery("""
            SELECT specification.version
            FROM developed_app
                JOIN specification ON specification.id = developed_app.specification_id
            WHERE developed_app.application_id = :applicationId
            ORDER BY developed_app.id DESC
            LIMIT 1
            """)
    Optional<Integer> builtVersion(long applicationId);

    /** Holds the application's row, so that until the transaction ends no other version is added. */
    @SqlQuery("""
            SELECT id
            FROM application
            WHERE id = :applicationId
            FOR UPDATE
            """)
    Optional<Long> hold(long applicationId);

    /** Latest first. */
    @SqlQuery("""
            SELECT id, version, parent_id, change, author, created_at
            FROM specification
            WHERE application_id = :applicationId AND version < :before
            ORDER BY version DESC
            LIMIT :limit
            """)
    List<Version> list(long applicationId, int before, int limit);
}
