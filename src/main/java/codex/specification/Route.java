package codex.specification;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One method on one path: who may call it, what goes in, what it does, what comes out.
 *
 * @param name lower camel case and unique in the document, the name of the operation: {@code borrowBook}
 * @param path begins with {@code /}; variables in braces: {@code /books/{bookId}/loans}. A path variable is also one of
 *     the parameters. {@code id} is the key of the behaviour's table; {@code bookId} is the value of its column
 *     {@code book_id}
 * @param request the body; null takes none, or, for a behaviour that writes a table, that table's columns as JSON
 * @param responses the successful ones and the errors that are particular to this route; errors every route has
 *     (400, 401, 403, 404) need not be listed, but the 401 of a function that checks credentials does; with 422 and
 *     without 400, input that breaks a rule is answered 422.
 *     Empty: what the behaviour's kind usually answers
 * @param rules in words, each met by a function; rules about rows that have a form stand at their table
 * @param features ids of the features it serves
 */
public record Route(
        String id,
        String name,
        Method method,
        String path,
        String summary,
        RouteAccess access,
        List<Parameter> parameters,
        @Nullable Body request,
        List<Response> responses,
        Behaviour behaviour,
        List<Rule> rules,
        List<Example> examples,
        List<String> features,
        Source source)
        implements Element {
    /** What any function may refuse with, listed or not: broken input, nothing there, a clash, a broken rule. */
    public static final List<Integer> REFUSALS = List.of(400, 404, 409, 422);

    public Route {
        parameters = List.copyOf(parameters);
        responses = List.copyOf(responses);
        rules = List.copyOf(rules);
        examples = List.copyOf(examples);
        features = List.copyOf(features);
    }

    /** As people name it: {@code POST /books/{bookId}/loans}. Unique in the document. */
    public String operation() {
        return method + " " + path;
    }

    /** Whether standard behaviour is not all: an engine is asked for functions. */
    public boolean needsFunctions() {
        return behaviour.kind().needsFunction() || rules.stream().anyMatch(rule -> rule.form() == Rule.Form.WORDS);
    }

    /** Whether people fill it in on a page: it is about rows, takes a form, and sends the browser on. */
    public boolean form() {
        var standard = !behaviour.kind().needsFunction() && behaviour.kind() != Behaviour.Kind.FIXED;
        return standard && request != null && request.mediaType().equals(Body.FORM) && answers(303);
    }

    /** The status for input that cannot be read or breaks a rule: 422 where the route says so, else 400. */
    public int invalid() {
        return answers(422) && !answers(400) ? 422 : 400;
    }

    /** Whether its function may choose to refuse with this status: the route lists it, or any function may. */
    public boolean mayRefuse(int status) {
        var forbidden = status == 403 && access.level() != RouteAccess.Level.PUBLIC;
        return answers(status) || REFUSALS.contains(status) || forbidden;
    }

    /** Whether it may succeed with this media type; with JSON also where it lists no success. */
    public boolean offers(String mediaType) {
        var successes = responses.stream().filter(Response::success).toList();
        return successes.isEmpty()
                ? mediaType.equals(Response.JSON)
                : successes.stream().anyMatch(each -> each.mediaType().startsWith(mediaType));
    }

    private boolean answers(int status) {
        return responses.stream().anyMatch(response -> response.status() == status);
    }
}
