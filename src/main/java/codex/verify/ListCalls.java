package codex.verify;

import codex.specification.Column;
import codex.specification.Names;
import codex.specification.Route;
import codex.specification.Table;
import java.util.ArrayList;
import java.util.List;

/** What is asked of a list of at least two rows: pages, sort keys, filters, and SQL in all of them. */
final class ListCalls {
    private static final String NONE = "\"total\":0}";
    private static final String LONG_AGO = "2000-01-01T00:00:00Z";

    private final Route route;
    private final String caller;
    private final Request request;
    private final String first;
    private final String id;
    private final List<Call> calls = new ArrayList<>();

    private ListCalls(Route route, String caller, Request request) {
        this.route = route;
        this.caller = caller;
        this.request = request;
        this.first = "first_" + route.id().replaceAll("\\W", "_");
        this.id = "\"id\":\"{{" + first + "}}\",";
    }

    static List<Call> of(Route route, Table table, String caller, Request request) {
        var calls = new ListCalls(route, caller, request);
        calls.pages();
        calls.filters();
        table.columns().stream()
                .filter(column -> Faults.textual(column.type()))
                .findFirst()
                .ifPresent(calls::search);
        return List.copyOf(calls.calls);
    }

    private void pages() {
        calls.add(call("the first of the list", "sort=id&size=1").saving(first, "/items/0/id"));
        right("the second page", "sort=id&size=1&page=2", List.of("\"page\":2"), id);
        right("the last of the list", "sort=-id&size=1", List.of(), id);
        wrong("page 0", "page=0");
        wrong("no row on a page", "size=0");
    }

    private void filters() {
        var time = first + "_time";
        right("rows that equal", "id.eq={{" + first + "}}", List.of(id, "\"total\":1}"), "");
        right("rows that differ", "id.ne={{" + first + "}}", List.of(), id);
        right("rows among some", "id.in={{" + first + "}}", List.of(id, "\"total\":1}"), "");
        right("rows without an id", "id.isnull=true", List.of(NONE), "");
        right("rows after a time", "createdAt.gt=" + LONG_AGO, List.of(), NONE);
        right("rows before a time", "createdAt.lt=" + LONG_AGO, List.of(NONE), "");
        calls.add(call("the oldest", "sort=createdAt&size=1").saving(time, "/items/0/createdAt"));
        right(
                "rows at least and at most of a time",
                "createdAt.gte={{" + time + "}}&createdAt.lte={{" + time + "}}",
                List.of(),
                NONE);
        right(
                "rows before and after the same time",
                "createdAt.gt={{" + time + "}}&createdAt.lt={{" + time + "}}",
                List.of(NONE),
                "");
        wrong("a filter of an unknown column", "noSuchColumn=1");
        wrong("an unknown operator", "id.near=1");
        wrong("a value of another type", "createdAt.gt=yesterday");
    }

    private void search(Column column) {
        var name = Names.camel(column.name()) + ".contains=";
        right("rows that contain a wildcard", name + Requests.encoded("%"), List.of(NONE), "");
        calls.add(Call.attack(
                        Weakness.SQL_INJECTION,
                        route.id(),
                        caller,
                        "SQL as a filter",
                        request.at(address(name + Requests.encoded(Faults.ALWAYS))),
                        List.of(200))
                .having(List.of(NONE)));
    }

    private void right(String what, String query, List<String> present, String absent) {
        calls.add(call(what, query).having(present).lacking(absent));
    }

    private void wrong(String what, String query) {
        calls.add(Call.of(Rung.ROUTES, route.id(), caller, what, request.at(address(query)), List.of(route.invalid())));
    }

    private Call call(String what, String query) {
        return Call.of(Rung.ROUTES, route.id(), caller, what, request.at(address(query)), List.of(200));
    }

    private String address(String query) {
        return request.path() + (request.path().contains("?") ? "&" : "?") + query;
    }
}
