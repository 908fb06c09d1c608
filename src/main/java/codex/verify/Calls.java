package codex.verify;

import codex.specification.Access;
import codex.specification.Behaviour.Kind;
import codex.specification.Body;
import codex.specification.Column;
import codex.specification.Column.OnDelete;
import codex.specification.Document;
import codex.specification.Field;
import codex.specification.Limits;
import codex.specification.Method;
import codex.specification.Names;
import codex.specification.Parameter;
import codex.specification.Parameter.Place;
import codex.specification.Response;
import codex.specification.Route;
import codex.specification.RouteAccess;
import codex.specification.Rule;
import codex.specification.Table;
import codex.specification.TypeName;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Thinks of the requests that prove an application. Each route is called on rows of its own: by those who may not, as
 * specified, with everything that may be wrong, with what attackers send.
 */
final class Calls {
    private static final int AT_ONCE = 8;
    // What is done to a row may say which version of it is meant.
    private static final Set<Kind> STAMPED = Set.of(Kind.REPLACE, Kind.CHANGE, Kind.DELETE, Kind.TRANSITION);
    private static final Pattern ADDRESS =
            Pattern.compile("(?:^|_)(?:url|uri|link|address|feed|page|site|website)(?:_|$)");
    private static final List<Integer> SUCCESSES = List.of(200, 201, 204, 302, 303);

    private final Document document;
    private final Set<String> unfinished;
    private final Set<String> fetching;
    private final People people;
    private final Requests requests;
    private final List<Call> calls = new ArrayList<>();
    private final List<Route> uncalled = new ArrayList<>();
    // Tables with a row that was made for the route at hand, and those whose row is being made.
    private final Set<String> made = new HashSet<>();
    private final Set<String> underway = new HashSet<>();
    private final Set<String> saved = new HashSet<>();

    /** {@code fetching} are the routes whose functions fetch addresses of the web. */
    Calls(Document document, Set<String> unfinished, Set<String> fetching) {
        this.document = document;
        this.unfinished = unfinished;
        this.fetching = fetching;
        this.people = new People(document);
        this.requests = new Requests(document);
        document.routes().forEach(this::prove);
        document.routes()
                .filter(route -> route.method() == Method.GET && !unfinished.contains(route.id()))
                .filter(route -> route.responses().stream()
                        .anyMatch(response -> response.mediaType().startsWith("text/html")))
                .forEach(this::shown);
    }

    /** In the order in which they have to be made. */
    List<Call> all() {
        var logins = document.access() == Access.ACCOUNTS ? LoginAttacks.all() : List.<Call>of();
        return Stream.of(people.arrive(), calls, logins).flatMap(List::stream).toList();
    }

    /** Calls that show, after a restart, that what was written is still there. */
    List<Call> again() {
        return document.routes()
                .filter(route -> route.behaviour().kind() == Kind.LIST && !unfinished.contains(route.id()))
                .filter(route -> !route.path().contains("{"))
                .map(route -> Call.of(
                        Rung.CLEAN_ROOM,
                        route.id(),
                        people.caller(route),
                        "the same after a restart",
                        requests.right(route, people.caller(route)),
                        List.of(200)))
                .toList();
    }

    /** Routes that nobody can call as specified, since they need a row that no route makes. */
    List<Route> uncalled() {
        return List.copyOf(uncalled);
    }

    private void prove(Route route) {
        var caller = people.caller(route);
        if (unfinished.contains(route.id())) {
            expect(route, caller, "unfinished", requests.right(route, caller), List.of(501));
            return;
        }
        // Rows of its own: those of the routes before may be on loan, full, deleted or referred to.
        made.clear();
        rows(route);
        cookies(route);
        told(route);
        permissions(route, requests.right(route, caller));
        var rowless = missing(requests.right(route, caller));
        if (rowless) {
            uncalled.add(route);
        } else {
            examples(route);
            others(route);
            stale(route);
            asSpecified(route);
            requests.full(route, caller)
                    .ifPresent(full -> expect(route, caller, "with all that is optional", full, accepted(route)));
            secondStep(route);
            twice(route);
            list(route);
            referredTo(route);
            foreign(route);
        }
        var right = calls.size();
        wrongPath(route, requests.right(route, caller));
        wrongQuery(route);
        requests.object(route, caller).ifPresent(body -> wrongBody(route, body));
        if (requests.whole(route)) {
            wrongWhole(route, requests.right(route, caller));
        }
        if (fetching.contains(route.id())) {
            inside(route, caller);
        }
        if (rowless) {
            calls.subList(right, calls.size()).replaceAll(Call::orNotFound);
        }
    }

    // Where one address is taken, it is the one that is fetched; which of several is not known.
    private void inside(Route route, String caller) {
        var parameters = route.parameters().stream()
                .filter(each -> address(each.name(), each.limits()))
                .toList();
        var members = requests.members(route).stream()
                .filter(each -> address(each.name(), each.limits()))
                .toList();
        var accepted = parameters.size() + members.size() == 1 ? List.of(route.invalid()) : tolerant(route);
        for (var address : Faults.INSIDE) {
            parameters.forEach(parameter -> attack(
                    Weakness.FORGED_REQUEST,
                    route,
                    caller,
                    "fetches " + address,
                    requests.with(route, caller, parameter, address),
                    accepted));
            members.forEach(member -> requests.object(route, caller)
                    .ifPresent(body -> attack(
                            Weakness.FORGED_REQUEST,
                            route,
                            caller,
                            "fetches " + address,
                            with(requests.right(route, caller), body, member.name(), address),
                            accepted)));
        }
    }

    private static boolean address(String name, Limits limits) {
        return "url".equals(limits.format())
                || ADDRESS.matcher(Names.snake(name)).find();
    }

    // What only the application can make is had from the route that sets it.
    private void cookies(Route route) {
        for (var parameter : route.parameters()) {
            if (requests.own(parameter)) {
                setter(route, parameter.name()).ifPresent(setter -> {
                    var caller = people.caller(setter);
                    var request = requests.right(setter, caller);
                    if (!missing(request)) {
                        requests.set(parameter.name());
                        add(Call.of(Rung.ROUTES, setter.id(), caller, "a cookie for others", request, accepted(setter))
                                .saving(Requests.cookie(parameter.name()), Call.COOKIE + parameter.name()));
                    }
                });
            }
        }
    }

    // Codes and keys that an application makes up are had from the answer of the route that hands them out.
    private void told(Route route) {
        requests.tells(Set.of());
        if (!route.behaviour().kind().needsFunction()) {
            return;
        }
        var own = members(route);
        var names = Stream.concat(
                        route.parameters().stream()
                                .filter(each ->
                                        !requests.own(each) && !each.type().equals("file"))
                                .map(Parameter::name),
                        requests.members(route).stream().map(Requests.Member::name))
                .filter(name -> Requests.meant(name, own).isEmpty())
                .toList();
        document.routes()
                .filter(each -> !each.id().equals(route.id()) && tells(each))
                .filter(each -> names.stream()
                        .anyMatch(name -> Requests.meant(name, members(each)).isPresent()))
                .findFirst()
                .ifPresent(each -> {
                    rows(each);
                    var caller = people.caller(each);
                    var request = requests.right(each, caller);
                    if (!missing(request)) {
                        add(Call.of(Rung.ROUTES, each.id(), caller, "what others need to know", request, accepted(each))
                                .saving(Requests.TOLD, Call.MEMBERS));
                        requests.tells(members(each));
                    }
                });
    }

    private boolean tells(Route route) {
        return route.behaviour().kind().needsFunction()
                && route.method() == Method.POST
                && !route.path().contains("{")
                && !unfinished.contains(route.id());
    }

    // The members of the object that a route answers with.
    private Set<String> members(Route route) {
        return route.responses().stream()
                .filter(Response::success)
                .flatMap(response -> document.type(response.type()).stream())
                .flatMap(type -> type.fields().stream())
                .map(Field::name)
                .collect(Collectors.toSet());
    }

    private Optional<Route> setter(Route route, String cookie) {
        return document.routes()
                .filter(each -> !each.id().equals(route.id()) && !unfinished.contains(each.id()))
                .filter(each -> each.responses().stream()
                        .anyMatch(response -> response.cookies().contains(cookie)))
                .filter(each -> each.parameters().stream()
                        .noneMatch(parameter -> parameter.required() && requests.own(parameter)))
                .findFirst();
    }

    // A page of another site has the caller's cookies sent along, if it is not refused.
    private void foreign(Route route) {
        if ((document.forms() || !document.cookies().isEmpty()) && route.method() != Method.GET) {
            var caller = people.caller(route);
            var request = requests.right(route, caller).with("Origin", "https://other.example");
            attack(Weakness.REQUEST_FORGERY, route, caller, "from a page of another site", request, List.of(403));
        }
    }

    // Markup in each column that takes it, in a row of its own, on the page that shows that row.
    private void markup(Route route) {
        var table = document.table(String.valueOf(route.behaviour().table()));
        var maker = table.flatMap(this::maker).filter(made -> made.behaviour().kind() == Kind.CREATE);
        if (maker.isEmpty() || !table.filter(this::plain).isPresent()) {
            return;
        }
        var person = people.caller(maker.get());
        var made = requests.right(maker.get(), person);
        var body = requests.object(maker.get(), person);
        var listed = route.behaviour().kind() == Kind.LIST;
        var taking = requests.members(maker.get()).stream()
                .filter(member -> listed ? member.type().equals("string") : Faults.textual(member.type()))
                .filter(member -> Faults.fits(Faults.MARKUP + calls.size(), member.limits()))
                .map(Requests.Member::name)
                .toList();
        if (body.isEmpty() || taking.isEmpty() || missing(made)) {
            return;
        }
        var text = Faults.MARKUP + calls.size();
        taking.forEach(name -> body.get().put(name, text));
        var row = "markup_" + calls.size();
        add(Call.of(
                        Rung.ATTACKS,
                        maker.get().id(),
                        person,
                        "a row with markup",
                        made.saying(body.get().toString()),
                        accepted(maker.get()))
                .saving(row, Call.ID));
        var caller = people.caller(route);
        var request = requests.right(route, caller);
        var id = "{{" + row + "}}";
        var shown = listed
                ? request.path() + (request.path().contains("?") ? "&" : "?") + "id=" + id
                : request.path().replace("{{" + Requests.row(table.get().name()) + "}}", id);
        add(Call.attack(
                        Weakness.CROSS_SITE_SCRIPTING,
                        route.id(),
                        caller,
                        "the markup of a row on its page",
                        request.at(shown),
                        List.of(200))
                .having(List.of(Faults.ESCAPED)));
    }

    // Now that markup was sent wherever something is taken.
    private void shown(Route route) {
        if (!route.behaviour().kind().needsFunction()
                && !route.path().replace("{id}", "").contains("{")) {
            made.clear();
            rows(route);
            markup(route);
        }
        var caller = people.caller(route);
        var request = requests.right(route, caller);
        if (!missing(request)) {
            var what = "a page after markup was sent";
            attack(Weakness.CROSS_SITE_SCRIPTING, route, caller, what, request, tolerant(route));
        }
    }

    private void asSpecified(Route route) {
        var caller = people.caller(route);
        var request = requests.right(route, caller);
        var call = Call.of(Rung.ROUTES, route.id(), caller, "as specified", request, accepted(route));
        add(row(route) && !route.form() && accepted(route).size() == 1 ? call.having(requests.echo(request)) : call);
        if (row(route) && route.behaviour().kind() == Kind.REPLACE) {
            race(route);
        }
    }

    // Of those who have seen the same version one writes; the others do not overwrite that.
    private void race(Route route) {
        var caller = people.caller(route);
        var version = "version_" + route.id().replaceAll("\\W", "_");
        add(Call.of(
                        Rung.ROUTES,
                        route.id(),
                        caller,
                        "to see its version",
                        requests.right(route, caller),
                        accepted(route))
                .saving(version, "etag"));
        var request = requests.right(route, caller).with("If-Match", "{{" + version + "}}");
        var accepted = Stream.concat(accepted(route).stream(), Stream.of(412, 409, 503))
                .toList();
        add(Call.attack(Weakness.RACE, route.id(), caller, "the same version replaced at once", request, accepted)
                .atOnce(AT_ONCE));
    }

    private void stale(Route route) {
        var caller = people.caller(route);
        if (STAMPED.contains(route.behaviour().kind())) {
            var request = requests.right(route, caller).with("If-Match", "\"stale\"");
            expect(route, caller, "a version that is gone", request, List.of(412));
        } else if (route.behaviour().kind() == Kind.READ && row(route)) {
            var request = requests.right(route, caller).with("If-None-Match", "\"stale\"");
            expect(route, caller, "to whom a version is known that is gone", request, accepted(route));
        }
    }

    // What must be unique is refused when it comes again, one after the other and at once.
    private void twice(Route route) {
        var table = document.table(String.valueOf(route.behaviour().table()));
        if (route.behaviour().kind() != Kind.CREATE || accepted(route).size() > 1 || table.isEmpty()) {
            return;
        }
        var caller = people.caller(route);
        var written =
                requests.members(route).stream().map(Requests.Member::name).toList();
        var unique = table.get().columns().stream()
                .anyMatch(column -> column.unique() && written.contains(Names.camel(column.name())));
        if (unique) {
            var request = requests.right(route, caller);
            expect(route, caller, "unique values", request, accepted(route));
            expect(route, caller, "unique values again", request, List.of(409));
            var accepted =
                    Stream.concat(accepted(route).stream(), Stream.of(409, 503)).toList();
            add(Call.attack(
                            Weakness.RACE,
                            route.id(),
                            caller,
                            "unique values at once",
                            requests.right(route, caller),
                            accepted)
                    .atOnce(AT_ONCE));
        }
    }

    private void list(Route route) {
        var table = document.table(String.valueOf(route.behaviour().table()));
        if (route.behaviour().kind() != Kind.LIST || !row(route) || route.path().contains("{") || table.isEmpty()) {
            return;
        }
        made.remove(table.get().name());
        make(table.get());
        var caller = people.caller(route);
        if (made(table.get()) && plain(table.get())) {
            var request = requests.right(route, caller);
            if (route.offers(Response.JSON)) {
                calls.addAll(ListCalls.of(route, table.get(), caller, asJson(route, request)));
            }
            if (route.offers(Response.CSV)) {
                calls.addAll(FileCalls.of(route, table.get(), caller, FileCalls.asking(route, request)));
                formulas(route, table.get());
            }
        }
    }

    // Where there is a choice, the first that the specification names comes unasked.
    private static Request asJson(Route route, Request request) {
        return route.offers(Response.CSV) ? request.with("Accept", Response.JSON) : request;
    }

    // A formula in each column that takes one, a row for each way to begin it; the file shows it with an apostrophe.
    private void formulas(Route route, Table table) {
        var maker = maker(table).orElseThrow();
        for (var start : Faults.FORMULA_STARTS) {
            var person = people.caller(maker);
            var request = requests.right(maker, person);
            var body = requests.object(maker, person);
            if (body.isEmpty() || missing(request)) {
                return;
            }
            var shown = new ArrayList<String>();
            for (var member : requests.members(maker)) {
                var formula = start + "1+" + calls.size() + shown.size();
                if (Faults.textual(member.type()) && Faults.fits(formula, member.limits())) {
                    body.get().put(member.name(), formula);
                    shown.add("'" + formula);
                }
            }
            if (!shown.isEmpty()) {
                formula(route, maker, request.saying(body.get().toString()), shown);
            }
        }
    }

    private void formula(Route route, Route maker, Request made, List<String> shown) {
        var row = "formula_" + calls.size();
        add(Call.of(Rung.ATTACKS, maker.id(), people.caller(maker), "a row with formulas", made, accepted(maker))
                .saving(row, Call.ID));
        var request = FileCalls.asking(route, requests.right(route, people.caller(route)));
        var one = request.path() + (request.path().contains("?") ? "&" : "?") + "id={{" + row + "}}";
        add(Call.attack(
                        Weakness.FORMULA,
                        route.id(),
                        people.caller(route),
                        "formulas in a file",
                        request.at(one),
                        List.of(200))
                .having(shown));
    }

    // Whether nothing but the values of a row decides whether there may be another.
    private boolean plain(Table table) {
        return table.rules().stream()
                .noneMatch(rule -> rule.form() == Rule.Form.LIMIT || rule.form() == Rule.Form.NO_OVERLAP);
    }

    // A row that others need stays.
    private void referredTo(Route route) {
        var name = String.valueOf(route.behaviour().table());
        if (route.behaviour().kind() != Kind.DELETE || !row(route)) {
            return;
        }
        document.tables().stream()
                .filter(table -> !table.name().equals(name) && plain(table))
                .filter(table -> table.columns().stream()
                        .anyMatch(column -> name.equals(column.references())
                                && (column.onDelete() == null || column.onDelete() == OnDelete.RESTRICT)
                                && !column.readOnly()))
                .findFirst()
                .ifPresent(child -> {
                    made.remove(child.name());
                    make(child);
                    if (made(child)) {
                        var caller = people.caller(route);
                        expect(route, caller, "a row that others need", requests.right(route, caller), List.of(409));
                    }
                });
    }

    // Whether the answer is a row, or a page of rows, in the shape of the table.
    private boolean row(Route route) {
        return route.responses().stream()
                .filter(Response::success)
                .map(Response::type)
                .allMatch(type -> type.isEmpty() || plainRow(TypeName.of(type)));
    }

    private boolean plainRow(TypeName type) {
        return !type.many() && document.type(type.base()).isEmpty();
    }

    private boolean missing(Request request) {
        return document.tables().stream()
                .map(table -> Requests.row(table.name()))
                .anyMatch(row -> request.names(row) && !saved.contains(row));
    }

    private void permissions(Route route, Request request) {
        if (route.access().level() == RouteAccess.Level.PUBLIC) {
            return;
        }
        expect(route, People.NOBODY, "without a token", request, List.of(401));
        attack(Weakness.FORGED_TOKEN, route, People.FORGED, "with an unsigned token", request, List.of(401));
        people.stranger(route).ifPresent(person -> expect(route, person, "without the role", request, List.of(403)));
    }

    // A row that is somebody else's is not there for the caller.
    private void others(Route route) {
        var table = route.behaviour().table();
        var person = people.other(route);
        if (table == null || person.isEmpty()) {
            return;
        }
        var row = Requests.row(table);
        var request = requests.right(route, person.get());
        if (request.names(row)) {
            attack(Weakness.OTHERS_ROWS, route, person.get(), "another's row", request, List.of(404, 403));
        } else if (route.behaviour().kind() == Kind.AGGREGATE) {
            figures(route, table, person.get(), request);
        } else if (route.behaviour().kind() == Kind.LIST && saved.contains(row)) {
            if (route.offers(Response.JSON)) {
                othersRows(route, person.get(), asJson(route, request), "\"id\":\"{{" + row + "}}\",");
            }
            if (route.offers(Response.CSV)) {
                othersRows(route, person.get(), FileCalls.asking(route, request), FileCalls.line(row));
            }
            if (route.offers(Response.HTML)) {
                othersRows(route, person.get(), request, "id=\"row-{{" + row + "}}\"");
            }
        }
    }

    private void othersRows(Route route, String person, Request request, String shown) {
        add(Call.attack(Weakness.OTHERS_ROWS, route.id(), person, "another's rows in the list", request, List.of(200))
                .lacking(shown));
    }

    // What somebody makes does not change the figures of another.
    private void figures(Route route, String table, String person, Request request) {
        var before = "figures_" + route.id().replaceAll("\\W", "_");
        add(Call.attack(
                        Weakness.OTHERS_ROWS,
                        route.id(),
                        person,
                        "figures before another makes a row",
                        request,
                        List.of(200))
                .saving(before, Call.BODY));
        made.remove(table);
        document.table(table).ifPresent(this::make);
        add(Call.attack(
                        Weakness.OTHERS_ROWS,
                        route.id(),
                        person,
                        "figures after another has made a row",
                        request,
                        List.of(200))
                .having(List.of("{{" + before + "}}")));
    }

    private void examples(Route route) {
        for (var example : route.examples()) {
            var given = example.values();
            var status = example.status();
            if (given != null && status != null) {
                expect(route, people.caller(route), example.then(), requests.given(route, given), List.of(status));
            }
        }
    }

    // The row has left the state by the call before.
    private void secondStep(Route route) {
        var step = route.behaviour().transition();
        if (step == null || !leaves(route)) {
            return;
        }
        var to = step.to();
        var closed = to != null && !step.from().isEmpty() && !step.from().contains(to);
        if (closed || !step.unset().isEmpty()) {
            var caller = people.caller(route);
            expect(route, caller, "a second time", requests.right(route, caller), List.of(409));
        }
    }

    private void wrongPath(Route route, Request request) {
        var table = String.valueOf(route.behaviour().table());
        var row = "{{" + Requests.row(table) + "}}";
        if (!request.path().contains(row)) {
            return;
        }
        var missing = route.behaviour().kind().needsFunction() ? List.of(404, route.invalid(), 409, 422) : List.of(404);
        var caller = people.caller(route);
        expect(
                route,
                caller,
                "an id that is not there",
                request.at(request.path()
                        .replace(row, Requests.nowhere(document.keyType(table).orElse("uuid")))),
                missing);
        expect(
                route,
                caller,
                "an id that is none",
                request.at(request.path().replace(row, "not-an-id")),
                List.of(route.invalid(), 404));
    }

    private void wrongQuery(Route route) {
        var caller = people.caller(route);
        if (route.behaviour().kind() == Kind.LIST) {
            var request = requests.right(route, caller);
            var more = request.path() + (request.path().contains("?") ? "&" : "?");
            expect(route, caller, "an unknown sort key", request.at(more + "sort=no_such"), List.of(route.invalid()));
            var large = route.offers(Response.CSV) ? "size=10001" : "size=1000";
            expect(route, caller, "a page too large", request.at(more + large), List.of(route.invalid()));
            var sql = request.at(more + "sort=" + Requests.encoded("id; DROP TABLE x"));
            attack(Weakness.SQL_INJECTION, route, caller, "SQL as a sort key", sql, List.of(route.invalid()));
        }
        for (var parameter : route.parameters()) {
            if (requests.own(parameter)) {
                madeUp(route, caller, parameter);
            } else if (parameter.type().equals("file")) {
                wrongFile(route, caller, parameter);
            } else if (parameter.place() != Place.PATH) {
                wrongParameter(route, caller, parameter);
            }
        }
    }

    private void madeUp(Route route, String caller, Parameter cookie) {
        var refused = cookie.required() ? List.of(route.invalid()) : tolerant(route);
        // One of the application's own with another signature, so that nothing but that is wrong.
        var request = requests.with(route, caller, cookie, "{{" + Requests.cookie(cookie.name()) + "}}A");
        attack(
                Weakness.FORGED_TOKEN,
                route,
                caller,
                "a cookie " + cookie.name() + " that was made up",
                request,
                refused);
        if (cookie.required()) {
            var without = requests.with(route, caller, cookie, null);
            expect(route, caller, "without the cookie " + cookie.name(), without, List.of(route.invalid()));
        }
    }

    private void wrongFile(Route route, String caller, Parameter file) {
        if (file.required()) {
            expect(
                    route,
                    caller,
                    "required file " + file.name() + " missing",
                    requests.with(route, caller, file, null),
                    List.of(route.invalid()));
        }
        var most = file.limits().maxLength();
        if (most != null && most < Faults.HUGE_LENGTH) {
            var huge = requests.sending(route, file, "large.txt", "text/plain", Faults.HUGE);
            attack(Weakness.EXHAUSTION, route, caller, "a file of 2 MB", huge, List.of(route.invalid(), 413));
        }
        var outside = requests.sending(route, file, "../../../../tmp/codex-canary.txt", "text/plain", "A text.");
        attack(Weakness.PATH_TRAVERSAL, route, caller, "a file whose name is a path", outside, tolerant(route));
        var page = requests.sending(route, file, "page.html", "text/html", Faults.PAGE);
        attack(Weakness.UPLOAD, route, caller, "a page with a script as a file", page, tolerant(route));
        var disguised = requests.sending(route, file, "picture.png.html", "image/png", Faults.PAGE);
        attack(Weakness.UPLOAD, route, caller, "a page that claims to be a picture", disguised, tolerant(route));
    }

    private void wrongParameter(Route route, String caller, Parameter parameter) {
        if (parameter.required() && parameter.defaultValue() == null) {
            expect(
                    route,
                    caller,
                    "required parameter " + parameter.name() + " missing",
                    requests.with(route, caller, parameter, null),
                    List.of(route.invalid()));
        }
        Faults.beyond(parameter.type(), parameter.limits())
                .forEach(wrong -> expect(
                        route,
                        caller,
                        "parameter " + parameter.name() + " " + wrong.why(),
                        requests.with(route, caller, parameter, wrong.value().asText()),
                        List.of(route.invalid())));
        if (Faults.textual(parameter.type()) && (parameter.place() == Place.QUERY || parameter.place() == Place.FORM)) {
            Faults.HOSTILE.forEach(hostile -> add(hostile(
                    route,
                    caller,
                    hostile,
                    parameter.name(),
                    requests.with(route, caller, parameter, hostile.text()))));
        }
    }

    private void wrongBody(Route route, ObjectNode body) {
        var caller = people.caller(route);
        var request = requests.right(route, caller);
        expect(route, caller, "a body that is no JSON", request.saying("{\""), List.of(route.invalid()));
        expect(route, caller, "an unknown field", with(request, body, "noSuchField", "x"), List.of(route.invalid()));
        var members = requests.members(route);
        Stream.concat(
                        Stream.of("id", "version", "createdAt"),
                        requests.kept(route).stream().map(column -> Names.camel(column.name())))
                .filter(name ->
                        members.stream().noneMatch(member -> member.name().equals(name)))
                .forEach(name -> attack(
                        Weakness.MASS_ASSIGNMENT,
                        route,
                        caller,
                        "sets " + name + " itself",
                        with(request, body, name, "1"),
                        List.of(route.invalid())));
        attack(
                Weakness.EXHAUSTION,
                route,
                caller,
                "a body of 2 MB",
                request.saying(route.form() ? Faults.HUGE : body + Faults.PADDING),
                List.of(413));
        deep(route, request);
        if (route.form()) {
            again(route, body);
        }
        members.forEach(member -> wrongMember(route, request, body, member));
        givenTwice(route, request, body);
    }

    // What was typed comes back in the form, where nothing of it may run.
    private void again(Route route, ObjectNode body) {
        var caller = people.caller(route);
        var request = requests.right(route, caller).with("Accept", Response.HTML);
        var typed = body.deepCopy();
        requests.members(route).stream()
                .filter(member -> Faults.textual(member.type()))
                .forEach(member -> typed.put(member.name(), Faults.MARKUP));
        attack(
                Weakness.CROSS_SITE_SCRIPTING,
                route,
                caller,
                "markup that is typed and not taken",
                with(request, typed, "noSuchField", "x"),
                List.of(route.invalid()));
        if (route.behaviour().kind() == Kind.CHANGE && !missing(request)) {
            var stale = with(requests.right(route, caller), body, "version", "999999");
            expect(route, caller, "what was typed before somebody changed the row", stale, List.of(412));
        }
    }

    // A body that is one value: a list, a text, a file.
    private void wrongWhole(Route route, Request request) {
        var caller = people.caller(route);
        var body = Objects.requireNonNull(route.request());
        var json = body.mediaType().equals(Requests.JSON);
        expect(route, caller, "no body", request.saying(""), List.of(route.invalid()));
        if (json) {
            expect(route, caller, "a body that is no JSON", request.saying("{\""), List.of(route.invalid()));
            deep(route, request);
        }
        if (json && TypeName.of(body.type()).many()) {
            expect(route, caller, "an object in place of a list", request.saying("{}"), List.of(route.invalid()));
        }
        attack(Weakness.EXHAUSTION, route, caller, "a body of 2 MB", request.saying(Faults.HUGE), large(route));
    }

    private void deep(Route route, Request request) {
        attack(
                Weakness.DEEP_NESTING,
                route,
                people.caller(route),
                "JSON nested 3,000 deep",
                request.saying(Faults.DEEP),
                List.of(route.invalid(), 413));
    }

    private List<Integer> large(Route route) {
        return Stream.concat(Stream.of(413), tolerant(route).stream())
                .distinct()
                .toList();
    }

    private void givenTwice(Route route, Request request, ObjectNode body) {
        var table = document.table(String.valueOf(route.behaviour().table()));
        if (route.behaviour().kind() == Kind.CREATE
                && table.filter(each -> each.numbers() == Table.Numbers.GIVEN).isPresent()) {
            make(table.orElseThrow());
            var taken = "{{" + Requests.row(table.orElseThrow().name()) + "}}";
            expect(route, people.caller(route), "an id that is taken", with(request, body, "id", taken), List.of(409));
        }
    }

    private void wrongMember(Route route, Request request, ObjectNode body, Requests.Member member) {
        var caller = people.caller(route);
        if (member.required() && route.behaviour().kind() != Kind.CHANGE) {
            var without = body.deepCopy();
            without.remove(member.name());
            expect(
                    route,
                    caller,
                    "required field " + member.name() + " missing",
                    request.saying(without.toString()),
                    List.of(route.invalid()));
        }
        if (requests.refers(route, member.name())) {
            var fresh = requests.object(route, caller).orElse(body);
            expect(
                    route,
                    caller,
                    "field " + member.name() + " refers to nothing",
                    with(request, fresh, member.name(), Requests.nowhere(member.type())),
                    List.of(route.invalid()));
        }
        // What is left empty in a form is not there, rather than too short.
        var wrongs = Faults.beyond(member.type(), member.limits()).stream()
                .filter(wrong -> !route.form()
                        || member.required()
                        || !wrong.value().asText().isEmpty());
        wrongs.forEach(wrong -> {
            var changed = body.deepCopy();
            changed.set(member.name(), wrong.value());
            expect(
                    route,
                    caller,
                    "field " + member.name() + " " + wrong.why(),
                    request.saying(changed.toString()),
                    List.of(route.invalid()));
        });
        if (Faults.textual(member.type())) {
            Faults.HOSTILE.forEach(hostile -> add(hostile(
                    route, caller, hostile, member.name(), with(request, body, member.name(), hostile.text()))));
            if (member.limits().pattern() != null) {
                Faults.TIRING.forEach(tiring -> add(Call.attack(
                        Weakness.SLOW_PATTERN,
                        route.id(),
                        caller,
                        "a text that tires the pattern of " + member.name(),
                        with(request, body, member.name(), tiring),
                        tolerant(route))));
            }
        }
    }

    private static Call hostile(Route route, String caller, Faults.Hostile hostile, String name, Request request) {
        var what = "hostile text in %s, %s".formatted(name, hostile.weakness().cwe());
        return Call.attack(hostile.weakness(), route.id(), caller, what, request, tolerant(route))
                .lacking(hostile.telling());
    }

    private static Request with(Request request, ObjectNode body, String name, String value) {
        return request.saying(body.deepCopy().put(name, value).toString());
    }

    /** Makes the rows that the route needs: the row it is about, and before it whatever that row refers to. */
    private void rows(Route route) {
        if (route.behaviour().kind().needsFunction()) {
            requests.members(route).stream()
                    .flatMap(member -> requests.named(member.name(), member.type()).stream())
                    .forEach(this::make);
        }
        for (var parameter : route.parameters()) {
            if (parameter.place() == Place.PATH) {
                requests.referred(route, parameter.name()).ifPresent(this::make);
                requests.finder(route, parameter.name())
                        .flatMap(column ->
                                document.table(String.valueOf(route.behaviour().table())))
                        .ifPresent(this::make);
            }
        }
        var table = Optional.ofNullable(route.behaviour().table()).flatMap(document::table);
        table.ifPresent(this::makeParents);
        if (route.behaviour().kind() == Kind.LIST) {
            table.ifPresent(this::make);
        }
    }

    private void make(Table table) {
        if (!made.add(table.name())) {
            return;
        }
        underway.add(table.name());
        // Fresh parents: what was done to the others may stand against it, a book that is on loan.
        parents(table).filter(name -> !underway.contains(name)).forEach(made::remove);
        makeParents(table);
        maker(table).ifPresent(route -> {
            rows(route);
            var caller = people.caller(route);
            var request = requests.right(route, caller);
            var row = Requests.row(table.name());
            if (!missing(request)) {
                add(Call.of(Rung.ROUTES, route.id(), caller, "a row for others", request, accepted(route))
                        .saving(row, Call.ID));
                saved.add(row);
                requests.made(table, request);
            }
        });
        underway.remove(table.name());
    }

    // A function may be what makes the rows; it answers with the new one, or with something that has its id.
    private Optional<Route> maker(Table table) {
        var making = document.routes()
                .filter(route -> table.name().equals(route.behaviour().table()) && !unfinished.contains(route.id()))
                // A form tells less of what it made.
                .sorted(Comparator.comparing(Route::form))
                .toList();
        return making.stream()
                .filter(route -> route.behaviour().kind() == Kind.CREATE)
                .findFirst()
                .or(() -> making.stream()
                        .filter(route -> route.behaviour().kind().needsFunction() && route.method() == Method.POST)
                        .filter(route -> !route.path().contains("{"))
                        .filter(route -> route.responses().stream()
                                .anyMatch(response -> response.success()
                                        && (showsId(response, table)
                                                || response.mediaType().isEmpty())))
                        .findFirst());
    }

    // Whether a row was made whose values are those that were sent: what a function writes is its own affair.
    private boolean made(Table table) {
        return saved.contains(Requests.row(table.name()))
                && maker(table)
                        .filter(route -> route.behaviour().kind() == Kind.CREATE)
                        .isPresent();
    }

    private boolean showsId(Response response, Table table) {
        return response.type().equals(Names.pascal(table.name()))
                || document.type(response.type()).stream()
                        .flatMap(type -> type.fields().stream())
                        .anyMatch(field ->
                                field.name().equals("id") && field.type().equals(table.keyType()));
    }

    private void makeParents(Table table) {
        parents(table)
                .filter(name -> !name.equals(table.name()))
                .flatMap(name -> document.table(name).stream())
                .forEach(this::make);
    }

    private static Stream<String> parents(Table table) {
        return table.columns().stream().map(Column::references).filter(Objects::nonNull);
    }

    private List<Integer> accepted(Route route) {
        var declared = route.responses().stream()
                .filter(Response::success)
                .map(Response::status)
                .toList();
        var kind = route.behaviour().kind();
        if (kind.needsFunction()) {
            return tolerant(route);
        }
        // A row that a function was to make may not be there, for reasons of its own.
        var unsure = route.path().contains("{")
                && Optional.ofNullable(route.behaviour().table())
                        .flatMap(document::table)
                        .flatMap(this::maker)
                        .filter(maker -> maker.behaviour().kind().needsFunction())
                        .isPresent();
        var usual = kind == Kind.CREATE ? 201 : kind == Kind.DELETE ? 204 : 200;
        var right = declared.isEmpty()
                ? List.of(usual)
                : declared.stream().distinct().toList();
        var refusable = kind == Kind.TRANSITION
                ? !leaves(route)
                : kind == Kind.CREATE && (limited(route) || requests.scarce(route));
        return Stream.of(
                        right,
                        refusable ? List.of(409) : List.<Integer>of(),
                        unsure ? List.of(404) : List.<Integer>of())
                .flatMap(List::stream)
                .toList();
    }

    // Whether a fresh row may take the step: it stands in the state that is its column's default.
    private boolean leaves(Route route) {
        var step = Objects.requireNonNull(route.behaviour().transition());
        var first = Optional.ofNullable(step.column())
                .flatMap(name -> Optional.ofNullable(route.behaviour().table())
                        .flatMap(document::table)
                        .flatMap(table -> table.column(name)))
                .map(Column::defaultValue);
        var open = step.from().isEmpty() || first.filter(step.from()::contains).isPresent();
        return open && route.rules().isEmpty();
    }

    // Whether the calls before may have made as many rows as there can be.
    private boolean limited(Route route) {
        return Optional.ofNullable(route.behaviour().table()).flatMap(document::table).stream()
                .flatMap(table -> table.rules().stream()
                        .filter(rule -> rule.form() == Rule.Form.LIMIT)
                        .filter(rule -> rule.columns().stream()
                                .flatMap(name -> table.column(name).stream())
                                .map(Column::references)
                                .noneMatch(parent -> parent != null && !parent.equals(Table.ACCOUNT))))
                .findAny()
                .isPresent();
    }

    // Whatever is not a failure: a function may refuse values that nobody could know to be wrong.
    // What a function may answer: as its route says, or with a refusal that any function may need.
    private static List<Integer> tolerant(Route route) {
        var listed = route.responses().stream().map(Response::status).toList();
        var success = route.responses().stream().anyMatch(Response::success) ? List.<Integer>of() : SUCCESSES;
        return Stream.of(listed, success, Route.REFUSALS)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private void expect(Route route, String caller, String what, Request request, List<Integer> accepted) {
        add(Call.of(Rung.ROUTES, route.id(), caller, what, request, accepted));
    }

    private void attack(
            Weakness weakness, Route route, String caller, String what, Request request, List<Integer> accepted) {
        add(Call.attack(weakness, route.id(), caller, what, request, accepted));
    }

    private void add(Call call) {
        calls.add(
                Body.FORM.equals(call.headers().get("Content-Type")) ? call.saying(Requests.typed(call.body())) : call);
    }
}
