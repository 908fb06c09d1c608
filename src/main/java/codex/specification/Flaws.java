package codex.specification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what cannot stand in a document, each time with what was expected, what was found and what to do. */
final class Flaws {
    private static final Pattern ID = Pattern.compile("e[1-9][0-9]{0,8}");
    private static final Pattern PASCAL = Pattern.compile("[A-Z][A-Za-z0-9]*");
    private static final Pattern CAMEL = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Pattern SNAKE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9.+-]+/[a-z0-9.+*-]+");
    // JSON names and values keep the spelling that callers know.
    private static final Pattern MEMBER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");
    private static final int NAME_LENGTH = 60;
    private static final String DOCUMENT = "document";
    private static final String SQL_WORD = " is a word of SQL";

    private final Document document;
    private final DocumentTree tree;
    private final Set<String> records;
    private final List<Flaw> found = new ArrayList<>();

    private Flaws(Document document, DocumentTree tree) {
        this.document = document;
        this.tree = tree;
        this.records = Stream.concat(
                        document.types().stream().map(Type::name),
                        document.tables().stream().map(table -> Names.pascal(table.name())))
                .collect(Collectors.toSet());
    }

    /** In reading order; empty for a sound document. */
    static List<Flaw> of(Document document) {
        return of(document, new DocumentTree(DocumentJson.tree(document)));
    }

    /** As {@link #of(Document)}, with the tree that the document was read from or written to. */
    static List<Flaw> of(Document document, DocumentTree tree) {
        var flaws = new Flaws(document, tree);
        flaws.whole();
        document.roles().forEach(flaws::role);
        document.modules().forEach(flaws::module);
        document.types().forEach(flaws::type);
        document.enums().forEach(flaws::enumeration);
        document.tables().forEach(flaws::table);
        flaws.words();
        flaws.missing();
        return List.copyOf(flaws.found);
    }

    /** Whether it is only unwise: a draft may have such a name, since the project's writer quotes it. */
    static boolean bearable(Flaw flaw) {
        return flaw.message().contains(SQL_WORD);
    }

    private void whole() {
        required(DOCUMENT, "name", document.name());
        var seen = new HashSet<String>();
        for (var placed : Elements.of(document).all()) {
            if (!ID.matcher(placed.id()).matches()
                    || Integer.parseInt(placed.id().substring(1)) > document.lastId()) {
                flaw(placed.id(), "", "An id is e1 to e" + document.lastId() + "; found “" + placed.id() + "”.");
            }
        }
        tree.nodes().stream()
                .filter(node -> !seen.add(node.id()))
                .forEach(node -> flaw(node.id(), "", "The id " + node.id() + " is given twice."));
        unique(document.roles(), Role::name, "role");
        unique(document.modules(), module -> Names.snake(module.name()), "module");
        unique(document.features(), feature -> feature.name().strip(), "feature");
        unique(document.tables(), Table::name, "table");
        unique(document.routes().toList(), Route::name, "route");
        var shapes = new HashMap<String, Route>();
        document.routes().forEach(route -> {
            var other = shapes.putIfAbsent(route.method() + " " + Paths.shape(route.path()), route);
            if (other != null) {
                found.add(new Flaw(
                        route.id(),
                        "path",
                        "%s %s is there already. Choose another path or method, or edit that route."
                                .formatted(other.method(), other.path()),
                        other.id()));
            }
        });
        typeNames();
    }

    private void typeNames() {
        var names = new HashMap<String, String>();
        document.types().forEach(type -> taken(names, type.id(), type.name()));
        document.enums().forEach(each -> taken(names, each.id(), each.name()));
        document.tables().forEach(table -> taken(names, table.id(), Names.pascal(table.name())));
    }

    // Types, enums and the tables' entities are classes side by side.
    private void taken(Map<String, String> names, String id, String name) {
        var other = names.putIfAbsent(name, id);
        if (other != null && !name.isEmpty()) {
            found.add(new Flaw(
                    id,
                    "name",
                    "The name " + brief(name) + " is taken already by a type, an enum or a table; choose another.",
                    other));
        }
    }

    private void role(Role role) {
        name(role.id(), role.name(), SNAKE, "lower case with underscores: club_member");
        if (!role.newcomers()) {
            return;
        }
        if (role.name().equals(Role.ADMIN)) {
            flaw(
                    role.id(),
                    "newcomers",
                    "Whoever registers cannot be an administrator; the first one gives this role.");
        }
        document.roles().stream()
                .filter(other -> other.newcomers() && !other.equals(role))
                .findFirst()
                .ifPresent(other -> found.add(new Flaw(
                        role.id(),
                        "newcomers",
                        "Whoever registers has the role %s already; a newcomer has one role.".formatted(other.name()),
                        other.id())));
    }

    private void module(Module module) {
        if (required(module.id(), "name", module.name())
                && !Names.snake(module.name()).matches("[a-z].*")) {
            flaw(
                    module.id(),
                    "name",
                    "A module's name begins with a letter and names a package; found “" + brief(module.name()) + "”.");
        }
        length(module.id(), module.name());
        module.routes().forEach(this::route);
    }

    private void route(Route route) {
        name(route.id(), route.name(), CAMEL, "lower camel case: borrowBook");
        javaWord(route.id(), route.name());
        Paths.problem(route.path()).ifPresent(problem -> flaw(route.id(), "path", problem));
        pathParameters(route);
        access(route);
        behaviour(route);
        if (route.request() != null) {
            request(route, route.request());
        }
        unique(route.parameters(), parameter -> parameter.place() + " " + parameter.name(), "parameter");
        route.parameters().forEach(this::parameter);
        unique(route.responses(), response -> response.status() + " " + response.mediaType(), "response");
        route.responses().forEach(this::response);
        route.responses().forEach(response -> file(route.behaviour().kind(), response));
        if (route.form()) {
            form(route);
        }
        route.rules().forEach(rule -> rule(rule, null));
        route.examples().forEach(this::example);
    }

    private void pathParameters(Route route) {
        var variables = Paths.variables(route.path());
        var parameters = route.parameters().stream()
                .filter(parameter -> parameter.place() == Parameter.Place.PATH)
                .toList();
        for (var parameter : parameters) {
            if (!variables.contains(parameter.name())) {
                flaw(
                        parameter.id(),
                        "name",
                        "The path %s has no {%s}; edit the path, and its parameters follow."
                                .formatted(route.path(), parameter.name()));
            }
            if (!parameter.required()) {
                flaw(parameter.id(), "required", "A path parameter is always required.");
            }
        }
        variables.stream()
                .filter(variable -> parameters.stream()
                        .noneMatch(parameter -> parameter.name().equals(variable)))
                .forEach(variable -> flaw(
                        route.id(),
                        "path",
                        ("{%s} in the path has no parameter; take it out of the "
                                        + "path, or add a path parameter of that name.")
                                .formatted(variable)));
    }

    private void access(Route route) {
        var access = route.access();
        if (access.level() == RouteAccess.Level.ROLES && access.roles().isEmpty()) {
            flaw(
                    route.id(),
                    "access",
                    "Nobody could call it: name at least one role, or let everyone who is signed in.");
        }
        if (access.level() != RouteAccess.Level.ROLES && !access.roles().isEmpty()) {
            flaw(route.id(), "access", "Roles count only when the access is by role.");
        }
        if (access.own() && access.level() == RouteAccess.Level.PUBLIC) {
            flaw(route.id(), "access", "“Own” needs to know who calls: let only people who are signed in.");
        }
        var table = route.behaviour().table();
        if (access.own()
                && table != null
                && document.table(table).map(each -> each.owner() == null).orElse(false)) {
            flaw(route.id(), "access", "Rows of table " + table + " belong to nobody; give it an owner column first.");
        }
    }

    private void behaviour(Route route) {
        var behaviour = route.behaviour();
        switch (behaviour.kind()) {
            case LIST, CREATE, READ, REPLACE, CHANGE, DELETE, TRANSITION, AGGREGATE -> {
                if (behaviour.table() == null) {
                    flaw(route.id(), "behaviour", behaviour.kind() + " works on a table; name one.");
                }
            }
            case FIXED -> {
                if (behaviour.answer() == null) {
                    flaw(route.id(), "behaviour", "A route that always answers the same needs that answer.");
                }
            }
            case RECIPE -> {
                if (behaviour.recipe() == null) {
                    flaw(route.id(), "behaviour", "Name the recipe it follows.");
                }
            }
            case CUSTOM -> {
                if (route.summary().isBlank()) {
                    flaw(route.id(), "summary", "Say what the route does: its function is written from this line.");
                }
            }
        }
        if (behaviour.kind() == Behaviour.Kind.TRANSITION && behaviour.transition() == null) {
            flaw(route.id(), "behaviour", "A change of state needs the state it leads to, or the columns it sets.");
        }
        if (behaviour.kind() == Behaviour.Kind.AGGREGATE && behaviour.aggregate() == null) {
            flaw(route.id(), "behaviour", "A figure needs to be named: count, sum, average, min or max.");
        }
    }

    private void request(Route route, Body request) {
        if (route.method() == Method.GET) {
            flaw(route.id(), "request", "GET carries no body; take its input as query parameters, or use POST.");
        }
        if (!MEDIA_TYPE.matcher(request.mediaType()).matches()) {
            flaw(
                    route.id(),
                    "request",
                    "A media type looks like application/json; found “" + brief(request.mediaType()) + "”.");
        }
    }

    private void parameter(Parameter parameter) {
        required(parameter.id(), "name", parameter.name());
        length(parameter.id(), parameter.name());
        if (!parameter.name().isBlank() && !TOKEN.matcher(parameter.name()).matches()) {
            flaw(
                    parameter.id(),
                    "name",
                    "A parameter's name is letters, digits, . _ - and begins with a letter; found “"
                            + brief(parameter.name()) + "”.");
        }
        javaWord(parameter.id(), Names.camel(parameter.name()));
        if (parameter.type().startsWith("file") && parameter.place() != Parameter.Place.FORM) {
            flaw(parameter.id(), "type", "A file comes in a form only: choose the place form.");
        }
        if (records.contains(TypeName.of(parameter.type()).base())) {
            flaw(
                    parameter.id(),
                    "type",
                    "A parameter is one plain value or a list of them; a %s comes in a body."
                            .formatted(parameter.type()));
        }
        value(parameter.id(), parameter.type(), parameter.limits(), parameter.defaultValue());
    }

    private void response(Response response) {
        if (response.status() < 100 || response.status() > 599) {
            flaw(response.id(), "status", "A status lies between 100 and 599; found " + response.status() + ".");
        }
        if (!response.mediaType().isEmpty()
                && !MEDIA_TYPE.matcher(response.mediaType()).matches()) {
            flaw(
                    response.id(),
                    "mediaType",
                    "A media type looks like application/json; found “" + brief(response.mediaType()) + "”.");
        }
        if (!response.type().isEmpty() && response.mediaType().isEmpty()) {
            flaw(response.id(), "mediaType", "An answer with a body needs a media type, such as application/json.");
        }
        for (var cookie : response.cookies()) {
            if (!TOKEN.matcher(cookie).matches()) {
                flaw(
                        response.id(),
                        "cookies",
                        "A cookie's name is letters, digits, . _ - and begins with a letter; found “" + brief(cookie)
                                + "”.");
            }
        }
    }

    // Browsers send a form by POST, and go on from there to a page.
    private void form(Route route) {
        var kind = route.behaviour().kind();
        if (kind == Behaviour.Kind.REPLACE) {
            flaw(
                    route.id(),
                    "behaviour",
                    "What a form sends is a CHANGE: it has all that may be changed. Choose CHANGE.");
        } else if (route.method() != Method.POST) {
            flaw(route.id(), "method", "A browser sends forms by POST; found " + route.method() + ".");
        }
        var table = String.valueOf(route.behaviour().table());
        var shown = document.routes()
                .filter(other -> table.equals(other.behaviour().table()) && other.offers(Response.HTML))
                .map(other -> other.behaviour().kind())
                .anyMatch(each -> each == Behaviour.Kind.LIST || each == Behaviour.Kind.READ);
        if (!shown) {
            flaw(
                    route.id(),
                    "request",
                    "There is no page for this form: add a LIST or READ of %s that answers with text/html."
                            .formatted(table));
        }
    }

    // Only a list has lines to put into such a file.
    private void file(Behaviour.Kind kind, Response response) {
        var lists = switch (kind) {
            case LIST, FIXED, RECIPE, CUSTOM -> true;
            case CREATE, READ, REPLACE, CHANGE, DELETE, TRANSITION, AGGREGATE -> false;
        };
        if (!lists && response.success() && response.mediaType().startsWith(Response.CSV)) {
            flaw(
                    response.id(),
                    "mediaType",
                    "%s answers with one row or figure, and text/csv is a file of many; answer with application/json, or make it a LIST."
                            .formatted(kind));
        }
    }

    private void example(Example example) {
        if (example.given().isBlank()
                && example.when().isBlank()
                && example.then().isBlank()) {
            flaw(example.id(), "then", "Say at least what should come out.");
        }
    }

    private void type(Type type) {
        name(type.id(), type.name(), PASCAL, "upper camel case: PasswordVerdict");
        className(type.id(), type.name());
        unique(type.fields(), field -> Names.camel(field.name()), "field");
        for (var field : type.fields()) {
            name(field.id(), field.name(), MEMBER, "letters and digits, best in lower camel case: dueOn");
            javaWord(field.id(), field.name());
            if (field.required() && field.type().equals(type.name())) {
                flaw(
                        field.id(),
                        "type",
                        "A " + type.name() + " that must hold a " + type.name()
                                + " never ends; make it optional or a list.");
            }
            value(field.id(), field.type(), field.limits(), field.defaultValue());
        }
    }

    private void enumeration(Enumeration enumeration) {
        name(enumeration.id(), enumeration.name(), PASCAL, "upper camel case: LoanState");
        className(enumeration.id(), enumeration.name());
        if (enumeration.values().isEmpty()) {
            flaw(enumeration.id(), "values", "An enum has at least one value; write one a line.");
        }
        var seen = new HashSet<String>();
        for (var value : enumeration.values()) {
            if (!VALUE.matcher(value).matches()) {
                flaw(
                        enumeration.id(),
                        "values",
                        "A value is letters and digits, best lower case with underscores: on_loan; found “"
                                + brief(value) + "”.");
            } else if (!seen.add(Names.snake(value))) {
                flaw(enumeration.id(), "values", "The value " + value + " stands twice, but for its spelling.");
            }
        }
    }

    private void table(Table table) {
        name(table.id(), table.name(), SNAKE, "lower case with underscores, singular: order_line");
        sqlWord(table.id(), table.name());
        className(table.id(), Names.pascal(table.name()));
        if (table.name().equals(Table.ACCOUNT)) {
            flaw(table.id(), "name", "The table account is there whenever people sign in; choose another name.");
        }
        unique(table.columns(), Column::name, "column");
        table.columns().forEach(this::column);
        table.rules().forEach(rule -> rule(rule, table));
        var owner = table.owner();
        if (owner != null
                && table.column(owner)
                        .map(column -> !Table.ACCOUNT.equals(column.references()))
                        .orElse(false)) {
            flaw(table.id(), "owner", "The owner is a column that points to account; " + owner + " does not.");
        }
    }

    private void column(Column column) {
        name(column.id(), column.name(), SNAKE, "lower case with underscores: due_on");
        sqlWord(column.id(), column.name());
        javaWord(column.id(), Names.camel(column.name()));
        if (ReservedWords.UNSAID_COLUMNS.contains(column.name())) {
            flaw(column.id(), "name", "Every table has " + column.name() + " already; leave it out or rename it.");
        }
        var keyType = document.keyType(column.references());
        if (keyType.isPresent() && !column.type().equals(keyType.get())) {
            flaw(
                    column.id(),
                    "type",
                    "A column that points to %s has the type of its ids, %s, not %s."
                            .formatted(column.references(), keyType.get(), column.type()));
        }
        if (column.type().endsWith("[]")) {
            flaw(column.id(), "type", "A column holds one value; keep a list in a table of its own.");
        }
        if (column.onDelete() == Column.OnDelete.CLEAR && column.required()) {
            flaw(
                    column.id(),
                    "onDelete",
                    "A required reference cannot be emptied; make it optional, or forbid or cascade.");
        }
        value(column.id(), column.type(), column.limits(), column.defaultValue());
    }

    private void value(String id, String type, Limits limits, @Nullable String defaultValue) {
        required(id, "type", type);
        var problems = Values.limits(limits);
        problems.forEach(problem -> flaw(id, problem.field(), problem.message()));
        if (defaultValue != null && problems.isEmpty()) {
            Values.problem(type, limits, defaultValue)
                    .ifPresent(problem -> flaw(id, "defaultValue", "The default " + problem));
        }
    }

    private void rule(Rule rule, @Nullable Table table) {
        if (rule.form() == Rule.Form.WORDS) {
            required(rule.id(), "text", rule.text());
            if (table != null) {
                flaw(
                        rule.id(),
                        "form",
                        "A rule in words stands at a route, whose function meets it; "
                                + "choose one of the forms here.");
            }
            return;
        }
        var least = switch (rule.form()) {
            case WORDS -> 0;
            case UNIQUE, NOT_BELOW, LIMIT, DUE_AFTER -> 1;
            case ORDERED, NO_OVERLAP, TAKES, GIVES -> 2;
        };
        if (rule.columns().size() < least) {
            flaw(
                    rule.id(),
                    "columns",
                    rule.form() + " needs " + (least == 1 ? "a column" : "two columns") + "; found "
                            + rule.columns().size() + ".");
        }
        if (Set.of(Rule.Form.NOT_BELOW, Rule.Form.LIMIT, Rule.Form.DUE_AFTER).contains(rule.form())
                && rule.number() == null) {
            flaw(rule.id(), "number", rule.form() + " needs a number.");
        }
        if (Set.of(Rule.Form.TAKES, Rule.Form.GIVES).contains(rule.form()) && rule.target() == null) {
            flaw(rule.id(), "target", rule.form() + " needs a target, such as item.stock.");
        }
    }

    private void words() {
        for (var assumption : document.assumptions()) {
            required(assumption.id(), "text", assumption.text());
            if (assumption.confidence() < 0 || assumption.confidence() > 1) {
                flaw(assumption.id(), "confidence", "A confidence lies between 0 and 1.");
            }
        }
        document.openQuestions().forEach(question -> required(question.id(), "text", question.text()));
        document.features().forEach(feature -> required(feature.id(), "name", feature.name()));
    }

    private void missing() {
        var known = new Known(document);
        for (var reference : References.in(tree)) {
            known.problem(reference.target())
                    .ifPresent(problem -> flaw(reference.holder().id(), reference.field(), problem));
        }
    }

    private void name(String id, String name, Pattern form, String expected) {
        if (required(id, "name", name) && !form.matcher(name).matches()) {
            flaw(id, "name", "This name is " + expected + "; found “" + brief(name) + "”.");
        }
        length(id, name);
    }

    private void length(String id, String name) {
        if (name.length() > NAME_LENGTH) {
            flaw(id, "name", "A name has at most " + NAME_LENGTH + " characters; this one has " + name.length() + ".");
        }
    }

    private boolean required(String id, String field, String value) {
        if (value.isBlank()) {
            flaw(id, field, "This cannot be empty.");
        }
        return !value.isBlank();
    }

    private void javaWord(String id, String name) {
        if (ReservedWords.java(name)) {
            flaw(id, "name", "“" + name + "” is a word of Java; choose another, such as " + name + "Value.");
        }
    }

    private void sqlWord(String id, String name) {
        if (ReservedWords.sql(name)) {
            flaw(id, "name", "“" + name + "”" + SQL_WORD + "; choose another, such as " + name + "_entry.");
        }
    }

    private void className(String id, String name) {
        if (ReservedWords.className(name)) {
            flaw(id, "name", "“" + name + "” is a class that every application has; choose another name.");
        }
    }

    private <E extends Element> void unique(List<E> elements, Function<E, String> name, String what) {
        var seen = new HashMap<String, String>();
        for (var element : elements) {
            var called = name.apply(element);
            var other = called.isBlank() ? null : seen.putIfAbsent(called, element.id());
            if (other != null) {
                found.add(new Flaw(
                        element.id(),
                        element instanceof Response ? "status" : "name",
                        "There is a " + what + " “" + brief(called) + "” already; choose another name.",
                        other));
            }
        }
    }

    private void flaw(String element, String field, String message) {
        found.add(new Flaw(element, field, message, ""));
    }

    private static String brief(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
