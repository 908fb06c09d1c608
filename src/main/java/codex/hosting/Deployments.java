package codex.hosting;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The {@code deployment} table. Finders for people take the owner: a stranger's id finds nothing. */
@RegisterConstructorMapper(Deployment.class)
public interface Deployments {
    @SqlQuery("""
            INSERT INTO deployment (developed_app_id, target, name)
            VALUES (:developedAppId, :target, :name)
            RETURNING id, developed_app_id, target, name, state, url, problem, created_at, updated_at
            """)
    Deployment add(long developedAppId, DeploymentTarget target, String name);

    @SqlQuery("""
            SELECT deployment.id, developed_app_id, target, deployment.name, deployment.state, url, problem,
                deployment.created_at, deployment.updated_at
            FROM deployment
                JOIN developed_app ON developed_app.id = developed_app_id
                JOIN application ON application.id = application_id
            WHERE account_id = :accountId AND deployment.id = :id AND deployment.state <> 'DELETED'
            """)
    Optional<Deployment> find(long accountId, long id);

    /** For the queue's handlers and for hosting, which act for whoever owns it. */
    @SqlQuery("""
            SELECT id, developed_app_id, target, name, state, url, problem, created_at, updated_at
            FROM deployment
            WHERE id = :id
            """)
    Optional<Deployment> findAny(long id);

    @SqlQuery("""
            SELECT id, developed_app_id, target, name, state, url, problem, created_at, updated_at
            FROM deployment
            WHERE name = :name AND state <> 'DELETED'
            """)
    Optional<Deployment> named(String name);

    /** Of all developed apps of an application, latest first. */
    @SqlQuery("""
            SELECT deployment.id, developed_app_id, target, deployment.name, deployment.state, url, problem,
                deployment.created_at, deployment.updated_at
            FROM deployment JOIN developed_app ON developed_app.id = developed_app_id
            WHERE application_id = :applicationId AND deployment.state <> 'DELETED'
            ORDER BY deployment.id DESC
            LIMIT 100
            """)
    List<Deployment> list(long applicationId);

    /** Hosted deployments that were live or starting when the server last stopped. */
    @SqlQuery("""
            SELECT id, developed_app_id, target, name, state, url, problem, created_at, updated_at
            FROM deployment
            WHERE target = 'HOSTED' AND state IN ('LIVE', 'STARTING')
            ORDER BY id
            """)
    List<Deployment> running();

    @SqlUpdate("""
            UPDATE deployment
            SET state = :state, url = :url, problem = :problem, updated_at = now()
            WHERE id = :id
            """)
    void mark(long id, DeploymentState state, @Nullable String url, @Nullable String problem);

    /** The last megabyte of what it printed. */
    @SqlQuery("""
            SELECT log
            FROM deployment
            WHERE id = :id
            """)
    String log(long id);

    @SqlUpdate("""
            UPDATE deployment
            SET log = right(log || :text, 1000000)
            WHERE id = :id
            """)
    void append(long id, String text);
}
