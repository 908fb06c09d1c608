package codex.specification;

import codex.specification.Check.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a careful reader would say about a document before it is developed: always the same, and without a model. */
public final class Checks {

    private static final Set<Behaviour.Kind> READS = Set.of(Behaviour.Kind.LIST, Behaviour.Kind.READ);

    private final Document document;
    private final List<Check> found = new ArrayList<>();

    private Checks(Document document) {
        this.document = document;
    }

    /** Errors, which stop development, before warnings; each in reading order. */
    public static List<Check> check(Document document) {
        var checks = new Checks(document);
        checks.errors();
        checks.unused();
        checks.features();
        document.routes().forEach(checks::route);
        document.tables().forEach(checks::table);
        document.types().forEach(checks::type);
        checks.found.sort(Comparator.comparing(Check::severity));
        return List.copyOf(checks.found);
    }

    /** Whether development may begin. */
    public static boolean ready(List<Check> checks) {
        return checks.stream().noneMatch(check -> check.severity() == Severity.ERROR);
    }

    private void errors() {
        for (var flaw : Flaws.of(document)) {
            found.add(new Check(
                    Flaws.bearable(flaw) ? Severity.WARNING : Severity.ERROR, flaw.element(), flaw.message()));
        }
        if (document.routes().findAny().isEmpty()) {
            error("document", "There is no route yet: nothing could be called. Add one to a module.");
        }
        for (var table : document.tables()) {
            if (table.columns().isEmpty()) {
                error(table.id(), "The table " + table.name() + " has no columns; add one, or remove the table.");
            }
        }
        if (document.access() == Access.NONE) {
            document.routes()
                    .filter(route -> route.access().level() != RouteAccess.Level.PUBLIC)
                    .forEach(route -> error(
                            route.id(),
                            "Nobody can sign in here, so nobody could call it: make it public, or let the application have "
                                    + "accounts."));
            document.tables().stream()
                    .flatMap(table -> table.columns().stream())
                    .filter(column -> Table.ACCOUNT.equals(column.references()))
                    .forEach(column -> error(
                            column.id(), "It points to account, but the application has no accounts; turn them on."));
        }
    }

    private void unused() {
        var named = References.in(new DocumentTree(DocumentJson.tree(document))).stream()
                .map(References.Reference::target)
                .collect(Collectors.toSet());
        for (var type : document.types()) {
            if (!named.contains(new References.Target(References.Space.TYPE, "", type.name()))) {
                warning(type.id(), "No route takes or answers " + type.name() + ".");
            }
        }
        for (var each : document.enums()) {
            if (!named.contains(new References.Target(References.Space.TYPE, "", each.name()))) {
                warning(each.id(), "Nothing has the type " + each.name() + ".");
            }
        }
        for (var table : document.tables()) {
            if (!named.contains(new References.Target(References.Space.TABLE, "", table.name()))) {
                warning(table.id(), "No route reads or writes " + table.name() + ".");
            }
        }
        for (var role : document.roles()) {
            if (!named.contains(new References.Target(References.Space.ROLE, "", role.name()))) {
                warning(role.id(), "No route is for the role " + role.name() + " alone.");
            }
        }
    }

    private void features() {
        var served =
                document.routes().flatMap(route -> route.features().stream()).collect(Collectors.toSet());
        for (var feature : document.features()) {
            if (!served.contains(feature.id())) {
                warning(feature.id(), "No route serves the feature “" + feature.name() + "”.");
            }
        }
        for (var module : document.modules()) {
            if (module.routes().isEmpty()) {
                warning(module.id(), "The module " + module.name() + " has no route.");
            }
        }
    }

    private void route(Route route) {
        var table = route.behaviour().table() == null
                ? null
                : document.table(route.behaviour().table()).orElse(null);
        var open = route.access().level() == RouteAccess.Level.PUBLIC;
        if (open
                && table != null
                && table.owner() != null
                && READS.contains(route.behaviour().kind())) {
            warning(route.id(), "Anyone may read rows of " + table.name() + ", which belong to people.");
        }
        if (open && document.access() == Access.ACCOUNTS && !route.method().safe() && table != null) {
            warning(route.id(), "Anyone may write to " + table.name() + " without signing in.");
        }
        if (route.summary().isBlank()) {
            warning(route.id(), "It has no summary; say in a line what it is for.");
        }
        if (route.method() == Method.DELETE && route.request() != null) {
            warning(route.id(), "DELETE with a body is dropped by many proxies; take a path or query parameter.");
        }
        route.parameters().stream()
                .filter(parameter ->
                        unbounded(parameter.type(), parameter.limits()) && parameter.place() != Parameter.Place.PATH)
                .forEach(parameter ->
                        warning(parameter.id(), "Text without a greatest length: " + parameter.name() + "."));
    }

    private void table(Table table) {
        table.columns().stream()
                .filter(column -> unbounded(column.type(), column.limits()) && !column.readOnly())
                .forEach(column -> warning(
                        column.id(), "Text without a greatest length: " + table.name() + "." + column.name() + "."));
    }

    private void type(Type type) {
        if (type.fields().isEmpty()) {
            warning(type.id(), "The type " + type.name() + " has no fields.");
        }
        type.fields().stream()
                .filter(field -> field.required() && unbounded(field.type(), field.limits()))
                .forEach(field -> warning(
                        field.id(), "Text without a greatest length: " + type.name() + "." + field.name() + "."));
    }

    private static boolean unbounded(String type, Limits limits) {
        return type.equals("string")
                && limits.maxLength() == null
                && limits.format() == null
                && limits.pattern() == null;
    }

    private void error(String element, String message) {
        found.add(new Check(Severity.ERROR, element, message));
    }

    private void warning(String element, String message) {
        found.add(new Check(Severity.WARNING, element, message));
    }
}
