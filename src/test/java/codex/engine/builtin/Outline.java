package codex.engine.builtin;

import codex.specification.Column;
import codex.specification.Document;
import codex.specification.Route;
import codex.specification.Rule;
import codex.specification.Table;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A document in a few lines, for tests and for eyes: each route with its access and behaviour, each table with its rules. */
final class Outline {
    private Outline() {}

    static String of(Document document) {
        var routes = document.routes().map(Outline::route);
        var enums = document.enums().stream().map(each -> each.name() + ": " + String.join(" ", each.values()));
        var tables = document.tables().stream().flatMap(Outline::table);
        return Stream.of(Stream.of("access " + document.access() + roles(document)), routes, enums, tables)
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private static String roles(Document document) {
        return document.roles().stream().map(role -> " " + role.name()).collect(Collectors.joining());
    }

    private static String route(Route route) {
        var behaviour = route.behaviour();
        var transition = behaviour.transition();
        var change = transition == null
                ? ""
                : " " + String.join(",", transition.from()) + ">" + transition.to()
                        + (transition.sets().isEmpty() ? "" : transition.sets());
        return route.method() + " " + route.path() + " " + behaviour.kind() + " "
                + (behaviour.table() == null ? "-" : behaviour.table())
                + change + " " + route.access().level()
                + (route.access().roles().isEmpty() ? "" : route.access().roles())
                + (route.access().own() ? " own" : "");
    }

    private static Stream<String> table(Table table) {
        var head = table.name() + (table.owner() == null ? "" : " of " + table.owner()) + ": "
                + table.columns().stream().map(Outline::column).collect(Collectors.joining(" "));
        return Stream.concat(Stream.of(head), table.rules().stream().map(rule -> "  " + rule(rule)));
    }

    private static String column(Column column) {
        return column.name()
                + (column.required() ? "" : "?")
                + (column.readOnly() ? "!" : "")
                + (column.references() == null ? "" : ">" + column.references());
    }

    private static String rule(Rule rule) {
        return rule.form()
                + rule.columns().toString()
                + (rule.number() == null ? "" : " " + rule.number())
                + (rule.target() == null ? "" : " " + rule.target())
                + rule.where().stream()
                        .map(where -> " if " + where.column() + (where.is() ? "=" : "≠") + where.value())
                        .collect(Collectors.joining());
    }
}
