package codex.engine.builtin;

import codex.engine.builtin.Thing.Step;
import codex.engine.builtin.Understanding.Total;
import codex.engine.builtin.VerbMap.Operation;
import codex.specification.Behaviour;
import codex.specification.Behaviour.Aggregate;
import codex.specification.Behaviour.Aggregate.Figure;
import codex.specification.Behaviour.Kind;
import codex.specification.Behaviour.Transition;
import codex.specification.Body;
import codex.specification.Limits;
import codex.specification.Method;
import codex.specification.Names;
import codex.specification.Origin;
import codex.specification.Parameter;
import codex.specification.Parameter.Place;
import codex.specification.Response;
import codex.specification.Route;
import codex.specification.RouteAccess;
import codex.specification.RouteAccess.Level;
import codex.specification.Source;
import codex.specification.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Drafts the routes of one thing from what may be done with it. */
final class RouteDrafter {
    private static final List<Operation> ALL =
            List.of(Operation.LIST, Operation.CREATE, Operation.READ, Operation.CHANGE, Operation.DELETE);

    private static final Map<Figure, String> WORDS_OF_FIGURES = Map.of(
            Figure.COUNT, "count",
            Figure.SUM, "total",
            Figure.AVERAGE, "average",
            Figure.MIN, "lowest",
            Figure.MAX, "highest");

    private final Understanding found;
    private final Thing thing;
    private final Table table;
    private final Map<Operation, List<Ability>> abilities = new EnumMap<>(Operation.class);
    private final Set<Operation> closed = new LinkedHashSet<>();
    private final List<Route> routes = new ArrayList<>();

    RouteDrafter(Understanding found, Thing thing, Table table) {
        this.found = found;
        this.thing = thing;
        this.table = table;
    }

    List<Route> draft() {
        collect();
        for (var operation : List.of(
                Operation.LIST,
                Operation.CREATE,
                Operation.READ,
                Operation.CHANGE,
                Operation.REPLACE,
                Operation.DELETE)) {
            var asked = abilities.get(operation);
            if (asked != null) {
                route(operation, asked);
            }
        }
        steps();
        file();
        pages();
        found.totals.stream().filter(total -> total.thing().equals(thing.name)).forEach(this::total);
        return routes;
    }

    private void collect() {
        for (var ability : found.abilities) {
            if (ability.thing().equals(thing.name) && ability.operation() != null) {
                for (var operation : ability.operation() == Operation.MANAGE ? ALL : List.of(ability.operation())) {
                    abilities
                            .computeIfAbsent(operation, key -> new ArrayList<>())
                            .add(ability);
                }
            }
        }
        var stepped =
                found.abilities.stream().anyMatch(ability -> ability.thing().equals(thing.name));
        if (!stepped) {
            ALL.forEach(this::close);
        } else if (!abilities.isEmpty() || !thing.steps.isEmpty()) {
            // What one may make or change, one may see: without it nobody could name the row.
            close(Operation.LIST);
            if (abilities.keySet().stream().anyMatch(each -> each != Operation.LIST)) {
                close(Operation.READ);
            }
        }
    }

    private void close(Operation operation) {
        if (abilities.putIfAbsent(operation, List.of()) == null) {
            closed.add(operation);
        }
    }

    private void route(Operation operation, List<Ability> asked) {
        var under = operation == Operation.CREATE
                ? asked.stream()
                        .map(Ability::under)
                        .filter(each -> !each.isEmpty())
                        .findFirst()
                        .orElse("")
                : "";
        var path = under.isEmpty() ? base() : nested(under);
        var kind = Kind.valueOf(operation.name());
        var key = operation == Operation.LIST || operation == Operation.CREATE ? path : path + "/{id}";
        add(
                name(operation, asked, under),
                method(operation),
                key,
                summary(operation, under),
                access(operation, asked),
                parameters(key, under),
                Behaviour.of(kind, table.name()),
                source(asked, operation));
    }

    private String base() {
        return "/" + Names.kebab(thing.plural());
    }

    private String nested(String under) {
        return "/" + Names.kebab(Nouns.plural(under)) + "/{" + Names.camel(under) + "Id}" + base();
    }

    private String name(Operation operation, List<Ability> asked, String under) {
        var entity = Names.pascal(thing.name);
        if (!under.isEmpty()) {
            var verb = asked.stream()
                    .filter(each -> !each.under().isEmpty())
                    .findFirst()
                    .orElseThrow()
                    .verb();
            return Names.camel(verb) + (VerbMap.STANDARD.operation(verb).isPresent() ? entity : Names.pascal(under));
        }
        return switch (operation) {
            case LIST -> "list" + Names.pascal(thing.plural());
            case CREATE -> "create" + entity;
            case READ -> "read" + entity;
            case CHANGE -> "change" + entity;
            case REPLACE -> "replace" + entity;
            case DELETE -> "delete" + entity;
            case MANAGE -> "manage" + entity;
        };
    }

    private static Method method(Operation operation) {
        return switch (operation) {
            case LIST, READ, MANAGE -> Method.GET;
            case CREATE -> Method.POST;
            case CHANGE -> Method.PATCH;
            case REPLACE -> Method.PUT;
            case DELETE -> Method.DELETE;
        };
    }

    private String summary(Operation operation, String under) {
        return switch (operation) {
            case LIST -> "Lists " + thing.plural() + ", with search, sort and paging";
            case CREATE -> "Adds " + article(thing.name) + (under.isEmpty() ? "" : " to " + article(under));
            case READ -> "Reads " + article(thing.name);
            case CHANGE -> "Changes " + article(thing.name);
            case REPLACE -> "Replaces " + article(thing.name);
            case DELETE -> "Deletes " + article(thing.name);
            case MANAGE -> "Manages " + thing.plural();
        };
    }

    static String article(String noun) {
        return ("aeiou".indexOf(noun.charAt(0)) >= 0 && !noun.startsWith("use") ? "an " : "a ") + noun;
    }

    private List<Parameter> parameters(String path, String under) {
        var parameters = new ArrayList<Parameter>();
        if (!under.isEmpty()) {
            parameters.add(key(Names.camel(under) + "Id", "Which " + under, path));
        }
        if (path.contains("{id}")) {
            parameters.add(key("id", "Which " + thing.name, path));
        }
        return parameters;
    }

    private Parameter key(String name, String description, String path) {
        return new Parameter(
                "parameter:" + thing.name + ":" + routes.size() + ":" + path + name,
                name,
                Place.PATH,
                "uuid",
                true,
                null,
                Limits.NONE,
                "3f2c8a56-1d1e-4c8b-9f0a-7b7a51c0d2ee",
                description,
                Source.assumption("it stands in the path", 0.9));
    }

    private RouteAccess access(@Nullable Operation operation, List<Ability> asked) {
        if (!found.accounts) {
            return RouteAccess.PUBLIC;
        }
        var only = asked.stream().filter(Ability::only).toList();
        var counted = only.isEmpty() ? readers(operation, asked) : only;
        var actors = new TreeSet<String>();
        counted.forEach(ability -> actors.addAll(ability.actors()));
        if (counted.isEmpty()) {
            // Closure: who acts on it otherwise.
            found.abilities.stream()
                    .filter(ability -> ability.thing().equals(thing.name))
                    .forEach(ability -> actors.addAll(ability.actors()));
            found.forms.stream()
                    .filter(form -> form.thing().equals(thing.name))
                    .forEach(form -> actors.addAll(form.actors()));
        }
        if (actors.isEmpty() && (operation == Operation.CHANGE || operation == Operation.DELETE)) {
            // Whoever makes them, when nobody is named: the stricter reading.
            abilities.getOrDefault(Operation.CREATE, List.of()).forEach(ability -> actors.addAll(ability.actors()));
        }
        if (actors.contains("public")) {
            return RouteAccess.PUBLIC;
        }
        var mine = table.owner() != null && operation != Operation.CREATE && ownOnly(counted, actors);
        if (actors.isEmpty() || actors.contains("user")) {
            return new RouteAccess(Level.SIGNED_IN, List.of(), mine);
        }
        return new RouteAccess(Level.ROLES, List.copyOf(actors), mine);
    }

    // Whoever may find a row in the list may also read it.
    private List<Ability> readers(@Nullable Operation operation, List<Ability> asked) {
        if (operation != Operation.READ) {
            return asked;
        }
        var both = new ArrayList<>(asked);
        both.addAll(abilities.getOrDefault(Operation.LIST, List.of()));
        return both;
    }

    // Makers of a row reach their own rows; roles that never make one reach all of them.
    private boolean ownOnly(List<Ability> asked, Set<String> actors) {
        if (asked.stream().anyMatch(Ability::own)) {
            return true;
        }
        var makers = new TreeSet<String>();
        abilities.getOrDefault(Operation.CREATE, List.of()).forEach(ability -> makers.addAll(ability.actors()));
        return actors.isEmpty() || actors.stream().allMatch(actor -> makers.contains(actor) || makers.isEmpty());
    }

    private void steps() {
        var byVerb = new LinkedHashMap<String, List<Ability>>();
        for (var ability : found.abilities) {
            if (ability.thing().equals(thing.name) && ability.step() != null) {
                byVerb.computeIfAbsent(ability.verb(), key -> new ArrayList<>()).add(ability);
            }
        }
        for (var step : thing.steps) {
            step(step, byVerb.getOrDefault(step.verb(), List.of()));
        }
    }

    private void step(Step step, List<Ability> asked) {
        var path = base() + "/{id}/" + Names.kebab(step.verb());
        var behaviour = new Behaviour(Kind.TRANSITION, table.name(), transition(step), null, null, null);
        add(
                Names.camel(step.verb()) + Names.pascal(thing.name),
                Method.POST,
                path,
                sentenceOf(step),
                access(null, asked),
                parameters(path, ""),
                behaviour,
                source(asked, null));
    }

    private String sentenceOf(Step step) {
        var verb = step.verb().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                + step.verb().substring(1);
        return verb + ": " + article(thing.name)
                + (step.to().startsWith("@")
                        ? " is over"
                        : " becomes " + step.to().replace('_', ' '));
    }

    private Transition transition(Step step) {
        if (step.to().startsWith("@")) {
            var column = step.to().substring(1);
            var value = column.endsWith("_at") ? "now" : "today";
            return new Transition(null, List.of(), null, Map.of(column, value), List.of(column));
        }
        var states = new LinkedHashSet<>(thing.states);
        thing.steps.forEach(each -> states.add(each.to()));
        var first = table.column("state")
                .map(codex.specification.Column::defaultValue)
                .orElse(null);
        var from = new LinkedHashSet<String>();
        step.from().stream()
                .filter(state -> states.contains(state) || state.equals(first))
                .forEach(from::add);
        if (from.isEmpty() && first != null && !first.equals(step.to())) {
            from.add(first);
        }
        return new Transition("state", List.copyOf(from), step.to(), Map.of(), List.of());
    }

    // Beside /books: a path with another ending means nothing else, as /books/export would where a book has an id.
    private void file() {
        var wanted = wanted(Response.CSV);
        if (!wanted.isEmpty()) {
            var name = "export" + Names.pascal(thing.plural());
            var summary = "Exports " + thing.plural() + " as CSV, with search, sort and paging";
            shown(name, Operation.LIST, base() + ".csv", summary, Response.CSV, wanted);
        }
    }

    private void pages() {
        var forms = wanted(Body.FORM);
        var wanted =
                Stream.concat(wanted(Response.HTML).stream(), forms.stream()).toList();
        if (!wanted.isEmpty()) {
            var all = "show" + Names.pascal(thing.plural());
            var one = "show" + Names.pascal(thing.name);
            // A thing may be called page.
            var path = "/web" + base();
            var summary = "Shows " + thing.plural() + " on a page, with search, sort and paging";
            shown(all, Operation.LIST, path, summary, Response.HTML, wanted);
            shown(
                    one,
                    Operation.READ,
                    path + "/{id}",
                    "Shows " + article(thing.name) + " on a page",
                    Response.HTML,
                    wanted);
        }
        if (!forms.isEmpty()) {
            form(Operation.CREATE, "add", "", "Adds " + article(thing.name));
            form(Operation.CHANGE, "edit", "/{id}", "Changes " + article(thing.name));
            form(Operation.DELETE, "remove", "/{id}/delete", "Deletes " + article(thing.name));
        }
    }

    // A browser that sends a form has no token to send with it, so such a form is for everybody or for nobody.
    private void form(Operation operation, String verb, String path, String does) {
        // "add, change and delete books on a web page": what one sentence says of a thing goes together.
        var asked = wanted(Body.FORM).stream().map(Ability::sentence).toList();
        var wanted = abilities.getOrDefault(operation, List.of()).stream()
                .filter(ability -> asked.contains(ability.sentence()))
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        var access = access(operation, wanted);
        if (access.level() != RouteAccess.Level.PUBLIC) {
            found.remarks.add(
                    "A form on a page for those who have signed in is not built: to %s %s takes JSON and a token."
                            .formatted(verb, article(thing.name)));
            return;
        }
        var name = verb + Names.pascal(thing.name) + "Form";
        var address = "/web" + base() + path;
        routes.add(new Route(
                "route:" + name,
                name,
                Method.POST,
                address,
                does + " by a form on a page",
                access,
                parameters(address, ""),
                new Body(Body.FORM, ""),
                List.of(new Response("response:" + name, 303, "", "", "To the page of what was written")),
                Behaviour.of(Kind.valueOf(operation.name()), table.name()),
                List.of(),
                List.of(),
                List.of(),
                source(wanted, null)));
    }

    private List<Ability> wanted(String mediaType) {
        return found.forms.stream()
                .filter(form ->
                        form.thing().equals(thing.name) && form.mediaType().equals(mediaType))
                .map(form -> new Ability(
                        thing.name,
                        Operation.LIST,
                        null,
                        "show",
                        "",
                        form.actors(),
                        form.own(),
                        form.only(),
                        form.sentence()))
                .toList();
    }

    // To whom it is shown, or where nobody is named, whoever may see the rows as JSON.
    private void shown(
            String name, Operation operation, String path, String summary, String mediaType, List<Ability> wanted) {
        var someone = wanted.stream().filter(each -> !each.actors().isEmpty()).toList();
        routes.add(new Route(
                "route:" + name,
                name,
                Method.GET,
                path,
                summary,
                access(operation, someone.isEmpty() ? abilities.getOrDefault(operation, List.of()) : someone),
                parameters(path, ""),
                null,
                List.of(new Response("response:" + name, 200, mediaType, "string", summary)),
                Behaviour.of(Kind.valueOf(operation.name()), table.name()),
                List.of(),
                List.of(),
                List.of(),
                source(wanted, null)));
    }

    private void total(Total total) {
        var grouped = total.by().isEmpty()
                ? null
                : thing.references.containsKey(total.by())
                        ? Names.snake(total.by()) + "_id"
                        : FieldTypes.STANDARD.safe(Names.snake(total.by()), "_text");
        if ((grouped != null && table.column(grouped).isEmpty())
                || (!total.column().isEmpty() && table.column(total.column()).isEmpty())) {
            return;
        }
        var figure = WORDS_OF_FIGURES.getOrDefault(total.figure(), "count");
        var name = Names.snake(figure + " " + total.column() + (total.by().isEmpty() ? "" : " by " + total.by()))
                .replaceAll("_+", "_");
        var asked = List.of(
                new Ability(thing.name, null, null, "total", "", total.actors(), total.own(), false, total.sentence()));
        var aggregate = new Aggregate(total.figure(), total.column().isEmpty() ? null : total.column(), grouped);
        add(
                Names.camel(name) + "Of" + Names.pascal(thing.plural()),
                Method.GET,
                base() + "/" + name.replace('_', '-'),
                "Tells the " + name.replace('_', ' ') + " of " + thing.plural(),
                access(null, asked),
                List.of(),
                new Behaviour(Kind.AGGREGATE, table.name(), null, aggregate, null, null),
                source(asked, null));
    }

    private Source source(List<Ability> asked, @Nullable Operation operation) {
        if (asked.isEmpty() && operation != null && closed.contains(operation)) {
            return Source.assumption("what is kept can be reached", 0.6);
        }
        var sentences =
                asked.stream().map(Ability::sentence).distinct().limit(5).toList();
        return new Source(Origin.SENTENCE, sentences, null, 0.9);
    }

    private void add(
            String name,
            Method method,
            String path,
            String summary,
            RouteAccess access,
            List<Parameter> parameters,
            Behaviour behaviour,
            Source source) {
        routes.add(new Route(
                "route:" + name,
                name,
                method,
                path,
                summary,
                access,
                parameters,
                null,
                List.of(),
                behaviour,
                List.of(),
                List.of(),
                List.of(),
                source));
    }
}
