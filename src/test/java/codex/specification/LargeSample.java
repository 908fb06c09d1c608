package codex.specification;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A document as large as anyone's: 60 tables of ten columns each, 200 routes in twenty modules, five roles. */
public final class LargeSample {
    public static final int TABLES = 60;
    public static final int ROUTES = 200;
    private static final int MODULES = 20;
    private static final Source SAID = Source.sentence(1, 0.95);
    private static final List<Behaviour.Kind> KINDS =
            List.of(Behaviour.Kind.LIST, Behaviour.Kind.CREATE, Behaviour.Kind.READ, Behaviour.Kind.DELETE);

    private int lastId;

    private LargeSample() {}

    public static Document document() {
        return new LargeSample().make();
    }

    private Document make() {
        var features = IntStream.range(0, MODULES)
                .mapToObj(index -> new Feature(id(), "Department " + index, "What department " + index + " does", SAID))
                .toList();
        var roles = List.of("clerk", "planner", "auditor", "driver", "buyer").stream()
                .map(name -> new Role(id(), name, "A " + name, false, SAID))
                .toList();
        var tables = IntStream.range(0, TABLES).mapToObj(this::table).toList();
        var modules = new ArrayList<Module>();
        for (int index = 0; index < MODULES; index++) {
            var first = index * TABLES / MODULES;
            var routes = new ArrayList<Route>();
            for (int number = 0; number < ROUTES / MODULES; number++) {
                var table = tables.get(first + number / KINDS.size());
                routes.add(route(table, KINDS.get(number % KINDS.size()), features.get(index), roles.get(index % 5)));
            }
            modules.add(new Module(id(), "Department " + index, "Department " + index + ".", routes, SAID));
        }
        var states = List.of(new Enumeration(id(), "ItemState", List.of("open", "done"), "How far", SAID));
        return new Document(
                "Large business",
                "Runs a large business.",
                List.of("A large business."),
                Access.ACCOUNTS,
                features,
                roles,
                modules,
                List.of(),
                states,
                tables,
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
