package codex.stack.javalin;

import codex.code.Function;
import codex.code.FunctionDefinition;
import codex.specification.Access;
import codex.specification.Behaviour;
import codex.specification.Document;
import codex.specification.Names;
import codex.specification.Role;
import codex.specification.Route;
import codex.stack.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A project with every name resolved once, so that the files agree with each other.
 *
 * @param base the root package: {@code library}
 * @param artifact the name of folder, jar and Maven artifact: {@code book-shop}
 * @param entities in the order of the document's tables
 * @param routes in the order of the document
 * @param roles {@code admin} first, then the document's others; empty without accounts
 */
record AppModel(
        Project project,
        String base,
        String artifact,
        List<EnumModel> enums,
        List<TypeModel> types,
        List<EntityModel> entities,
        List<ModuleModel> modules,
        List<FunctionModel> functions,
        List<RouteModel> routes,
        List<String> roles) {
    private static final Pattern MODEL = Pattern.compile("\\.\\s*model\\s*\\(\\s*\"([^\"\\\\]+)\"\\s*\\)");
    private static final Pattern PROVIDER = Pattern.compile("\\bprovider\\s*\\(\\s*\"([A-Z][A-Z0-9_]{0,40}_URL)\"");
    static final String ADMIN = Role.ADMIN;

    AppModel {
        enums = List.copyOf(enums);
        types = List.copyOf(types);
        entities = List.copyOf(entities);
        modules = List.copyOf(modules);
        functions = List.copyOf(functions);
        routes = List.copyOf(routes);
        roles = List.copyOf(roles);
    }

    /** @throws IllegalArgumentException if the document contradicts itself, with a sentence that says where */
    static AppModel of(Project project) {
        var document = project.document();
        var base = Words.javaPackage(document.name(), "app");
        var artifact = Names.kebab(document.name());
        var names = new NameModel(document, base, Past.of(project));
        var functions = project.definitions().stream()
                .map(definition -> function(definition, project))
                .toList();
        var resolver = new RouteResolver(project, names, functions);
        return new AppModel(
                project,
                base,
                artifact.isEmpty() ? "app" : artifact,
                names.enums(),
                names.types(),
                names.entities(),
                names.modules(),
                functions,
                names.modules().stream()
                        .flatMap(module ->
                                module.module().routes().stream().map(route -> resolver.resolve(route, module)))
                        .toList(),
                roles(document));
    }

    Document document() {
        return project.document();
    }

    /** What was delivered of it before; empty for the first. */
    Optional<Past> past() {
        return Past.of(project);
    }

    /** Whether it keeps anything. */
    boolean data() {
        return !entities.isEmpty() || accounts();
    }

    boolean accounts() {
        return document().access() == Access.ACCOUNTS;
    }

    /** Whether there are demo rows to fill it with. */
    boolean seeded() {
        return !DemoRows.of(this).isEmpty();
    }

    /** Whether functions may register people and sign them in. */
    boolean accountsInCalls() {
        return accounts() && functional();
    }

    /** Whether any function can be called, so that there must be a context. */
    boolean functional() {
        return functions.stream().anyMatch(function -> function.function() != null);
    }

    /** Whether any function fetches what is at an address of the web. */
    boolean outbound() {
        return functions.stream()
                .map(FunctionModel::function)
                .anyMatch(function ->
                        function != null && (function.code() + function.helpers()).contains("context.outbound()"));
    }

    /** Settings that name services which functions ask, in the order of their names, each with the functions that do. */
    SortedMap<String, List<String>> providers() {
        var providers = new TreeMap<String, List<String>>();
        for (var each : functions) {
            var function = each.function();
            if (function != null) {
                PROVIDER.matcher(function.code() + function.helpers())
                        .results()
                        .map(found -> found.group(1))
                        .distinct()
                        .forEach(setting -> providers
                                .computeIfAbsent(setting, any -> new ArrayList<>())
                                .add(each.definition().name()));
            }
        }
        return providers;
    }

    /** The model that the service of this setting is usually asked for; empty where functions ask for none. */
    Optional<String> model(String setting) {
        return functions.stream()
                .flatMap(each -> Stream.ofNullable(each.function()))
                .map(function -> function.code() + function.helpers())
                .filter(code -> code.contains('"' + setting + '"'))
                .flatMap(code -> MODEL.matcher(code).results())
                .map(found -> found.group(1))
                .findFirst();
    }

    boolean any(Predicate<RouteModel> condition) {
        return routes.stream().filter(RouteModel::finished).anyMatch(condition);
    }

    /** What a stranger to a row is told: 403 if some route shows that it is there to more people than its owner, else 404. */
    int othersAnswer(EntityModel entity) {
        var seen = routesOf(entity).stream()
                .anyMatch(route ->
                        !route.own() && (route.kind() == Behaviour.Kind.READ || route.kind() == Behaviour.Kind.LIST));
        return seen ? 403 : 404;
    }

    boolean uploads() {
        return storesFiles()
                || any(route -> FunctionText.inputs(route).stream()
                        .anyMatch(each -> each.type().kind() == Kind.FILE));
    }

    /** Whether functions may keep the files that come in. */
    boolean keepsFiles() {
        return FileTable.in(document());
    }

    /** Whether there is a function that could do so. */
    boolean storesFiles() {
        return keepsFiles() && any(route -> route.function() != null);
    }

    boolean downloads() {
        return storesFiles()
                || any(route -> route.answer() != null && route.answer().kind() == Kind.FILE);
    }

    /** Whether there are pages for people. */
    boolean pages() {
        return rowPages() || pagesOfFunctions();
    }

    /** Whether rows are shown on pages without a function. */
    boolean rowPages() {
        return any(RouteModel::page);
    }

    /** Whether some of these pages have forms. */
    boolean forms() {
        return any(RouteModel::form);
    }

    /** Whether what pages of other sites send is refused: it would be done as by whoever reads them. */
    boolean sameOrigin() {
        return forms() || !cookies().isEmpty();
    }

    // Known before the functions are defined, since whoever writes them is told how.
    private boolean pagesOfFunctions() {
        return document()
                .routes()
                .filter(route -> route.behaviour().kind() == Behaviour.Kind.CUSTOM)
                .flatMap(route -> route.responses().stream())
                .anyMatch(response -> response.success() && response.mediaType().startsWith("text/html"));
    }

    /** Names of the cookies that its answers set. */
    Set<String> cookies() {
        return document().cookies();
    }

    /** Whether it signs what it gives to callers, and so needs a secret. */
    boolean signs() {
        return accounts() || !cookies().isEmpty();
    }

    Optional<EntityModel> entity(String table) {
        return entities.stream()
                .filter(each -> each.table().name().equals(table))
                .findFirst();
    }

    Optional<EnumModel> enumeration(String name) {
        return enums.stream().filter(each -> each.className().equals(name)).findFirst();
    }

    /** The role that somebody has who registers; empty for none. */
    Optional<String> newcomersRole() {
        return document().roles().stream()
                .filter(Role::newcomers)
                .map(Role::name)
                .filter(role -> !role.equals(ADMIN))
                .findFirst();
    }

    List<RouteModel> routesOf(EntityModel entity) {
        return routes.stream().filter(route -> entity.equals(route.entity())).toList();
    }

    /** Routes that no entity answers. */
    List<RouteModel> endpointsOf(ModuleModel module) {
        return routes.stream()
                .filter(route -> route.entity() == null && route.module().equals(module))
                .toList();
    }

    private static FunctionModel function(FunctionDefinition definition, Project project) {
        var written = project.functions().stream()
                .filter(function -> serves(function, definition))
                .findFirst()
                .orElse(null);
        var route = project.document()
                .routes()
                .filter(each -> each.behaviour().kind().needsFunction())
                .map(Route::name)
                .filter(definition.name()::equals)
                .findFirst()
                .orElse(null);
        return new FunctionModel(definition, written, project.document().functionClass(definition.name()), route);
    }

    // Functions of the library were written for another definition, perhaps of another name; new ones have no id yet.
    private static boolean serves(Function function, FunctionDefinition definition) {
        var id = definition.functionId();
        if (id == null || function.id() == 0) {
            return function.name().equals(definition.name());
        }
        return function.id() == id;
    }

    private static List<String> roles(Document document) {
        if (document.access() == Access.NONE) {
            return List.of();
        }
        var others = document.roles().stream().map(role -> role.name()).filter(name -> !name.equals(ADMIN));
        return Stream.concat(Stream.of(ADMIN), others).toList();
    }
}
