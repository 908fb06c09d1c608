package codex.code;

import java.util.List;
import org.jdbi.v3.json.Json;

/**
 * The functions behind one route and who calls whom.
 *
 * @param routeId the route's element id in the specification
 * @param functionName the function that the route calls
 * @param apiRoute {@code POST /links}
 */
public record CodeGraph(
        long id,
        long developedAppId,
        String routeId,
        String functionName,
        String apiRoute,
        @Json Graph graph) {
    /** Names of functions, callees after their callers, and the calls between them. */
    public record Graph(List<String> functions, List<Call> calls) {
        public Graph {
            functions = List.copyOf(functions);
            calls = List.copyOf(calls);
        }
    }

    /** One function calls another. */
    public record Call(String caller, String callee) {}
}
