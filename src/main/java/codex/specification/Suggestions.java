package codex.specification;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.json.Json;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The {@code suggestion} table. */
@RegisterConstructorMapper(Suggestion.class)
public interface Suggestions {
    @SqlUpdate("""
            INSERT INTO suggestion (application_id, specification_id, instruction, change, edits)
            VALUES (:applicationId, :specificationId, :instruction, :change, :edits)
            """)
    void add(long applicationId, long specificationId, String instruction, String change, @Json List<Edit> edits);

    /** Undecided ones, in the order in which they were thought of. */
    @SqlQuery("""
            SELECT id, application_id, specification_id, instruction, change, edits, state, created_at
            FROM suggestion
            WHERE application_id = :applicationId AND state = 'OPEN'
            ORDER BY id
            """)
    List<Suggestion> open(long applicationId);

    /** Held until the transaction ends, so that one is accepted once. */
    @SqlQuery("""
            SELECT id, application_id, specification_id, instruction, change, edits, state, created_at
            FROM suggestion
            WHERE application_id = :applicationId AND id = :id AND state = 'OPEN'
            FOR UPDATE
            """)
    Optional<Suggestion> hold(long applicationId, long id);

    @SqlUpdate("""
            UPDATE suggestion
            SET state = CAST(:state AS suggestion_state), decided_at = now()
            WHERE id = :id AND state = 'OPEN'
            """)
    void decide(long id, Suggestion.State state);
}
