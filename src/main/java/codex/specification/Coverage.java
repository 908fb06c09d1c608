package codex.specification;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What serves what in a document: feature by route by table by role, with what nothing serves.
 *
 * @param actors who may call, from nobody in particular to administrators; the columns of {@link Line#may}
 * @param lines in the order of features, then routes that serve none
 * @param idleTables tables that no route touches
 * @param idleRoles roles that are named by no route
 */
public record Coverage(List<Actor> actors, List<Line> lines, List<Table> idleTables, List<Role> idleRoles) {
    /**
     * A kind of caller.
     *
     * @param element id of the role; empty for those that are in no list
     */
    public record Actor(String name, String element) {}

    /** What an actor may do with a route. */
    public enum May {
        NO,
        OWN,
        YES;

        public String words() {
            return switch (this) {
                case NO -> "may not";
                case OWN -> "may, own rows only";
                case YES -> "may";
            };
        }
    }

    /**
     * One route in the service of one feature.
     *
     * @param feature empty for a route that serves none
     * @param route empty for a feature that no route serves
     * @param may one for each of the actors; empty without a route
     */
    public record Line(Optional<Feature> feature, Optional<Route> route, List<Table> tables, List<May> may) {
        public Line {
            tables = List.copyOf(tables);
            may = List.copyOf(may);
        }

        public boolean gap() {
            return feature.isEmpty() || route.isEmpty();
        }
    }

    private static final String ANYONE = "anyone";

    public Coverage {
        actors = List.copyOf(actors);
        lines = List.copyOf(lines);
        idleTables = List.copyOf(idleTables);
        idleRoles = List.copyOf(idleRoles);
    }

    public static Coverage of(Document document) {
        var actors = actors(document);
        var lines = new ArrayList<Line>();
        var touched = new HashSet<Table>();
        for (var feature : document.features()) {
            var serving = document.routes()
                    .filter(route -> route.features().contains(feature.id()))
                    .toList();
            serving.forEach(route -> lines.add(line(document, Optional.of(feature), route, actors)));
            if (serving.isEmpty()) {
                lines.add(new Line(Optional.of(feature), Optional.empty(), List.of(), List.of()));
            }
        }
        var known = document.features().stream().map(Feature::id).toList();
        document.routes()
                .filter(route -> route.features().stream().noneMatch(known::contains))
                .forEach(route -> lines.add(line(document, Optional.empty(), route, actors)));
        lines.forEach(line -> touched.addAll(line.tables()));
        return new Coverage(
                actors,
                lines,
                document.tables().stream()
                        .filter(Predicate.not(touched::contains))
                        .toList(),
                idleRoles(document));
    }

    /** The features that no route serves. */
    public List<Feature> idleFeatures() {
        return lines.stream()
                .filter(line -> line.route().isEmpty())
                .flatMap(line -> line.feature().stream())
                .toList();
    }

    /** The routes that serve no feature. */
    public List<Route> strayRoutes() {
        return lines.stream()
                .filter(line -> line.feature().isEmpty())
                .flatMap(line -> line.route().stream())
                .toList();
    }

    /** Whether the document lists no feature at all. */
    public boolean featureless() {
        return lines.stream().allMatch(line -> line.feature().isEmpty());
    }

    /** Whether nothing lacks its counterpart. */
    public boolean complete() {
        return idleTables.isEmpty() && idleRoles.isEmpty() && lines.stream().noneMatch(Line::gap);
    }

    /** Every route once, with what each actor may. */
    public List<Line> routes() {
        var seen = new LinkedHashSet<String>();
        return lines.stream()
                .filter(line -> line.route().map(route -> seen.add(route.id())).orElse(false))
                .toList();
    }

    /** The tables that a route reads or writes, by its behaviour, or whose rows it takes or answers with. */
    static List<Table> tables(Document document, Route route) {
        var entities = Stream.concat(
                        Stream.ofNullable(route.request()).map(Body::type),
                        route.responses().stream().map(Response::type))
                .map(type -> TypeName.of(type).base())
                .toList();
        return document.tables().stream()
                .filter(table ->
                        table.name().equals(route.behaviour().table()) || entities.contains(Names.pascal(table.name())))
                .toList();
    }

    private static Line line(Document document, Optional<Feature> feature, Route route, List<Actor> actors) {
        return new Line(
                feature,
                Optional.of(route),
                tables(document, route),
                actors.stream().map(actor -> may(route.access(), actor)).toList());
    }

    private static List<Actor> actors(Document document) {
        var actors = new ArrayList<Actor>();
        actors.add(new Actor(ANYONE, ""));
        if (document.access() == Access.NONE) {
            return actors;
        }
        actors.add(new Actor("signed in", ""));
        document.roles().forEach(role -> actors.add(new Actor(role.name(), role.id())));
        if (document.role(Role.ADMIN).isEmpty()) {
            actors.add(new Actor(Role.ADMIN, ""));
        }
        return actors;
    }

    private static May may(RouteAccess access, Actor actor) {
        if (actor.name().equals(Role.ADMIN)) {
            return May.YES;
        }
        var some = access.own() ? May.OWN : May.YES;
        return switch (access.level()) {
            case PUBLIC -> May.YES;
            case SIGNED_IN -> actor.name().equals(ANYONE) ? May.NO : some;
            case ROLES -> access.roles().contains(actor.name()) ? some : May.NO;
        };
    }

    private static List<Role> idleRoles(Document document) {
        Set<String> named = new HashSet<>();
        document.routes().forEach(route -> named.addAll(route.access().roles()));
        return document.roles().stream()
                .filter(role -> !named.contains(role.name()))
                .toList();
    }
}
