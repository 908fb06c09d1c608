package codex.web;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** What the filters of the ledger offer, and how applications and accounts are called, in one statement. */
@RegisterConstructorMapper(CallChoices.Choice.class)
@RegisterConstructorMapper(CallChoices.Names.class)
public interface CallChoices {
    /**
     * Something that a filter takes.
     *
     * @param kind {@code account}, {@code agent}, {@code application}, {@code model} or {@code question}
     */
    record Choice(String kind, String value, String label) {}

    /**
     * Sorted by kind and label.
     *
     * @param accountId of whom; null for everybody
     * @param applications ids of those that are shown beside the latest two hundred
     * @param accounts ids of those that are shown
     */
    @SqlQuery("""
            SELECT kind, value, label
            FROM (
                SELECT 'application' AS kind, CAST(id AS text) AS value, name AS label
                FROM application
                WHERE (CAST(:accountId AS bigint) IS NULL OR account_id = :accountId)
                    AND (id = ANY (:applications) OR id IN (
                        SELECT id
                        FROM application
                        WHERE CAST(:accountId AS bigint) IS NULL OR account_id = :accountId
                        ORDER BY id DESC
                        LIMIT 200))
                UNION ALL
                SELECT 'account', CAST(id AS text), name FROM account WHERE id = ANY (:accounts)
                UNION
                SELECT 'agent', split_part(name, '/', 1), split_part(name, '/', 1) FROM prompt
                UNION
                SELECT 'question', replace(initcap(split_part(name, '/', 2)), '-', ''), split_part(name, '/', 2)
                FROM prompt
                UNION
                SELECT 'model', model, model
                FROM engine_call
                WHERE model IS NOT NULL AND (CAST(:accountId AS bigint) IS NULL OR account_id = :accountId)
                GROUP BY model
            ) AS choice
            ORDER BY kind, lower(label), value
            """)
    List<Choice> list(@Nullable Long accountId, long[] applications, long[] accounts);

    /** What a call is about, and who asked; empty where it was deleted since. */
    record Names(String application, String account) {}

    @SqlQuery("""
            SELECT coalesce((SELECT name FROM application WHERE id = :applicationId), '') AS application,
                coalesce((SELECT name FROM account WHERE id = :accountId), '') AS account
            """)
    Names names(@Nullable Long applicationId, long accountId);
}
