package codex.web.api;

import codex.account.ApiTokens;
import codex.account.TokenScope;
import codex.web.Access;
import codex.web.Visit;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the API's route table, from which routes are registered and the OpenAPI document is written.
 *
 * @param path below {@code /api/v1}, variables in braces
 * @param scope that a token needs for it; null for an open one
 * @param queries what its address may say behind the path; those of pages of a list aside
 * @param body the record the JSON body is read into; null takes none
 * @param status of the usual success
 * @param answer what comes back, in words
 */
public record ApiRoute(
        HandlerType method,
        String path,
        Access access,
        @Nullable TokenScope scope,
        String summary,
        List<Query> queries,
        @Nullable Class<?> body,
        int status,
        String answer,
        Handler handler) {

    /**
     * A parameter of the query, which may be left out.
     *
     * @param type as JSON Schema names it
     */
    public record Query(String name, String type, String meaning) {}

    public ApiRoute {
        queries = List.copyOf(queries);
    }

    /** Its variables all in braces, also one that takes slashes. */
    public String written() {
        return "/api/v1" + path.replace('<', '{').replace('>', '}');
    }

    /** The members of the JSON body, or nothing where they differ by what is changed. */
    public List<String> members() {
        return body == null || !body.isRecord()
                ? List.of()
                : Arrays.stream(body.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList();
    }

    /** Calls the handler when the request's token may; a session of our own pages may all that its account may (S10, S11). */
    void handle(Context ctx) throws Exception {
        ApiTokens.Bearer bearer = ctx.attribute(Visit.BEARER);
        if (scope != null && bearer != null && !bearer.may(scope)) {
            throw ApiProblem.of(403, "The token lacks the scope \"%s\".".formatted(scope.label()));
        }
        handler.handle(ctx);
    }
}
