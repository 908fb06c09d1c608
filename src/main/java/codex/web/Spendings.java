package codex.web;

import codex.engine.CallFilter;
import codex.engine.CallTotal;
import codex.engine.EngineCalls;
import java.util.List;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/**
 * The ledger added up, by what several tables know of its calls. Each call counts in exactly one group, so that the groups
 * of any kind come to the same total (RELIABILITY.md, I4). The dearest come first, days latest first.
 */
@RegisterConstructorMapper(Spendings.Spending.class)
public interface Spendings {
    /**
     * One group.
     *
     * @param key what a filter takes to mean the same calls, or empty where they have nothing of the kind
     * @param label what it is called, or empty where nobody knows any more
     */
    record Spending(String key, String label, @Nested CallTotal total) {}

    @SqlQuery("""
            SELECT CAST(CAST(sent_at AT TIME ZONE 'UTC' AS date) AS text) AS key, '' AS label,
            """ + CallTotal.SUMS + "FROM engine_call WHERE " + EngineCalls.CHOSEN + """
            GROUP BY CAST(sent_at AT TIME ZONE 'UTC' AS date)
            ORDER BY key DESC
            LIMIT :limit
            """)
    List<Spending> byDay(@BindMethods("filter") CallFilter filter, int limit);

    @SqlQuery("""
            SELECT coalesce(CAST(application_id AS text), '') AS key,
                coalesce((SELECT name FROM application WHERE id = application_id), '') AS label,
            """ + CallTotal.SUMS + "FROM engine_call WHERE " + EngineCalls.CHOSEN + """
            GROUP BY application_id
            ORDER BY cost DESC, calls DESC, key
            LIMIT :limit
            """)
    List<Spending> byApplication(@BindMethods("filter") CallFilter filter, int limit);

    @SqlQuery("""
            SELECT CAST(account_id AS text) AS key,
                coalesce((SELECT name FROM account WHERE id = account_id), '') AS label,
            """ + CallTotal.SUMS + "FROM engine_call WHERE " + EngineCalls.CHOSEN + """
            GROUP BY account_id
            ORDER BY cost DESC, calls DESC, key
            LIMIT :limit
            """)
    List<Spending> byAccount(@BindMethods("filter") CallFilter filter, int limit);

    @SqlQuery(
            """
            SELECT coalesce(split_part(name, '/', 1), '') AS key, coalesce(split_part(name, '/', 1), '') AS label,
            """ + CallTotal.SUMS + "FROM engine_call LEFT JOIN prompt ON hash = prompt_hash WHERE " + EngineCalls.CHOSEN
                    + """
            GROUP BY coalesce(split_part(name, '/', 1), '')
            ORDER BY cost DESC, calls DESC, key
            LIMIT :limit
            """)
    List<Spending> byAgent(@BindMethods("filter") CallFilter filter, int limit);

    @SqlQuery("""
            SELECT coalesce(model, '') AS key, coalesce(model, '') AS label,
            """ + CallTotal.SUMS + "FROM engine_call WHERE " + EngineCalls.CHOSEN + """
            GROUP BY model
            ORDER BY cost DESC, calls DESC, key
            LIMIT :limit
            """)
    List<Spending> byModel(@BindMethods("filter") CallFilter filter, int limit);

    @SqlQuery("""
            SELECT coalesce(CAST(job_id AS text), '') AS key,
                coalesce((SELECT kind FROM job WHERE id = job_id), '') AS label,
            """ + CallTotal.SUMS + "FROM engine_call WHERE " + EngineCalls.CHOSEN + """
            GROUP BY job_id
            ORDER BY cost DESC, calls DESC, key
            LIMIT :limit
            """)
    List<Spending> byJob(@BindMethods("filter") CallFilter filter, int limit);

    /**
     * By the routes that a call was made for: the one whose functions were drawn, or all that need the function which was
     * written, explained or mended. The key is the application, the label the routes: {@code GET /links, POST /links}.
     */
    // Added up by step first, and the routes of each function laid out once: a look-up for each of 100,000
    // calls took seconds.
    @SqlQuery("""
            WITH step AS (
                SELECT application_id, job_id,
                    regexp_replace(step_key, '^(repair:[0-9]+|clarify|function):([^:]+).*$', 'function:\\2') AS step_key,
            """ + CallTotal.SUMS + "FROM engine_call WHERE " + EngineCalls.CHOSEN + """
                GROUP BY application_id, job_id, 3
            ), run AS (
                SELECT job_id, max(id) AS id
                FROM developed_app
                WHERE job_id IN (SELECT job_id FROM step)
                GROUP BY job_id
            ), served AS (
                SELECT job_id, step_key, string_agg(route, ', ' ORDER BY route) AS routes
                FROM (
                    SELECT job_id, 'graph:' || route_id AS step_key, method || ' ' || path AS route
                    FROM run JOIN compiled_route ON developed_app_id = run.id
                    UNION
                    SELECT job_id, 'function:' || name, api_route
                    FROM run
                        JOIN code_graph ON developed_app_id = run.id
                        CROSS JOIN LATERAL jsonb_array_elements_text(graph -> 'functions') AS name
                ) AS needed
                GROUP BY job_id, step_key
            )
            SELECT coalesce(CAST(application_id AS text), '') AS key, coalesce(routes, '') AS label,
                sum(calls) AS calls, sum(failed) AS failed, sum(tokens_in) AS tokens_in, sum(tokens_out) AS tokens_out,
                sum(cost) AS cost, sum(held) AS held, sum(assumed) AS assumed, sum(unpriced) AS unpriced
            FROM step LEFT JOIN served USING (job_id, step_key)
            GROUP BY application_id, routes
            ORDER BY cost DESC, calls DESC, label, key
            LIMIT :limit
            """)
    List<Spending> byRoute(@BindMethods("filter") CallFilter filter, int limit);
}
