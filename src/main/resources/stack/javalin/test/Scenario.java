package app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls of an application without rows, one after another. What only the run knows stands in braces: {@code ${1.id}} is
 * the member of what the first call answered, or the value of the first field of that name in its page.
 */
public final class Scenario implements AutoCloseable {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^{}]*)}");
    private static final Pattern FIELD = Pattern.compile("<(?:input|button|option)\\b[^>]*>");
    private static final Pattern DAY = Pattern.compile("(today|now)([+-]\\d+)?");

    private final TestApp app = TestApp.start();
    private final List<TestApp.Answer> answers = new ArrayList<>();
    // callers

    @Override
    public void close() {
        app.close();
    }

    /** The next call, by this caller; nobody where the text is empty. */
    public Call by(String caller, String method, String path) {
        return new Call(caller, method, path);
    }

    /** One call: what it sends, then what it has to answer. */
    public final class Call {
        private final String caller;
        private final String method;
        private final String path;
        private final List<String> headers = new ArrayList<>();

        private Call(String caller, String method, String path) {
            this.caller = caller;
            this.method = method;
            this.path = path;
        }

        public Call header(String name, String value) {
            headers.add(name);
            headers.add(filled(value));
            return this;
        }

        public Call cookie(String name, String value) {
            return header("Cookie", name + "=" + value);
        }

        /** Sends nothing but the address. */
        public Answered sent() {
            return sent(app.call(callerOf(caller), method, address(path), null, names()), "");
        }

        public Answered json(String body) {
            var json = filled(TestApp.json(body));
            return sent(app.call(callerOf(caller), method, address(path), json, names()), json.toString());
        }

        public Answered text(String mediaType, String body) {
            var text = filled(body);
            return sent(app.send(callerOf(caller), method, address(path), mediaType, text, names()), text);
        }

        /** Sends fields as a page's form does: names and values in turn. */
        public Answered form(String... fields) {
            var pairs = new ArrayList<String>();
            for (var at = 0; at < fields.length; at += 2) {
                pairs.add(encoded(fields[at]) + "=" + encoded(filled(fields[at + 1])));
            }
            return text("application/x-www-form-urlencoded", String.join("&", pairs));
        }
        // forms

        private String[] names() {
            return headers.toArray(String[]::new);
        }

        private Answered sent(TestApp.Answer answer, String body) {
            answers.add(answer);
            return new Answered(
                    "call %d, %s %s %s".formatted(answers.size(), method, address(path), shortened(body)), answer);
        }
    }

    /** What came back, and what it has to be. */
    public final class Answered {
        private final String call;
        private final TestApp.Answer answer;

        private Answered(String call, TestApp.Answer answer) {
            this.call = call;
            this.answer = answer;
        }

        public Answered answers(int status) {
            assertEquals(status, answer.status(), this::told);
            return this;
        }

        /** The JSON answer has all these members with these values. */
        public Answered with(String members) {
            var expected = filled(TestApp.json(members));
            assertTrue(holds(expected, answer.json()), () -> told() + "; it lacks " + expected);
            return this;
        }

        /** The answer contains each of these; what an ellipsis parts stands there one after another. */
        public Answered shows(String... texts) {
            for (var each : texts) {
                var from = 0;
                for (var part : filled(each).split(" … ")) {
                    var found = answer.text().indexOf(part, from);
                    assertTrue(found >= 0, () -> told() + "; it does not show " + each);
                    from = found + part.length();
                }
            }
            return this;
        }

        public Answered hides(String text) {
            assertTrue(!answer.text().contains(filled(text)), () -> told() + "; it shows " + text);
            return this;
        }

        private String told() {
            return "%s answered %d %s".formatted(call, answer.status(), shortened(answer.text()));
        }
    }

    // Lists hold as many items, in this order; of an object other members are free.
    private static boolean holds(JsonNode expected, JsonNode actual) {
        if (expected.isObject()) {
            return expected.properties().stream()
                    .allMatch(member -> holds(member.getValue(), actual.path(member.getKey())));
        }
        if (expected.isArray()) {
            var all = actual.isArray() && actual.size() == expected.size();
            for (var at = 0; all && at < expected.size(); at++) {
                all = holds(expected.get(at), actual.get(at));
            }
            return all;
        }
        if (expected.isNumber() && actual.isNumber()) {
            return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        return expected.isNull() ? actual.isNull() || actual.isMissingNode() : expected.equals(actual);
    }

    private JsonNode filled(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(filled(member.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (var at = 0; at < array.size(); at++) {
                array.set(at, filled(array.get(at)));
            }
        } else if (node.isTextual()) {
            var place = PLACE.matcher(node.textValue());
            return place.matches() ? value(place.group(1).strip()) : TextNode.valueOf(filled(node.textValue()));
        }
        return node;
    }

    private String filled(String text) {
        return filled(text, UnaryOperator.identity());
    }

    private String address(String path) {
        return filled(path, Scenario::encoded);
    }

    private String filled(String text, UnaryOperator<String> written) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(
                        written.apply(value(place.group(1).strip()).asText())));
    }

    private JsonNode value(String place) {
        var day = DAY.matcher(place);
        if (day.matches()) {
            var days = day.group(2) == null ? 0 : Integer.parseInt(day.group(2));
            return TextNode.valueOf(
                    day.group(1).equals("today")
                            ? LocalDate.now(ZoneOffset.UTC).plusDays(days).toString()
                            : Instant.now()
                                    .truncatedTo(ChronoUnit.SECONDS)
                                    .plus(days, ChronoUnit.DAYS)
                                    .toString());
        }
        if (place.startsWith("id of ")) {
            return TextNode.valueOf(callerOf(place.substring(6).strip()).id());
        }
        var dot = place.indexOf('.');
        var answer = answers.get(Integer.parseInt(place.substring(0, dot)) - 1);
        var found = member(answer, place.substring(dot + 1));
        assertTrue(!found.isMissingNode(), () -> "${%s} is not in %s".formatted(place, shortened(answer.text())));
        return found;
    }

    private static JsonNode member(TestApp.Answer answer, String name) {
        if (name.equals("location")) {
            var location = answer.header("Location").replaceFirst("[?#].*", "");
            return TextNode.valueOf(location.substring(location.lastIndexOf('/') + 1));
        }
        if (name.equals("cookie") || name.startsWith("cookie ")) {
            return cookie(answer, name.substring(6).strip());
        }
        if (answer.header("Content-Type").startsWith("text/html")) {
            return field(answer.text(), name);
        }
        return answer.json().at("/" + name.replace('.', '/'));
    }

    // The only one where it has no name.
    private static JsonNode cookie(TestApp.Answer answer, String name) {
        return answer.response().headers().allValues("Set-Cookie").stream()
                .filter(each -> name.isEmpty() || each.startsWith(name + "="))
                .map(each -> TextNode.valueOf(each.split(";")[0].replaceFirst("^[^=]*=", "")))
                .map(JsonNode.class::cast)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    // By its name, and by its number from 0 where several fields have it, as radio buttons do.
    private static JsonNode field(String page, String place) {
        var number = place.replaceFirst("^.*\\.(?=\\d+$)", "");
        var name = number.equals(place) ? place : place.substring(0, place.length() - number.length() - 1);
        return FIELD.matcher(page)
                .results()
                .map(MatchResult::group)
                .filter(field -> attribute(field, "name").equals(name))
                .skip(number.equals(place) ? 0 : Long.parseLong(number))
                .map(field -> (JsonNode) TextNode.valueOf(attribute(field, "value")))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static String attribute(String field, String name) {
        var found = Pattern.compile("\\s" + name + "=\"([^\"]*)\"").matcher(field);
        return found.find() ? found.group(1) : "";
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String shortened(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }
}
