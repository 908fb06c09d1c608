package codex.application;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The {@code application} table. Finders take the owner: a stranger's id finds nothing. */
@RegisterConstructorMapper(Application.class)
public interface Applications {
    /** Adds a draft and answers with it. */
    @SqlQuery("""
            INSERT INTO application (account_id, name, description)
            VALUES (:accountId, :name, :description)
            RETURNING id, account_id, name, description, engine, status, created_at, updated_at
            """)
    Application add(long accountId, String name, String description);

    /** As {@link #add}; the same key again answers with what it made the first time (EXPERIENCE.md, H6). */
    @SqlQuery("""
            INSERT INTO application (account_id, name, description, creation_key)
            VALUES (:accountId, :name, :description, :key)
            ON CONFLICT (account_id, creation_key) DO UPDATE SET creation_key = excluded.creation_key
            RETURNING id, account_id, name, description, engine, status, created_at, updated_at
            """)
    Application addOnce(long accountId, String name, String description, UUID key);

    @SqlQuery("""
            SELECT id, account_id, name, description, engine, status, created_at, updated_at
            FROM application
            WHERE account_id = :accountId AND id = :id
            """)
    Optional<Application> find(long accountId, long id);

    /** For the queue's handlers, which act for whoever owns the application. */
    @SqlQuery("""
            SELECT id, account_id, name, description, engine, status, created_at, updated_at
            FROM application
            WHERE id = :id
            """)
    Optional<Application> findAny(long id);

    /** The owner's applications, latest change first, below {@code before}; archived ones are left out. */
    @SqlQuery("""
            SELECT id, account_id, name, description, engine, status, created_at, updated_at
            FROM application
            WHERE account_id = :accountId AND status <> 'ARCHIVED' AND id < :before
            ORDER BY id DESC
            LIMIT :limit
            """)
    List<Application> list(long accountId, long before, int limit);

    /** As {@link #list}, only those whose name or description holds {@code text}; case does not matter. */
    @SqlQuery("""
            SELECT id, account_id, name, description, engine, status, created_at, updated_at
            FROM application
            WHERE account_id = :accountId AND status <> 'ARCHIVED' AND id < :before
                AND (strpos(lower(name), lower(:text)) > 0 OR strpos(lower(description), lower(:text)) > 0)
            ORDER BY id DESC
            LIMIT :limit
            """)
    List<Application> search(long accountId, String text, long before, int limit);

    /** True when the application was there and the owner's. */
    @SqlUpdate("""
            UPDATE application
            SET name = :name, description = :description, updated_at = now()
            WHERE account_id = :accountId AND id = :id
            """)
    boolean change(long accountId, long id, String name, String description);

    /**
     * Has another engine answer from now on. True when the application was there and the owner's.
     *
     * @param engine {@code builtin} or {@code llm}; null follows the settings
     */
    @SqlUpdate("""
            UPDATE application
            SET engine = :engine, updated_at = now()
            WHERE account_id = :accountId AND id = :id
            """)
    boolean choose(long accountId, long id, @Nullable String engine);

    @SqlUpdate("""
            UPDATE application
            SET status = :status, updated_at = now()
            WHERE id = :id
            """)
    void mark(long id, ApplicationStatus status);

    /** Removes the application and all that was made from it. True when it was there and the owner's. */
    @SqlUpdate("""
            DELETE FROM application
            WHERE account_id = :accountId AND id = :id
            """)
    boolean remove(long accountId, long id);
}
