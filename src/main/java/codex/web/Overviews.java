package codex.web;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Reads {@link Overview}s: what several tables know of an application, in one statement for the whole list. */
@RegisterConstructorMapper(Overview.class)
@RegisterConstructorMapper(Overviews.Count.class)
interface Overviews {
    /** How many applications are in a state. */
    record Count(String status, long number) {}

    /**
     * The owner's applications, latest first, below {@code before}.
     *
     * @param statuses those that are wanted
     * @param text that name or description holds, whatever the case; empty for any
     */
    @SqlQuery("""
            SELECT application.id, name, description, status, updated_at, version, coalesce(calls, 0) AS calls,
                coalesce(tokens, 0) AS tokens, coalesce(spent, 0) AS cost,
                developed.id AS developed_app_id, developed.summary, said.message AS saying
            FROM application
                LEFT JOIN LATERAL (
                    SELECT max(version) AS version FROM specification WHERE application_id = application.id
                ) AS specified ON true
                LEFT JOIN LATERAL (
                    SELECT count(*) AS calls, sum(coalesce(tokens_in, 0) + coalesce(tokens_out, 0)) AS tokens,
                        sum(coalesce(cost, reserved)) AS spent
                    FROM engine_call
                    WHERE application_id = application.id
                ) AS called ON true
                LEFT JOIN LATERAL (
                    SELECT id, summary FROM developed_app
                    WHERE application_id = application.id
                    ORDER BY id DESC
                    LIMIT 1
                ) AS developed ON true
                LEFT JOIN LATERAL (
                    SELECT message FROM job_event
                    WHERE job_id = (SELECT max(id) FROM job WHERE subject = 'application:' || application.id)
                        AND kind = 'say'
                    ORDER BY id DESC
                    LIMIT 1
                ) AS said ON true
            WHERE account_id = :accountId AND application.id < :before
                AND status::text = ANY (:statuses)
                AND (strpos(lower(name), lower(:text)) > 0 OR strpos(lower(description), lower(:text)) > 0)
            ORDER BY application.id DESC
            LIMIT :limit
            """)
    List<Overview> list(long accountId, String[] statuses, String text, long before, int limit);

    @SqlQuery("""
            SELECT application.id, name, description, status, updated_at, version, coalesce(calls, 0) AS calls,
                coalesce(tokens, 0) AS tokens, coalesce(spent, 0) AS cost,
                developed.id AS developed_app_id, developed.summary, said.message AS saying
            FROM application
                LEFT JOIN LATERAL (
                    SELECT max(version) AS version FROM specification WHERE application_id = application.id
                ) AS specified ON true
                LEFT JOIN LATERAL (
                    SELECT count(*) AS calls, sum(coalesce(tokens_in, 0) + coalesce(tokens_out, 0)) AS tokens,
                        sum(coalesce(cost, reserved)) AS spent
                    FROM engine_call
                    WHERE application_id = application.id
                ) AS called ON true
                LEFT JOIN LATERAL (
                    SELECT id, summary FROM developed_app
                    WHERE application_id = application.id
                    ORDER BY id DESC
                    LIMIT 1
                ) AS developed ON true
                LEFT JOIN LATERAL (
                    SELECT message FROM job_event
                    WHERE job_id = (SELECT max(id) FROM job WHERE subject = 'application:' || application.id)
                        AND kind = 'say'
                    ORDER BY id DESC
                    LIMIT 1
                ) AS said ON true
            WHERE account_id = :accountId AND application.id = :id
            """)
    Optional<Overview> find(long accountId, long id);

    @SqlQuery("""
            SELECT status::text AS status, count(*) AS number
            FROM application
            WHERE account_id = :accountId
                AND (strpos(lower(name), lower(:text)) > 0 OR strpos(lower(description), lower(:text)) > 0)
            GROUP BY status
            """)
    List<Count> counts(long accountId, String text);
}
