package codex.engine.builtin;

import codex.agent.architect.DrawCodeGraph;
import codex.agent.architect.DrawCodeGraph.Definition;
import codex.agent.architect.DrawCodeGraph.Drawing;
import codex.agent.developer.WriteFunction;
import codex.agent.developer.WriteFunction.FunctionBody;
import codex.code.Argument;
import codex.code.FunctionDefinition;
import codex.engine.Answer;
import codex.specification.Behaviour;
import codex.specification.Document;
import codex.specification.Limits;
import codex.specification.Names;
import codex.specification.Response;
import codex.specification.Route;
import codex.specification.Table;
import codex.specification.Type;
import codex.specification.TypeName;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A recipe's functions, compiled strictly against the smallest application there can be (tables in memory, no HTTP), and
 * called. What a real project adds is shown by the tests that write, start and call one.
 */
final class Workbench {
    static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private static final Path LIBRARIES = Path.of("target/app-lib");
    private static final String IMPORTS =
            "import app.platform.*;\nimport app.platform.http.*;\nimport app.platform.net.*;\nimport app.platform.security.*;\nimport app.types.*;\nimport app.data.*;\n";

    private final Document document;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final ClassLoader classes;
    private final Object context;

    /** What a call came to: the answer as JSON where it is a record, else the object itself. */
    record Reply(int status, @Nullable Object value) {
        JsonNode json() {
            return JSON.valueToTree(value);
        }
    }

    Workbench(Recipes recipes, Document document, Path folder) {
        this.document = document;
        platform();
        document.types()
                .forEach(type -> record(
                        "app.types",
                        type.name(),
                        type.fields().stream()
                                .map(field -> java(field.type()) + " " + field.name())
                                .toList(),
                        ""));
        document.enums()
                .forEach(each -> source(
                        "app.types",
                        each.name(),
                        each.values().stream()
                                .map(value -> "@com.fasterxml.jackson.annotation.JsonProperty(\"" + value + "\") "
                                        + value.toUpperCase(Locale.ROOT))
                                .collect(Collectors.joining(", ", "public enum " + each.name() + " { ", " }"))));
        document.tables().forEach(this::table);
        context();
        document.routes()
                .filter(route -> route.behaviour().kind() == Behaviour.Kind.RECIPE)
                .forEach(route -> functions(recipes, route));
        classes = compiled(folder);
        context = made("app.platform.MemoryContext");
    }

    Reply call(String routeName, Map<String, ?> values) {
        var route = document.routes()
                .filter(each -> each.name().equals(routeName))
                .findFirst()
                .orElseThrow();
        var arguments = new LinkedHashMap<String, Object>();
        for (var argument : new DrawCodeGraph(document, route, List.of()).head().input()) {
            var value = Optional.<Object>ofNullable(values.get(argument.name()))
                    .or(() -> values.entrySet().stream()
                            .filter(each -> Names.camel(each.getKey()).equals(argument.name()))
                            .map(Map.Entry::getValue)
                            .findFirst());
            if ((argument.required() && value.isEmpty())
                    || (value.isPresent() && !allowed(route, argument, value.get()))) {
                return new Reply(400, argument.name());
            }
            value.ifPresent(each -> arguments.put(argument.name(), each));
        }
        try {
            var function = classes.loadClass("app.functions." + Names.pascal(routeName));
            var inputType = classes.loadClass("app.functions." + Names.pascal(routeName) + "Input");
            var method = function.getMethod(routeName, inputType, classes.loadClass("app.platform.Context"));
            var result = method.invoke(null, JSON.convertValue(arguments, inputType), context);
            return new Reply(
                    route.responses().stream()
                            .filter(Response::success)
                            .findFirst()
                            .map(Response::status)
                            .orElse(200),
                    result);
        } catch (InvocationTargetException e) {
            var thrown = e.getTargetException();
            return new Reply(statusOf(thrown), thrown.getMessage());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts a row with these values into the table of {@code entity}, as a route of the platform would; answers its id. */
    String made(String entity, Map<String, ?> values) {
        try {
            var row = classes.loadClass("app.data." + entity);
            var all = new LinkedHashMap<String, Object>(values);
            all.put("id", java.util.UUID.randomUUID().toString());
            var rows = context.getClass()
                    .getMethod(Names.camel(plural(Names.snake(entity))))
                    .invoke(context);
            rows.getClass().getMethod("insert", row).invoke(rows, JSON.convertValue(all, row));
            return all.get("id").toString();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From here on the setting names a service. */
    void provide(String setting, String address) {
        try {
            context.getClass().getMethod("provide", String.class, String.class).invoke(context, setting, address);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A second passes, which it never does by itself. */
    void later() {
        try {
            context.getClass().getMethod("later").invoke(context);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String path) {
        try (var in = Workbench.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the actual value has all that the wanted one has; numbers are compared by value. */
    static boolean has(JsonNode actual, JsonNode wanted) {
        if (wanted.isObject()) {
            return wanted.properties().stream()
                    .allMatch(member ->
                            actual.has(member.getKey()) && has(actual.get(member.getKey()), member.getValue()));
        }
        if (wanted.isArray()) {
            return actual.size() == wanted.size()
                    && Stream.iterate(0, i -> i < wanted.size(), i -> i + 1)
                            .allMatch(i -> has(actual.get(i), wanted.get(i)));
        }
        if (wanted.isNumber()) {
            return actual.isNumber() && actual.decimalValue().compareTo(wanted.decimalValue()) == 0;
        }
        return actual.equals(wanted);
    }

    private int statusOf(Throwable thrown) {
        if (!thrown.getClass().getName().equals("app.platform.http.Problem")) {
            throw new IllegalStateException("the function threw what no route expects", thrown);
        }
        try {
            return (int) thrown.getClass().getMethod("status").invoke(thrown);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean allowed(Route route, Argument argument, Object value) {
        var body = route.request();
        var type = body == null ? Optional.<Type>empty() : document.type(body.type());
        var fields = type.stream().flatMap(each -> each.fields().stream());
        var limits = Stream.concat(
                        route.parameters().stream()
                                .filter(each -> Names.camel(each.name()).equals(argument.name()))
                                .map(each -> each.limits()),
                        fields.filter(each -> each.name().equals(argument.name()))
                                .map(each -> each.limits()))
                .findFirst()
                .orElse(Limits.NONE);
        if (document.enumeration(argument.type()).isPresent()) {
            return document.enumeration(argument.type()).get().values().contains(text(value));
        }
        if (value instanceof Map || value instanceof List) {
            return true;
        }
        var text = text(value);
        var number = limits.min() == null && limits.max() == null ? null : new java.math.BigDecimal(text);
        return (limits.minLength() == null || text.length() >= limits.minLength())
                && (limits.maxLength() == null || text.length() <= limits.maxLength())
                && (limits.pattern() == null || text.matches(limits.pattern()))
                && (limits.min() == null || number == null || number.compareTo(limits.min()) >= 0)
                && (limits.max() == null || number == null || number.compareTo(limits.max()) <= 0);
    }

    private static String text(Object value) {
        return value instanceof JsonNode json ? json.asText() : value.toString();
    }

    private void functions(Recipes recipes, Route route) {
        var drawn = recipes.draw(new DrawCodeGraph(document, route, List.of()));
        if (!(drawn instanceof Answer.Given<Drawing>(var drawing))) {
            throw new IllegalStateException(drawn.toString());
        }
        var own = true;
        for (var definition : drawing.functions()) {
            var input = definition.input().stream()
                    .map(argument -> java(argument.type()) + " " + argument.name())
                    .toList();
            var pascal = Names.pascal(definition.name());
            if (own) {
                record("app.functions", pascal + "Input", input, "");
            }
            var head = own
                    ? pascal + "Input input, Context context"
                    : Stream.concat(input.stream(), Stream.of("Context context"))
                            .collect(Collectors.joining(", "));
            var body = body(recipes, definition);
            sources.put(
                    "app.functions." + pascal,
                    "package app.functions;\n"
                            + body.imports().stream()
                                    .map(each -> "import " + each + ";\n")
                                    .collect(Collectors.joining())
                            + IMPORTS + "public final class " + pascal + " {\nprivate " + pascal
                            + "() {}\npublic static " + java(definition.returnType()) + " " + definition.name() + "("
                            + head + ") {\n" + body.body() + "\n}\n" + body.helpers() + "\n}\n");
            own = false;
        }
    }

    private FunctionBody body(Recipes recipes, Definition definition) {
        var asked = new FunctionDefinition(
                0,
                0,
                definition.name(),
                definition.description(),
                definition.input(),
                definition.returnType(),
                definition.errors(),
                definition.tables(),
                List.of(),
                definition.recipe(),
                null,
                null);
        if (!(recipes.write(new WriteFunction(asked, document, "", "", List.of(), List.of()))
                instanceof Answer.Given<FunctionBody>(var body))) {
            throw new IllegalStateException("no body for " + definition.name());
        }
        return body;
    }

    private void platform() {
        source("app.platform.http", "Problem", """
                @SuppressWarnings("serial")
                public final class Problem extends RuntimeException {
                    private final int status;
                    public Problem(int status, String message, List<String> errors) { super(message); this.status = status; }
                    public int status() { return status; }
                    public static Problem badRequest(String field, String message) { return new Problem(400, field + " " + message, List.of()); }
                    public static Problem forbidden(String message) { return new Problem(403, message, List.of()); }
                    public static Problem notFound(String message) { return new Problem(404, message, List.of()); }
                    public static Problem conflict(String message) { return new Problem(409, message, List.of()); }
                    public static Problem unprocessable(String message) { return new Problem(422, message, List.of()); }
                    public static Problem notImplemented(String message) { return new Problem(501, message, List.of()); }
                    public static Problem unavailable(String message) { return new Problem(503, message, List.of()); }
                }
                """);
        outbound();
        for (var name : List.of("Exchange", "Fetched", "Limits", "Provider")) {
            sources.put("app.platform.net." + name, resource("/stack/javalin/app/platform/net/" + name + ".java"));
        }
        record("app.platform.security", "CurrentUser", List.of("UUID id", "String name"), "");
        record("app.platform.http", "Upload", List.of("String name", "String mediaType", "byte[] bytes"), "");
        record("app.platform.http", "Download", List.of("byte[] bytes", "String mediaType", "String name"), "");
        sources.put("app.types.Nothing", "package app.types;\nfinal class Nothing {}\n");
        sources.put("app.data.Nothing", "package app.data;\nfinal class Nothing {}\n");
    }

    // Answers with files of engine/builtin/pages for addresses of recorded.example, and refuses all others.
    private void outbound() {
        source("app.platform.net", "OutboundHttp", """
                public final class OutboundHttp {
                    public Fetched get(String field, String url, List<String> mediaTypes) {
                        if (!url.startsWith("https://recorded.example/")) {
                            throw Problem.badRequest(field, "is not recorded");
                        }
                        var path = java.net.URI.create(url).getPath();
                        try (var in = OutboundHttp.class.getResourceAsStream("/engine/builtin/pages" + path)) {
                            if (in == null) {
                                throw new Problem(502, "missing", List.of());
                            }
                            var type = path.endsWith(".html") ? "text/html" : "application/xml";
                            if (!mediaTypes.contains(type)) {
                                throw new Problem(502, "another kind", List.of());
                            }
                            return new Fetched(java.net.URI.create(url), type, "", in.readAllBytes());
                        } catch (java.io.IOException unreadable) {
                            throw new java.io.UncheckedIOException(unreadable);
                        }
                    }
                }
                """);
    }

    private void context() {
        var declared = new StringBuilder();
        var made = new StringBuilder();
        for (var table : document.tables()) {
            var rows = "app.data." + Names.pascal(table.name()) + "Rows";
            var accessor = Names.camel(plural(table.name()));
            declared.append(rows + " " + accessor + "();\n");
            made.append("private final " + rows + " " + accessor + " = new " + rows + "();\n");
            made.append("@Override public " + rows + " " + accessor + "() { return " + accessor + "; }\n");
        }
        source("app.platform", "Context", """
                public interface Context {
                    java.time.Instant now();
                    java.time.LocalDate today();
                    java.util.random.RandomGenerator random();
                    String baseUrl();
                    app.platform.net.OutboundHttp outbound();
                    Optional<app.platform.net.Provider> provider(String setting);
                    app.platform.security.CurrentUser user();
                """ + declared + "}\n");
        source("app.platform", "MemoryContext", """
                public final class MemoryContext implements Context {
                    private final java.util.Random random = new java.util.Random(7);
                    public MemoryContext() {}
                    private java.time.Instant now = java.time.Instant.parse("2026-05-04T10:15:00Z");
                    public void later() { now = now.plusSeconds(1); }
                    @Override public java.time.Instant now() { return now; }
                    @Override public java.time.LocalDate today() { return java.time.LocalDate.of(2026, 5, 4); }
                    @Override public java.util.random.RandomGenerator random() { return random; }
                    @Override public String baseUrl() { return "http://localhost:8080"; }
                    @Override public app.platform.security.CurrentUser user() {
                        return new app.platform.security.CurrentUser(new java.util.UUID(0, 1), "Somebody");
                    }
                    private final app.platform.net.OutboundHttp outbound = new app.platform.net.OutboundHttp();
                    @Override public app.platform.net.OutboundHttp outbound() { return outbound; }
                    private final Map<String, app.platform.net.Provider> providers = new HashMap<>();
                    public void provide(String setting, String address) {
                        providers.put(setting, new app.platform.net.Provider(address, "", ""));
                    }
                    @Override public Optional<app.platform.net.Provider> provider(String setting) {
                        return Optional.ofNullable(providers.get(setting));
                    }
                """ + made + "}\n");
    }

    private static String plural(String table) {
        return table.endsWith("y") ? table.substring(0, table.length() - 1) + "ies" : table + "s";
    }

    private void table(Table table) {
        var entity = Names.pascal(table.name());
        var components = new ArrayList<String>(List.of("java.util.UUID id"));
        table.columns().forEach(column -> components.add(java(column.type()) + " " + Names.camel(column.name())));
        components.addAll(List.of("Long version", "java.time.Instant createdAt", "java.time.Instant updatedAt"));
        var names = components.stream()
                .map(each -> each.substring(each.lastIndexOf(' ') + 1))
                .toList();
        var members = new StringBuilder("public static " + entity
                + " create(app.platform.Context context) { return new " + entity + "(java.util.UUID.randomUUID(), "
                + "null, ".repeat(table.columns().size()) + "0L, context.now(), context.now()); }\n");
        for (var column : table.columns()) {
            var name = Names.camel(column.name());
            members.append("public " + entity + " with" + Names.pascal(column.name()) + "(" + java(column.type())
                    + " changed) { return new " + entity + "("
                    + names.stream()
                            .map(each -> each.equals(name) ? "changed" : each)
                            .collect(Collectors.joining(", "))
                    + "); }\n");
        }
        record("app.data", entity, components, members.toString());
        var finders = new StringBuilder();
        var unique = new StringBuilder();
        for (var column : table.columns()) {
            var finder = "findBy" + Names.pascal(column.name());
            var accessor = Names.camel(column.name());
            finders.append("public List<" + entity + "> " + finder + "(" + java(column.type())
                    + " value) { return rows.values().stream().filter(row -> java.util.Objects.equals(row." + accessor
                    + "(), value)).toList(); }\n");
            if (column.unique()) {
                unique.append("if (!" + finder + "(row." + accessor + "()).isEmpty()) { throw Problem.conflict(\""
                        + column.name() + "\"); }\n");
            }
        }
        source("app.data", entity + "Rows", """
                public final class %1$sRows {
                    private final Map<UUID, %1$s> rows = new LinkedHashMap<>();
                    public Optional<%1$s> find(UUID id) { return Optional.ofNullable(rows.get(id)); }
                    public %1$s get(UUID id) { return find(id).orElseThrow(() -> Problem.notFound("no %1$s")); }
                    public %1$s lock(UUID id) { return get(id); }
                    public List<%1$s> all() { return List.copyOf(rows.values()); }
                    public long count() { return rows.size(); }
                    public %1$s insert(%1$s row) { %2$s rows.put(row.id(), row); return row; }
                    public %1$s update(%1$s row) { rows.put(row.id(), row); return row; }
                    public void delete(UUID id) { rows.remove(id); }
                    %3$s
                }
                """.formatted(entity, unique, finders));
    }

    private void record(String inPackage, String name, List<String> components, String members) {
        source(
                inPackage,
                name,
                "public record " + name + "(" + String.join(", ", components) + ") {\n" + members + "}\n");
    }

    private void source(String inPackage, String name, String text) {
        sources.put(
                inPackage + "." + name,
                "package " + inPackage + ";\nimport java.util.*;\nimport app.types.*;\nimport app.platform.http.*;\n"
                        + text);
    }

    private String java(String written) {
        var type = TypeName.of(written);
        var base = switch (type.base()) {
            case "string", "text" -> "String";
            case "integer" -> "Integer";
            case "long" -> "Long";
            case "decimal" -> "java.math.BigDecimal";
            case "number" -> "Double";
            case "boolean" -> "Boolean";
            case "date" -> "java.time.LocalDate";
            case "time" -> "java.time.LocalTime";
            case "datetime" -> "java.time.Instant";
            case "uuid" -> "java.util.UUID";
            case "json" -> "com.fasterxml.jackson.databind.JsonNode";
            case "uri" -> "java.net.URI";
            case "nothing" -> "void";
            case "file" -> "FILE";
            default -> type.base();
        };
        return type.many() ? "java.util.List<" + base + ">" : base;
    }

    private ClassLoader compiled(Path folder) {
        var files = sources.entrySet().stream()
                .map(source -> written(folder, source))
                .toList();
        var options = List.of(
                "--release",
                "17",
                "-Xlint:all,-processing,-classfile",
                "-Werror",
                "-proc:none",
                "-parameters",
                "-d",
                folder.resolve("classes").toString(),
                "-classpath",
                libraries().map(Path::toString).collect(Collectors.joining(System.getProperty("path.separator"))));
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var units = manager.getJavaFileObjectsFromPaths(files);
            if (!compiler.getTask(said, manager, null, options, null, units).call()) {
                throw new AssertionError(said.toString());
            }
            var urls = Stream.concat(Stream.of(folder.resolve("classes")), libraries())
                    .map(Workbench::url)
                    .toArray(URL[]::new);
            return new URLClassLoader(urls, Workbench.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path written(Path folder, Map.Entry<String, String> source) {
        var file = folder.resolve("src/" + source.getKey().replace('.', '/') + ".java");
        var returnsFile =
                source.getKey().startsWith("app.functions") && !source.getKey().endsWith("Input");
        var text = source.getValue().replaceAll("\\bFILE\\b", returnsFile ? "Download" : "app.platform.http.Upload");
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> libraries() {
        try (var files = Files.list(LIBRARIES)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the libraries of developed apps are copied by the build to " + LIBRARIES, e);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Object made(String name) {
        try {
            return classes.loadClass(name).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A JSON text. */
    static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }
}
