package codex.code;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An acceptance test as data: calls of an application that starts without rows, one after another, each with what it has
 * to answer. Texts may hold what only the run knows:
 *
 * <ul>
 *   <li>{@code ${1.id}} is the member {@code id} of what the first call answered, or the value of the first field of that
 *       name on its page; {@code ${1.choice.1}} of the second
 *   <li>{@code ${1.location}} is the last part of the address that it led to, {@code ${1.cookie}} the cookie that it set
 *   <li>{@code ${id of member}} is the account of that caller
 *   <li>{@code ${today}} and {@code ${now}} are the run's day and instant in UTC, with {@code +3} or {@code -3} behind it
 *       so many days later or earlier
 * </ul>
 *
 * @param proves the route it is about, as {@code POST /hires}
 * @param name a sentence that says what holds
 */
public record Scenario(String proves, String name, List<Call> calls) {
    /** What the name of a class of such tests ends in; each is about one route. */
    public static final String TEST_CLASS = "AcceptanceTest";

    /**
     * One call.
     *
     * @param route as {@code GET /hires/{id}}
     * @param caller empty for nobody, else a role's name, {@code account} for somebody signed in without one, or
     *     {@code admin}; another word behind it makes another person: {@code member two}. {@code ${1.token}} is whoever
     *     has that token
     * @param values what is sent, by name of parameter or of a member of the body; {@code body} is a body that is one
     *     value. For a file the text {@code sample} is one of the kind that is taken, any other what stands in note.txt
     * @param status what it answers
     * @param answer members that the JSON answer has with these values, others are free; null asks nothing of it
     * @param shows texts that the answer contains; {@code First … Second} are two, one after the other
     * @param hides texts that it does not contain
     */
    public record Call(
            String route,
            String caller,
            Map<String, JsonNode> values,
            int status,
            @Nullable JsonNode answer,
            List<String> shows,
            List<String> hides) {
        public Call {
            answer = answer == null || answer.isNull() || answer.isMissingNode() ? null : answer;
            values = Map.copyOf(values);
            shows = List.copyOf(shows);
            hides = List.copyOf(hides);
        }

        /** All that may hold what only the run knows. */
        public Stream<String> texts() {
            var nodes = answer == null
                    ? values.values().stream()
                    : Stream.concat(values.values().stream(), Stream.of(answer));
            return Stream.of(nodes.map(JsonNode::toString), shows.stream(), hides.stream())
                    .flatMap(each -> each);
        }
    }

    /** Whether it sees the route that it proves succeed. */
    public boolean showsSuccess() {
        return calls.stream().anyMatch(call -> call.route().equals(proves) && call.status() < 400);
    }

    public Scenario {
        calls = List.copyOf(calls);
    }
}
