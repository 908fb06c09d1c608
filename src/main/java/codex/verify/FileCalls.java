package codex.verify;

import codex.specification.Column;
import codex.specification.Names;
import codex.specification.Response;
import codex.specification.Route;
import codex.specification.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is asked of a list that goes out as CSV: its lines, its filters, and that no spreadsheet computes a text in it. */
final class FileCalls {
    private static final String LONG_AGO = "2000-01-01T00:00:00Z";

    private final Route route;
    private final String caller;
    private final Request request;
    private final List<Call> calls = new ArrayList<>();

    private FileCalls(Route route, String caller, Request request) {
        this.route = route;
        this.caller = caller;
        this.request = request;
    }

    /** Of a table of which a row was made. */
    static List<Call> of(Route route, Table table, String caller, Request request) {
        var calls = new FileCalls(route, caller, request);
        calls.lines(table);
        return List.copyOf(calls.calls);
    }

    /** The same request, for the file where the route answers with JSON too. */
    static Request asking(Route route, Request request) {
        return route.offers(Response.JSON) ? request.with("Accept", Response.CSV) : request;
    }

    /** The beginning of the line with the row whose id was saved under this name. */
    static String line(String saved) {
        return "\r\n{{" + saved + "}},";
    }

    private void lines(Table table) {
        var row = Requests.row(table.name());
        var id = "{{" + row + "}}";
        right("the names of its columns", "size=1", header(table), "");
        right("the line of a row", "id=" + id, line(row), "");
        right("no line of a row that differs", "id.ne=" + id, "id,", line(row));
        right("rows before a time", "createdAt.lt=" + LONG_AGO, "id,", line(row));
        right("in an order", "sort=-id&id.in=" + id, line(row), "");
        wrong("page 0", "page=0");
        wrong("no row on a page", "size=0");
        wrong("a filter of an unknown column", "noSuchColumn=1");
        wrong("an unknown operator", "id.near=1");
        table.columns().stream()
                .filter(column -> Faults.textual(column.type()))
                .findFirst()
                .ifPresent(column -> search(column, row));
    }

    private void search(Column column, String row) {
        var query = Names.camel(column.name()) + ".contains=" + Requests.encoded(Faults.ALWAYS);
        calls.add(Call.attack(
                        Weakness.SQL_INJECTION,
                        route.id(),
                        caller,
                        "SQL as a filter of a file",
                        request.at(address(query)),
                        List.of(200))
                .lacking(line(row)));
    }

    private static String header(Table table) {
        var names = table.columns().stream().map(column -> Names.camel(column.name()));
        return Stream.of(Stream.of("id"), names, Stream.of("version", "createdAt", "updatedAt"))
                .flatMap(each -> each)
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private void right(String what, String query, String present, String absent) {
        calls.add(Call.of(Rung.ROUTES, route.id(), caller, what, request.at(address(query)), List.of(200))
                .having(List.of(present))
                .lacking(absent));
    }

    private void wrong(String what, String query) {
        calls.add(Call.of(Rung.ROUTES, route.id(), caller, what, request.at(address(query)), List.of(route.invalid())));
    }

    private String address(String query) {
        return request.path() + (request.path().contains("?") ? "&" : "?") + query;
    }
}
