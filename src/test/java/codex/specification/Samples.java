package codex.specification;

import static codex.specification.Behaviour.Kind.CHANGE;
import static codex.specification.Behaviour.Kind.CREATE;
import static codex.specification.Behaviour.Kind.DELETE;
import static codex.specification.Behaviour.Kind.LIST;
import static codex.specification.Behaviour.Kind.READ;
import static codex.specification.Behaviour.Kind.REPLACE;

import codex.specification.Behaviour.Transition;
import codex.specification.Column.OnDelete;
import codex.specification.Rule.Condition;
import codex.specification.Rule.Form;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Documents made by hand, for every test that needs one. The same call gives the same document. */
public final class Samples {
    private int lastId;

    private Samples() {}

    /** One route without data. */
    public static Document helloWorld() {
        return new Samples().makeHelloWorld();
    }

    /** One table with every standard behaviour and a state. */
    public static Document toDo() {
        return new Samples().makeToDo();
    }

    /** Accounts, roles, owned rows, rules that parallel requests could break. */
    public static Document library() {
        return new Samples().makeLibrary();
    }

    /** The library, with its books and one's loans as CSV, and the books as JSON or CSV at a third address. */
    public static Document libraryWithFiles() {
        return new Samples().makeLibraryWithFiles();
    }

    /** The shop, with a page for the rows of each table and one for each row. */
    public static Document shopWithPages() {
        return new Samples().makeShopWithPages();
    }

    /** The shop with pages, on which rows are added, changed and deleted. */
    public static Document shopWithForms() {
        return new Samples().makeShopWithForms();
    }

    /** The to-do list with pages, on which tasks are added, changed, completed and deleted. */
    public static Document toDoWithForms() {
        return new Samples().makeToDoWithForms();
    }

    /** Five tables that refer to each other, open to everybody. */
    public static Document shop() {
        return new Samples().makeShop();
    }

    /** Two functions of the recipe library over one table, one of which answers with a redirect. */
    public static Document shortener() {
        return new Samples().makeShortener();
    }

    private Document makeHelloWorld() {
        var hello = route(
                        "hello",
                        Method.GET,
                        "/hello",
                        "Says hello",
                        RouteAccess.PUBLIC,
                        Behaviour.fixed("Hello, world"))
                .answers(200, "text/plain", "string")
                .build();
        return new Document(
                "Hello world",
                "An endpoint that says hello.",
                List.of("One endpoint that returns hello world."),
                Access.NONE,
                List.of(),
                List.of(),
                List.of(module("Hello", hello)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                lastId);
    }

    private Document makeToDo() {
        var state = new Enumeration(id(), "TaskState", List.of("open", "done"), "How far a task is", source());
        var task = table(
                "task",
                "Something to be done",
                List.of(
                        column("title", "string")
                                .required()
                                .limits(Limits.length(1, 200))
                                .example("Buy milk")
                                .build(),
                        column("note", "text").limits(Limits.length(0, 2000)).build(),
                        column("due_on", "date").example("2030-05-17").build(),
                        column("priority", "integer")
                                .limits(Limits.range(1, 5))
                                .defaultValue("3")
                                .build(),
                        column("state", "TaskState")
                                .required()
                                .readOnly()
                                .defaultValue("open")
                                .build(),
                        column("completed_at", "datetime").readOnly().build()),
                List.of(),
                null);
        var complete = new Behaviour(
                Behaviour.Kind.TRANSITION,
                "task",
                new Transition("state", List.of("open"), "done", Map.of("completed_at", "now"), List.of()),
                null,
                null,
                null);
        return new Document(
                "To-do list",
                "Keeps what is to be done.",
                List.of("A to-do list.", "Tasks can be completed."),
                Access.NONE,
                List.of(),
                List.of(),
                List.of(module(
                        "Tasks",
                        open("listTasks", Method.GET, "/tasks", "Lists tasks", LIST, "task"),
                        open("createTask", Method.POST, "/tasks", "Adds a task", CREATE, "task"),
                        open("readTask", Method.GET, "/tasks/{id}", "Shows a task", READ, "task"),
                        open("replaceTask", Method.PUT, "/tasks/{id}", "Replaces a task", REPLACE, "task"),
                        open("changeTask", Method.PATCH, "/tasks/{id}", "Changes a task", CHANGE, "task"),
                        open("deleteTask", Method.DELETE, "/tasks/{id}", "Deletes a task", DELETE, "task"),
                        route(
                                        "completeTask",
                                        Method.POST,
                                        "/tasks/{id}/complete",
                                        "Completes a task",
                                        RouteAccess.PUBLIC,
                                        complete)
                                .build())),
                List.of(),
                List.of(state),
                List.of(task),
                List.of(),
                List.of(),
                lastId);
    }

    private Document makeLibrary() {
        var member = new Role(id(), "member", "Borrows books", true, source());
        var librarian = new Role(id(), "librarian", "Keeps the books", false, source());
        var book = table(
                "book",
                "A book that can be borrowed",
                List.of(
                        column("title", "string")
                                .required()
                                .limits(Limits.length(1, 200))
                                .example("Emma")
                                .build(),
                        column("author", "string")
                                .required()
                                .limits(Limits.length(1, 200))
                                .example("Jane Austen")
                                .build(),
                        column("isbn", "string")
                                .required()
                                .unique()
                                .limits(new Limits(null, null, null, null, "[0-9]{13}", null))
                                .example("9780141439587")
                                .build()),
                List.of(),
                null);
        var open = List.of(new Condition("returned_at", true, null));
        var loan = table(
                "loan",
                "A book that a member has borrowed",
                List.of(
                        column("book_id", "uuid")
                                .required()
                                .references("book", OnDelete.RESTRICT)
                                .build(),
                        column("member_id", "uuid")
                                .required()
                                .readOnly()
                                .references(Table.ACCOUNT, OnDelete.CASCADE)
                                .build(),
                        column("due_on", "date").required().readOnly().build(),
                        column("returned_at", "datetime").readOnly().build()),
                List.of(
                        rule("A loan is due after 14 days.", Form.DUE_AFTER, List.of("due_on"), 14, List.of()),
                        rule("The book is on loan already.", Form.LIMIT, List.of("book_id"), 1, open),
                        rule("A member may have at most 5 books on loan.", Form.LIMIT, List.of("member_id"), 5, open)),
                "member_id");
        var members = roles("member");
        var librarians = roles("librarian");
        var ownLoans = new RouteAccess(RouteAccess.Level.ROLES, List.of("member"), true);
        var giveBack = new Behaviour(
                Behaviour.Kind.TRANSITION,
                "loan",
                new Transition(null, List.of(), null, Map.of("returned_at", "now"), List.of("returned_at")),
                null,
                null,
                null);
        return new Document(
                "Library",
                "Members borrow books.",
                List.of(
                        "A library where members borrow books.",
                        "Librarians manage the books.",
                        "A book can be on loan to one member only, for 14 days.",
                        "A member may have at most 5 books."),
                Access.ACCOUNTS,
                List.of(),
                List.of(member, librarian),
                List.of(
                        module(
                                "Books",
                                open("listBooks", Method.GET, "/books", "Lists books", LIST, "book"),
                                open("readBook", Method.GET, "/books/{id}", "Shows a book", READ, "book"),
                                of("createBook", Method.POST, "/books", "Adds a book", librarians, CREATE, "book"),
                                of(
                                        "changeBook",
                                        Method.PATCH,
                                        "/books/{id}",
                                        "Changes a book",
                                        librarians,
                                        CHANGE,
                                        "book"),
                                of(
                                        "deleteBook",
                                        Method.DELETE,
                                        "/books/{id}",
                                        "Removes a book",
                                        librarians,
                                        DELETE,
                                        "book")),
                        module(
                                "Loans",
                                of(
                                        "borrowBook",
                                        Method.POST,
                                        "/books/{bookId}/loans",
                                        "Borrows a book",
                                        members,
                                        CREATE,
                                        "loan"),
                                of("listLoans", Method.GET, "/loans", "Lists one's loans", ownLoans, LIST, "loan"),
                                of("readLoan", Method.GET, "/loans/{id}", "Shows a loan", ownLoans, READ, "loan"),
                                route(
                                                "returnBook",
                                                Method.POST,
                                                "/loans/{id}/return",
                                                "Gives a book back",
                                                ownLoans,
                                                giveBack)
                                        .build())),
                List.of(),
                List.of(),
                List.of(book, loan),
                List.of(),
                List.of(),
                lastId);
    }

    private Document makeShopWithPages() {
        var shop = makeShop();
        return with(shop, module("Pages", pages(shop).toArray(Route[]::new)));
    }

    private Document makeShopWithForms() {
        var shop = makeShop();
        var routes = Stream.concat(pages(shop).stream(), forms(shop).stream());
        return with(shop, module("Pages", routes.toArray(Route[]::new)));
    }

    private Document makeToDoWithForms() {
        var toDo = makeToDo();
        var complete = toDo.routes()
                .filter(route -> route.name().equals("completeTask"))
                .findFirst()
                .orElseThrow();
        var form = form("complete", "/pages/tasks/{id}/complete", complete.behaviour());
        var routes = Stream.of(pages(toDo), forms(toDo), List.of(form)).flatMap(List::stream);
        return with(toDo, module("Pages", routes.toArray(Route[]::new)));
    }

    private List<Route> pages(Document document) {
        var pages = new ArrayList<Route>();
        for (var table : document.tables()) {
            var path = "/pages/" + Names.kebab(Names.plural(table.name()));
            var entity = Names.pascal(table.name());
            pages.add(page("show" + Names.pascal(Names.plural(table.name())), path, LIST, table.name()));
            pages.add(page("show" + entity, path + "/{id}", READ, table.name()));
        }
        return pages;
    }

    private List<Route> forms(Document document) {
        var forms = new ArrayList<Route>();
        for (var table : document.tables()) {
            var path = "/pages/" + Names.kebab(Names.plural(table.name()));
            var entity = Names.pascal(table.name());
            forms.add(form("add" + entity, path, Behaviour.of(CREATE, table.name())));
            forms.add(form("edit" + entity, path + "/{id}", Behaviour.of(CHANGE, table.name())));
            forms.add(form("remove" + entity, path + "/{id}/delete", Behaviour.of(DELETE, table.name())));
        }
        return forms;
    }

    private Route form(String name, String path, Behaviour behaviour) {
        return route(
                        name + "OnPage",
                        Method.POST,
                        path,
                        "A form: " + Names.kebab(name).replace('-', ' '),
                        RouteAccess.PUBLIC,
                        behaviour)
                .takes(new Body(Body.FORM, ""))
                .answers(303, "", "")
                .build();
    }

    private Route page(String name, String path, Behaviour.Kind kind, String table) {
        return route(name, Method.GET, path, "Shows " + table, RouteAccess.PUBLIC, Behaviour.of(kind, table))
                .answers(200, "text/html", "string")
                .build();
    }

    private Document with(Document document, Module module) {
        return new Document(
                document.name(),
                document.summary(),
                document.sentences(),
                document.access(),
                document.features(),
                document.roles(),
                Stream.concat(document.modules().stream(), Stream.of(module)).toList(),
                document.types(),
                document.enums(),
                document.tables(),
                document.assumptions(),
                document.openQuestions(),
                lastId);
    }

    private Document makeLibraryWithFiles() {
        var library = makeLibrary();
        var ownLoans = new RouteAccess(RouteAccess.Level.ROLES, List.of("member"), true);
        var files = module(
                "Files",
                route(
                                "bookFile",
                                Method.GET,
                                "/books.csv",
                                "Lists the books as a file",
                                RouteAccess.PUBLIC,
                                Behaviour.of(LIST, "book"))
                        .answers(200, "text/csv", "string")
                        .build(),
                route(
                                "loanFile",
                                Method.GET,
                                "/loans.csv",
                                "Lists one's loans as a file",
                                ownLoans,
                                Behaviour.of(LIST, "loan"))
                        .answers(200, "text/csv", "string")
                        .build(),
                route(
                                "catalogue",
                                Method.GET,
                                "/catalogue",
                                "Lists the books",
                                RouteAccess.PUBLIC,
                                Behaviour.of(LIST, "book"))
                        .answers(200, "application/json", "Book")
                        .answers(200, "text/csv", "string")
                        .build());
        return with(library, files);
    }

    private Document makeShop() {
        var status = new Enumeration(
                id(),
                "CategoryStatus",
                List.of("available", "restricted", "disabled"),
                "Who sees a category",
                source());
        var category = table(
                "category",
                "A shelf of the shop",
                List.of(
                        column("description", "string")
                                .required()
                                .limits(Limits.length(1, 200))
                                .build(),
                        column("sort_order", "integer").build(),
                        column("status", "CategoryStatus")
                                .defaultValue("available")
                                .build(),
                        column("parent_id", "uuid")
                                .references("category", OnDelete.CLEAR)
                                .build()),
                List.of(),
                null);
        var customer = table(
                "customer",
                "Somebody who buys",
                List.of(
                        column("first_name", "string")
                                .limits(Limits.length(1, 100))
                                .build(),
                        column("last_name", "string")
                                .required()
                                .limits(Limits.length(1, 100))
                                .build(),
                        column("email", "string")
                                .required()
                                .unique()
                                .limits(new Limits(null, null, null, 200, null, "email"))
                                .example("ada@example.com")
                                .build(),
                        column("telephone", "string")
                                .limits(new Limits(null, null, null, null, null, "phone"))
                                .build()),
                List.of(),
                null);
        var address = table(
                "address",
                "Where a customer lives",
                List.of(
                        column("line", "string")
                                .required()
                                .limits(Limits.length(1, 200))
                                .build(),
                        column("city", "string").limits(Limits.length(1, 100)).build(),
                        column("postcode", "string")
                                .required()
                                .limits(Limits.length(1, 10))
                                .build(),
                        column("country", "string")
                                .required()
                                .limits(new Limits(null, null, null, null, null, "country"))
                                .example("GB")
                                .build(),
                        column("customer_id", "uuid")
                                .required()
                                .references("customer", OnDelete.CASCADE)
                                .build()),
                List.of(),
                null);
        var wishList = table(
                "wish_list",
                "What a customer would like",
                List.of(
                        column("title", "string")
                                .required()
                                .limits(Limits.length(1, 200))
                                .build(),
                        column("restricted", "boolean").defaultValue("false").build(),
                        column("customer_id", "uuid")
                                .required()
                                .references("customer", OnDelete.CASCADE)
                                .build()),
                List.of(rule(
                        "A customer's lists have different titles.",
                        Form.UNIQUE,
                        List.of("customer_id", "title"),
                        null,
                        List.of())),
                null);
        var product = table(
                "product",
                "Something for sale",
                List.of(
                        column("title", "string")
                                .required()
                                .limits(Limits.length(1, 200))
                                .build(),
                        column("keywords", "string")
                                .limits(Limits.length(0, 500))
                                .build(),
                        column("description", "text")
                                .limits(Limits.length(0, 4000))
                                .build(),
                        column("rating", "integer").limits(Limits.range(1, 5)).build(),
                        column("price", "decimal")
                                .required()
                                .limits(new Limits(BigDecimal.ZERO, null, null, null, null, null))
                                .build(),
                        column("stock", "integer").required().defaultValue("0").build(),
                        column("added_on", "date").build(),
                        column("modified_on", "date").build(),
                        column("category_id", "uuid")
                                .references("category", OnDelete.RESTRICT)
                                .build(),
                        column("wish_list_id", "uuid")
                                .references("wish_list", OnDelete.CLEAR)
                                .build()),
                List.of(
                        rule(
                                "A product is changed after it was added.",
                                Form.ORDERED,
                                List.of("added_on", "modified_on"),
                                null,
                                List.of()),
                        rule("The stock never falls below zero.", Form.NOT_BELOW, List.of("stock"), 0, List.of())),
                null);
        var tables = List.of(product, category, customer, address, wishList);
        return new Document(
                "Online shop",
                "Products, customers and what they wish for.",
                List.of("An online shop with categories, products, customers, addresses and wish lists."),
                Access.NONE,
                List.of(),
                List.of(),
                List.of(
                        module("Catalog", all("product", "products", "category", "categories")),
                        module(
                                "Customers",
                                all("customer", "customers", "address", "addresses", "wish_list", "wish-lists"))),
                List.of(),
                List.of(status),
                tables,
                List.of(),
                List.of(),
                lastId);
    }

    private Document makeShortener() {
        var link = table(
                "link",
                "A short code and the address behind it",
                List.of(
                        column("code", "string")
                                .required()
                                .unique()
                                .limits(Limits.length(4, 32))
                                .build(),
                        column("url", "string")
                                .required()
                                .limits(new Limits(null, null, null, 2000, null, "url"))
                                .build(),
                        column("visits", "long")
                                .required()
                                .readOnly()
                                .defaultValue("0")
                                .build()),
                List.of(),
                null);
        var request = new Type(
                id(),
                "ShortenRequest",
                "An address to shorten",
                List.of(
                        field(
                                "url",
                                "string",
                                true,
                                new Limits(null, null, null, 2000, null, "url"),
                                "https://example.com/a"),
                        field(
                                "code",
                                "string",
                                false,
                                new Limits(null, null, 4, 32, "[A-Za-z0-9_-]+", null),
                                "welcome")),
                source());
        var answer = new Type(
                id(),
                "ShortLink",
                "A short address",
                List.of(
                        field("code", "string", true, Limits.NONE, "a1B2c3"),
                        field("url", "string", true, Limits.NONE, "https://example.com/a"),
                        field("shortUrl", "string", true, Limits.NONE, "http://localhost:8080/a1B2c3")),
                source());
        var shorten = route(
                        "shortenUrl",
                        Method.POST,
                        "/links",
                        "Shortens an address",
                        RouteAccess.PUBLIC,
                        Behaviour.recipe("url_shortener", "link"))
                .takes(Body.json("ShortenRequest"))
                .answers(201, "application/json", "ShortLink")
                .build();
        var follow = route(
                        "followLink",
                        Method.GET,
                        "/{code}",
                        "Goes to the address behind a code",
                        RouteAccess.PUBLIC,
                        Behaviour.recipe("url_shortener", "link"))
                .with(parameter("code", Parameter.Place.PATH, "string", Limits.length(1, 32)))
                .answers(302, "", "")
                .build();
        return new Document(
                "URL shortener",
                "Makes short addresses and follows them.",
                List.of("A service that shortens URLs and redirects."),
                Access.NONE,
                List.of(),
                List.of(),
                List.of(module("Links", shorten, follow)),
                List.of(request, answer),
                List.of(),
                List.of(link),
                List.of(),
                List.of(),
                lastId);
    }

    private Route[] all(String... tablesAndPaths) {
        var routes = new ArrayList<Route>();
        for (var i = 0; i < tablesAndPaths.length; i += 2) {
            var table = tablesAndPaths[i];
            var entity = Names.pascal(table);
            var path = "/" + tablesAndPaths[i + 1];
            routes.add(open("list" + entity, Method.GET, path, "Lists " + table, LIST, table));
            routes.add(open("create" + entity, Method.POST, path, "Adds " + table, CREATE, table));
            routes.add(open("read" + entity, Method.GET, path + "/{id}", "Shows " + table, READ, table));
            routes.add(open("replace" + entity, Method.PUT, path + "/{id}", "Replaces " + table, REPLACE, table));
            routes.add(open("change" + entity, Method.PATCH, path + "/{id}", "Changes " + table, CHANGE, table));
            routes.add(open("delete" + entity, Method.DELETE, path + "/{id}", "Deletes " + table, DELETE, table));
        }
        return routes.toArray(Route[]::new);
    }

    private Route open(String name, Method method, String path, String summary, Behaviour.Kind kind, String table) {
        return of(name, method, path, summary, RouteAccess.PUBLIC, kind, table);
    }

    private Route of(
            String name,
            Method method,
            String path,
            String summary,
            RouteAccess access,
            Behaviour.Kind kind,
            String table) {
        return route(name, method, path, summary, access, Behaviour.of(kind, table))
                .build();
    }

    private RouteMaker route(
            String name, Method method, String path, String summary, RouteAccess access, Behaviour behaviour) {
        return new RouteMaker(name, method, path, summary, access, behaviour);
    }

    private ColumnMaker column(String name, String type) {
        return new ColumnMaker(name, type);
    }

    private Module module(String name, Route... routes) {
        return new Module(id(), name, name + ".", List.of(routes), source());
    }

    private Table table(String name, String summary, List<Column> columns, List<Rule> rules, @Nullable String owner) {
        return new Table(id(), name, summary, columns, rules, owner, null, source());
    }

    private Rule rule(String text, Form form, List<String> columns, @Nullable Integer number, List<Condition> where) {
        var limit = number == null ? null : BigDecimal.valueOf(number);
        return new Rule(id(), text, form, columns, limit, null, where, source());
    }

    private Field field(String name, String type, boolean required, Limits limits, String example) {
        return new Field(id(), name, type, required, null, limits, example, "", source());
    }

    private Parameter parameter(String name, Parameter.Place place, String type, Limits limits) {
        return new Parameter(id(), name, place, type, true, null, limits, null, "", source());
    }

    private static RouteAccess roles(String... names) {
        return new RouteAccess(RouteAccess.Level.ROLES, List.of(names), false);
    }

    private static Source source() {
        return Source.sentence(1, 0.95);
    }

    private String id() {
        lastId++;
        return "e" + lastId;
    }

    private final class RouteMaker {
        private final String name;
        private final Method method;
        private final String path;
        private final String summary;
        private final RouteAccess access;
        private final Behaviour behaviour;
        private final List<Parameter> parameters = new ArrayList<>();
        private final List<Response> responses = new ArrayList<>();
        private @Nullable Body request;

        RouteMaker(String name, Method method, String path, String summary, RouteAccess access, Behaviour behaviour) {
            this.name = name;
            this.method = method;
            this.path = path;
            this.summary = summary;
            this.access = access;
            this.behaviour = behaviour;
        }

        RouteMaker with(Parameter parameter) {
            parameters.add(parameter);
            return this;
        }

        RouteMaker takes(Body body) {
            request = body;
            return this;
        }

        RouteMaker answers(int status, String mediaType, String type) {
            responses.add(new Response(id(), status, mediaType, type, ""));
            return this;
        }

        Route build() {
            for (var variable : path.split("/", -1)) {
                var named = variable.startsWith("{") ? variable.substring(1, variable.length() - 1) : "";
                if (!named.isEmpty()
                        && parameters.stream().noneMatch(each -> each.name().equals(named))) {
                    parameters.add(parameter(named, Parameter.Place.PATH, "uuid", Limits.NONE));
                }
            }
            return new Route(
                    id(),
                    name,
                    method,
                    path,
                    summary,
                    access,
                    parameters,
                    request,
                    responses,
                    behaviour,
                    List.of(),
                    List.of(),
                    List.of(),
                    source());
        }
    }

    private final class ColumnMaker {
        private final String name;
        private final String type;
        private boolean required;
        private boolean unique;
        private boolean readOnly;
        private @Nullable String defaultValue;
        private Limits limits = Limits.NONE;
        private @Nullable String references;
        private @Nullable OnDelete onDelete;
        private @Nullable String example;

        ColumnMaker(String name, String type) {
            this.name = name;
            this.type = type;
        }

        ColumnMaker required() {
            required = true;
            return this;
        }

        ColumnMaker unique() {
            unique = true;
            return this;
        }

        ColumnMaker readOnly() {
            readOnly = true;
            return this;
        }

        ColumnMaker defaultValue(String value) {
            defaultValue = value;
            return this;
        }

        ColumnMaker limits(Limits value) {
            limits = value;
            return this;
        }

        ColumnMaker example(String value) {
            example = value;
            return this;
        }

        ColumnMaker references(String table, OnDelete rule) {
            references = table;
            onDelete = rule;
            return this;
        }

        Column build() {
            return new Column(
                    id(),
                    name,
                    type,
                    required,
                    unique,
                    readOnly,
                    defaultValue,
                    limits,
                    references,
                    onDelete,
                    example,
                    "",
                    source());
        }
    }
}
