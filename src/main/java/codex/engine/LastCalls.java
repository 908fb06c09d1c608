package codex.engine;

import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/**
 * The {@code engine_call} table as the answer to one question: does the model answer? Calls of an embedder are no part of
 * it, since agents go on without its vectors.
 */
public interface LastCalls {
    /**
     * How the last call of any job ended, when the model itself will not have it: {@code Denied}, {@code Quota} or
     * {@code Rejected}. Empty when it ended otherwise, or when the model's settings were changed since.
     */
    @SqlQuery("""
            SELECT outcome
            FROM (
                SELECT outcome, sent_at
                FROM engine_call
                WHERE engine = 'llm' AND outcome <> 'SENT' AND question <> 'EmbedTexts'
                ORDER BY id DESC
                LIMIT 1) AS last
            WHERE outcome IN ('Denied', 'Quota', 'Rejected')
                AND sent_at > coalesce(
                    (SELECT max(updated_at) FROM setting WHERE starts_with(name, 'model.')), '-infinity')
            """)
    Optional<String> refused();

    /** How the last call of a job's ended, unless with an answer. */
    @SqlQuery("""
            SELECT outcome
            FROM (
                SELECT outcome
                FROM engine_call
                WHERE job_id = :jobId AND engine = 'llm' AND question <> 'EmbedTexts'
                ORDER BY id DESC
                LIMIT 1) AS last
            WHERE outcome <> 'Answer'
            """)
    Optional<String> unanswered(long jobId);
}
