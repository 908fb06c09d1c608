package codex.code;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The {@code compiled_route} table, in the order of the specification. */
@RegisterConstructorMapper(CompiledRoute.class)
public interface CompiledRoutes {
    @SqlUpdate("""
            DELETE FROM compiled_route
            WHERE developed_app_id = :developedAppId
            """)
    void clear(long developedAppId);

    @SqlQuery("""
            INSERT INTO compiled_route
                (developed_app_id, code_graph_id, route_id, method, path, description, code, state, reason)
            VALUES (:developedAppId, :codeGraphId, :routeId, :method, :path, :description, :code, :state, :reason)
            RETURNING id, developed_app_id, code_graph_id, route_id, method, path, description, code, state, reason
            """)
    CompiledRoute add(
            long developedAppId,
            @Nullable Long codeGraphId,
            String routeId,
            String method,
            String path,
            String description,
            String code,
            CompiledRoute.State state,
            @Nullable String reason);

    @SqlQuery("""
            SELECT id, developed_app_id, code_graph_id, route_id, method, path, description, code, state, reason
            FROM compiled_route
            WHERE developed_app_id = :developedAppId
            ORDER BY id
            """)
    List<CompiledRoute> list(long developedAppId);

    @SqlUpdate("""
            UPDATE compiled_route
            SET state = :state, reason = :reason
            WHERE developed_app_id = :developedAppId AND route_id = :routeId
            """)
    void mark(long developedAppId, String routeId, CompiledRoute.State state, @Nullable String reason);
}
