package codex.code;

import java.util.List;
import org.jdbi.v3.json.Json;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The {@code code_graph} table and the packages each graph may use. */
@RegisterConstructorMapper(CodeGraph.class)
@RegisterConstructorMapper(Package.class)
public interface CodeGraphs {
    @SqlQuery("""
            INSERT INTO code_graph (developed_app_id, route_id, function_name, api_route, graph)
            VALUES (:developedAppId, :routeId, :functionName, :apiRoute, :graph)
            RETURNING id, developed_app_id, route_id, function_name, api_route, graph
            """)
    CodeGraph add(
            long developedAppId, String routeId, String functionName, String apiRoute, @Json CodeGraph.Graph graph);

    @SqlQuery("""
            SELECT id, developed_app_id, route_id, function_name, api_route, graph
            FROM code_graph
            WHERE developed_app_id = :developedAppId
            ORDER BY id
            """)
    List<CodeGraph> list(long developedAppId);

    /** Graphs are drawn again when a step runs again. */
    @SqlUpdate("""
            DELETE FROM code_graph
            WHERE developed_app_id = :developedAppId
            """)
    void clear(long developedAppId);

    @SqlQuery("""
            INSERT INTO package (name, version, specifier)
            VALUES (:name, :version, '==')
            ON CONFLICT (name, version) DO UPDATE SET specifier = excluded.specifier
            RETURNING id, name, version, specifier
            """)
    Package allow(String name, String version);

    @SqlUpdate("""
            INSERT INTO code_graph_package (code_graph_id, package_id)
            VALUES (:codeGraphId, :packageId)
            ON CONFLICT DO NOTHING
            """)
    void uses(long codeGraphId, long packageId);

    @SqlQuery("""
            SELECT DISTINCT package.id, package.name, package.version, package.specifier
            FROM package
                JOIN code_graph_package ON package_id = package.id
                JOIN code_graph ON code_graph.id = code_graph_id
            WHERE developed_app_id = :developedAppId
            ORDER BY package.name
            """)
    List<Package> packages(long developedAppId);
}
