package codex;

import codex.specification.Access;
import codex.specification.Behaviour;
import codex.specification.Column;
import codex.specification.Document;
import codex.specification.Enumeration;
import codex.specification.Feature;
import codex.specification.Limits;
import codex.specification.Method;
import codex.specification.Module;
import codex.specification.Names;
import codex.specification.Parameter;
import codex.specification.Role;
import codex.specification.Route;
import codex.specification.RouteAccess;
import codex.specification.Source;
import codex.specification.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A document as large as anyone's, and smaller ones of the same make: tables of ten columns, modules of routes, five roles. */
public final class LargeSpecification {
    public static final int TABLES = 60;
    public static final int ROUTES = 200;
    private static final Source SAID = Source.sentence(1, 0.95);
    private static final List<Behaviour.Kind> KINDS =
            List.of(Behaviour.Kind.LIST, Behaviour.Kind.CREATE, Behaviour.Kind.READ, Behaviour.Kind.DELETE);

    private final int tables;
    private final int routes;
    private final int modules;
    private int lastId;

    private LargeSpecification(int tables, int routes, int modules) {
        this.tables = tables;
        this.routes = routes;
        this.modules = modules;
    }

    /** 60 tables, 200 routes in twenty modules. */
    public static Document document() {
        return document(TABLES, ROUTES, 20);
    }

    /** At most four routes a table; modules share tables and routes evenly. */
    static Document document(int tables, int routes, int modules) {
        return new LargeSpecification(tables, routes, modules).make();
    }

    private Document make() {
        var features = IntStream.range(0, modules)
                .mapToObj(index -> new Feature(id(), "Department " + index, "What department " + index + " does", SAID))
                .toList();
        var roles = List.of("clerk", "planner", "auditor", "driver", "buyer").stream()
                .map(name -> new Role(id(), name, "A " + name, false, SAID))
                .toList();
        var rows = IntStream.range(0, tables).mapToObj(this::table).toList();
        var made = new ArrayList<Module>();
        for (int index = 0; index < modules; index++) {
            var first = index * tables / modules;
            var calls = new ArrayList<Route>();
            for (int number = 0; number < routes / modules; number++) {
                var table = rows.get(first + number / KINDS.size());
                calls.add(route(table, KINDS.get(number % KINDS.size()), features.get(index), roles.get(index % 5)));
            }
            made.add(new Module(id(), "Department " + index, "Department " + index + ".", calls, SAID));
        }
        var states = List.of(new Enumeration(id(), "ItemState", List.of("open", "done"), "How far", SAID));
        return new Document(
                "Large business",
                "Runs a large business.",
                List.of("A large business."),
                Access.ACCOUNTS,
                features,
                roles,
                made,
                List.of(),
                states,
                rows,
                List.of(),
                List.of(),
                lastId);
    }

    private Table table(int index) {
        var columns = new ArrayList<Column>();
        columns.add(column("title", "string", Limits.length(1, 200), null));
        columns.add(column("state", "ItemState", Limits.NONE, null));
        columns.add(column("clerk_id", "uuid", Limits.NONE, Table.ACCOUNT));
        if (index > 0) {
            columns.add(column("parent_id", "uuid", Limits.NONE, name(index / 2)));
        }
        if (index > 10) {
            columns.add(column("beside_id", "uuid", Limits.NONE, name(index - 7)));
        }
        while (columns.size() < 10) {
            columns.add(column("amount_" + columns.size(), "integer", Limits.range(0, 1000), null));
        }
        return new Table(id(), name(index), "Item " + index, columns, List.of(), "clerk_id", null, SAID);
    }

    private Route route(Table table, Behaviour.Kind kind, Feature feature, Role role) {
        var one = kind == Behaviour.Kind.READ || kind == Behaviour.Kind.DELETE;
        var path = "/" + Names.kebab(table.name()) + "s" + (one ? "/{id}" : "");
        var parameters = one ? List.of(parameter()) : List.<Parameter>of();
        var method = Map.of(
                        Behaviour.Kind.CREATE, Method.POST,
                        Behaviour.Kind.DELETE, Method.DELETE)
                .getOrDefault(kind, Method.GET);
        return new Route(
                id(),
                Names.camel(kind.name() + "_" + table.name()),
                method,
                path,
                kind + " of " + table.name(),
                new RouteAccess(RouteAccess.Level.ROLES, List.of(role.name()), false),
                parameters,
                null,
                List.of(),
                Behaviour.of(kind, table.name()),
                List.of(),
                List.of(),
                List.of(feature.id()),
                SAID);
    }

    private Parameter parameter() {
        return new Parameter(id(), "id", Parameter.Place.PATH, "uuid", true, null, Limits.NONE, null, "", SAID);
    }

    private Column column(String name, String type, Limits limits, @Nullable String references) {
        var onDelete = references == null ? null : Column.OnDelete.RESTRICT;
        return new Column(id(), name, type, true, false, false, null, limits, references, onDelete, null, "", SAID);
    }

    private static String name(int index) {
        return "item_" + index;
    }

    private String id() {
        lastId++;
        return "e" + lastId;
    }
}
