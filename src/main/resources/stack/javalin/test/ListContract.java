package app;

import static app.TestApp.assertProblem;
import static app.TestApp.assertStatus;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.TestApp.Answer;
import app.TestApp.Caller;
import app.TestApp.Row;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What holds for every list. An address of a list ends where the next parameter goes on. */
public final class ListContract {
    private ListContract() {}

    /** Of a list of at least two rows. */
    public static void assertPages(TestApp app, Caller caller, String list) {
        var first = app.get(caller, list + "sort=id&size=1");
        assertStatus(200, first);
        assertTrue(first.header("Link").contains("rel=\"next\""), first.header("Link"));
        var next = app.get(caller, list + "sort=id&size=1&page=2");
        assertStatus(200, next);
        assertTrue(next.header("Link").contains("rel=\"prev\""), next.header("Link"));
        assertEquals(2, next.json().path("page").asInt());
        assertEquals(first.json().get("total"), next.json().get("total"));
        assertNotEquals(id(first), id(next));
        assertNotEquals(id(first), id(app.get(caller, list + "sort=-id&size=1")));
        assertEquals(id(next), id(app.get(caller, list + "sort=id&limit=1&offset=1")));
    }

    /** Each operator, on the value that {@code row} has in this column. */
    public static void assertFilters(TestApp app, Caller caller, String list, Row row, String column, boolean text) {
        var value = row.json().path(column);
        var none = value.isMissingNode() || value.isNull();
        var filter = list + "id=" + row.id() + "&" + column + ".";
        assertTotal(none ? 1 : 0, app.get(caller, filter + "isnull=true"));
        assertTotal(none ? 0 : 1, app.get(caller, filter + "isnull=false"));
        var given = none ? "" : URLEncoder.encode(value.asText(), StandardCharsets.UTF_8);
        for (var operator : none ? List.<String>of() : List.of("eq", "gte", "lte")) {
            assertTotal(1, app.get(caller, filter + operator + "=" + given));
        }
        for (var operator : none ? List.<String>of() : List.of("ne", "gt", "lt")) {
            assertTotal(0, app.get(caller, filter + operator + "=" + given));
        }
        if (!none && !value.asText().contains(",")) {
            assertTotal(1, app.get(caller, filter + "in=" + given));
        }
        if (!none && text) {
            assertTotal(1, app.get(caller, filter + "contains=" + given));
            assertTotal(value.asText().contains("%") ? 1 : 0, app.get(caller, filter + "contains=%25"));
        }
    }

    /** A search that finds {@code row} by what it has in a column of text, and one that finds nothing. */
    public static void assertSearch(TestApp app, Caller caller, String list, Row row, String column) {
        var given = URLEncoder.encode(row.text(column), StandardCharsets.UTF_8);
        assertTotal(1, app.get(caller, list + "id=" + row.id() + "&q=" + given));
        assertTotal(0, app.get(caller, list + "id=" + row.id() + "&q=" + given + "%25_no"));
    }

    /** Names, operators and values that no list knows; {@code status} is what this one answers to them. */
    public static void assertUnknownRefused(TestApp app, int status, Caller caller, String list) {
        for (var wrong : List.of(
                "sort=nobodyHasThis", "nobodyHasThis=1", "id.nearly=1", "createdAt.gt=yesterday", "id.in=,", "limit=0")) {
            assertProblem(status, app.get(caller, list + wrong));
        }
    }

    private static void assertTotal(int expected, Answer answer) {
        assertStatus(200, answer);
        assertEquals(expected, answer.json().path("total").asInt(), answer.text());
    }

    private static String id(Answer answer) {
        assertStatus(200, answer);
        return answer.json().path("items").path(0).path("id").asText();
    }
}
