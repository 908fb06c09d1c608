package codex.specification;

import codex.specification.Check.Fix;
import codex.specification.Check.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a careful reader would say about routes: who reaches what, what overlaps, what grows without bound. */
final class RouteChecks {
    private static final Set<Behaviour.Kind> READS = Set.of(Behaviour.Kind.LIST, Behaviour.Kind.READ);
    private static final Set<String> BOUNDS = Set.of("limit", "size", "page", "page_size", "per_page", "top", "first");

    private final Document document;
    private final Map<String, Table> tables;
    private final Map<String, Table> entities;
    private final Map<String, Type> types;
    private final Map<String, Feature> features;
    private final List<Check> found = new ArrayList<>();

    RouteChecks(Document document) {
        this.document = document;
        this.tables = byName(document.tables(), Table::name);
        this.entities = byName(document.tables(), table -> Names.pascal(table.name()));
        this.types = byName(document.types(), Type::name);
        this.features = byName(document.features(), Feature::id);
    }

    List<Check> found() {
        return found;
    }

    void check(Route route) {
        access(route);
        said(route);
        if (route.method() == Method.DELETE && route.request() != null) {
            warning(
                    route,
                    "DELETE with a body is dropped by many proxies; take a path or query parameter.",
                    Fixes.withoutBody(route));
        }
        if (unbounded(route)) {
            warning(route, "Its list may grow without bound; let the caller ask for a part.", Fixes.limited(route));
        }
        route.parameters().stream()
                // The server bounds a line and a header; only a form may hold a text of any length.
                .filter(parameter -> parameter.place() == Parameter.Place.FORM
                        && Checks.unbounded(parameter.type(), parameter.limits()))
                .forEach(parameter -> found.add(new Check(
                        Severity.WARNING,
                        parameter.id(),
                        "Text without a greatest length: " + parameter.name() + ".",
                        Fixes.longest(parameter, parameter.limits(), parameter.defaultValue()))));
    }

    /** Paths of which one request may mean both: {@code /books/{id}} and {@code /books/latest}. */
    void conflicts() {
        var alike = document.routes()
                .collect(Collectors.groupingBy(route ->
                        route.method() + " " + Paths.segments(route.path()).size()));
        for (var routes : alike.values()) {
            for (int index = 1; index < routes.size(); index++) {
                var route = routes.get(index);
                routes.subList(0, index).stream()
                        .filter(other -> overlap(route, other))
                        .findFirst()
                        .ifPresent(other -> warning(
                                route,
                                "%s %s may be meant for %s as well; the path with more fixed words answers. Give one of them another word."
                                        .formatted(route.method(), route.path(), other.path()),
                                null));
            }
        }
    }

    private void access(Route route) {
        if (route.access().level() != RouteAccess.Level.PUBLIC) {
            return;
        }
        var table = tables.get(String.valueOf(route.behaviour().table()));
        var accounts = document.access() == Access.ACCOUNTS;
        if (table != null
                && table.owner() != null
                && READS.contains(route.behaviour().kind())) {
            warning(
                    route,
                    "Anyone may read rows of " + table.name() + ", which belong to people.",
                    accounts ? Fixes.signedIn(route, true) : null);
        } else if (accounts && !route.method().safe() && table != null) {
            warning(
                    route,
                    "Anyone may write to " + table.name() + " without signing in.",
                    Fixes.signedIn(route, false));
        }
        var shown = shown(route).filter(Wording::isPrivate).distinct().toList();
        if (!shown.isEmpty()) {
            warning(
                    route,
                    "Anyone is shown " + String.join(", ", shown) + ", which may be private.",
                    accounts ? Fixes.signedIn(route, false) : null);
        }
    }

    // The names of what it answers with.
    private Stream<String> shown(Route route) {
        var table = tables.get(String.valueOf(route.behaviour().table()));
        var rows = table != null && READS.contains(route.behaviour().kind()) ? Stream.of(table) : Stream.<Table>empty();
        var answers = route.responses().stream()
                .filter(Response::success)
                .map(response -> TypeName.of(response.type()).base())
                .toList();
        var columns = Stream.concat(rows, answers.stream().flatMap(name -> Stream.ofNullable(entities.get(name))))
                .flatMap(each -> each.columns().stream().map(Column::name));
        var fields = answers.stream()
                .flatMap(name -> Stream.ofNullable(types.get(name)))
                .flatMap(type -> type.fields().stream().map(Field::name));
        return Stream.concat(columns, fields);
    }

    private void said(Route route) {
        if (route.summary().isBlank()) {
            warning(route, "It has no summary; say in a line what it is for.", summary(route));
        }
        if (!features.isEmpty() && route.features().stream().noneMatch(features::containsKey)) {
            warning(route, "It serves none of the features.", feature(route));
        }
    }

    private static @Nullable Fix summary(Route route) {
        var table = route.behaviour().table();
        if (table == null) {
            return null;
        }
        var verb = switch (route.behaviour().kind()) {
            case LIST -> "Lists";
            case CREATE -> "Adds";
            case READ -> "Shows";
            case REPLACE -> "Replaces";
            case CHANGE, TRANSITION -> "Changes";
            case DELETE -> "Deletes";
            case AGGREGATE -> "Counts";
            case FIXED, RECIPE, CUSTOM -> null;
        };
        return verb == null ? null : Fixes.say(route, verb + " " + table.replace('_', ' '));
    }

    // What all other routes of its module serve, it most likely serves too.
    private @Nullable Fix feature(Route route) {
        if (features.size() == 1) {
            return Fixes.serve(route, document.features().getFirst());
        }
        var around = document.modules().stream()
                .filter(module -> module.routes().contains(route))
                .flatMap(module -> module.routes().stream())
                .flatMap(each -> each.features().stream())
                .distinct()
                .toList();
        var only = around.size() == 1 ? features.get(around.getFirst()) : null;
        return only == null ? null : Fixes.serve(route, only);
    }

    private static boolean unbounded(Route route) {
        return route.behaviour().kind().needsFunction()
                && route.method() == Method.GET
                && route.responses().stream()
                        .anyMatch(response -> response.success()
                                && TypeName.of(response.type()).many())
                && route.parameters().stream().noneMatch(parameter -> BOUNDS.contains(Names.snake(parameter.name())));
    }

    private static boolean overlap(Route one, Route other) {
        var left = Paths.segments(one.path());
        var right = Paths.segments(other.path());
        var different = false;
        for (int index = 0; index < left.size(); index++) {
            var fixed = !left.get(index).startsWith("{") && !right.get(index).startsWith("{");
            if (fixed && !left.get(index).equals(right.get(index))) {
                return false;
            }
            different |= left.get(index).startsWith("{") != right.get(index).startsWith("{");
        }
        return different;
    }

    private static <E> Map<String, E> byName(List<E> elements, Function<E, String> name) {
        var named = new HashMap<String, E>();
        elements.forEach(each -> named.putIfAbsent(name.apply(each), each));
        return named;
    }

    private void warning(Route route, String message, @Nullable Fix fix) {
        found.add(new Check(Severity.WARNING, route.id(), message, fix));
    }
}
