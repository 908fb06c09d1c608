package codex.stack.javalin;

import codex.code.FunctionDefinition;
import codex.specification.Route;
import codex.specification.Table;
import codex.specification.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a function's head is written, and what its body may use. */
final class FunctionText {
    private FunctionText() {}

    static String signature(FunctionDefinition definition, AppModel app) {
        return "public static %s %s(%s)"
                .formatted(returnType(definition, app), Words.java(definition.name()), inputType(definition, app));
    }

    static String returnType(FunctionDefinition definition, AppModel app) {
        return switch (definition.returnType()) {
            case "nothing", "" -> "void";
            case "uri" -> "URI";
            case "file" -> "Download";
            case "html" -> "Html";
            default -> type(definition.returnType(), app).java();
        };
    }

    static String inputType(FunctionDefinition definition, AppModel app) {
        if (route(definition, app).isPresent()) {
            return app.document().functionClass(definition.name()) + "Input input, Context context";
        }
        return definition.input().isEmpty() ? "Context context" : arguments(definition, app) + ", Context context";
    }

    /** Everything of the app that a function may import: its types, entities, rows and platform. */
    static List<String> imports(AppModel app) {
        var result = new ArrayList<>(
                List.of("java.net.URI", "java.util.List", "com.fasterxml.jackson.databind.node.JsonNodeFactory"));
        for (var kind : Kind.values()) {
            result.add(kind.imported());
        }
        var platform = app.base() + ".platform.";
        result.addAll(List.of(
                platform + "Context",
                platform + "http.Problem",
                platform + "http.Download",
                platform + "http.Upload",
                platform + "http.Html",
                platform + "http.Cookies",
                platform + "db.StoredFiles",
                "java.time.Duration"));
        result.addAll(
                List.of(platform + "net.Fetched", platform + "net.Provider", "java.util.Map", "java.util.Optional"));
        if (app.accounts()) {
            result.add(platform + "security.Accounts");
            result.add(platform + "security.CurrentUser");
        }
        app.enums().forEach(each -> result.add(app.base() + ".types." + each.className()));
        app.types().forEach(each -> result.add(app.base() + ".types." + each.className()));
        for (var entity : app.entities()) {
            result.add(entity.basePackage() + "." + entity.className());
            result.add(entity.basePackage() + "." + entity.rowsClass());
        }
        return result;
    }

    static String platform(FunctionDefinition definition, List<FunctionDefinition> callees, AppModel app) {
        var text = new StringBuilder();
        if (route(definition, app).isPresent()) {
            text.append("record %sInput(%s)\n"
                    .formatted(app.document().functionClass(definition.name()), arguments(definition, app)));
        }
        text.append("""

                interface Context
                    Instant now()
                    LocalDate today()
                    RandomGenerator random()
                    String baseUrl()
                    OutboundHttp outbound()   // the only way out: GET of http and https on the internet, nothing inside a network
                        Fetched get(String field, String url, List<String> mediaTypes)   // refuses: 400 an address that is none or inside, 502 what cannot be reached, is too large or of another media type
                    Optional<Provider> provider(String setting)   // a service of the operator's choice whose address stands in the setting, a literal such as "RATES_URL"; empty where none is set: answer without it as far as that is honest, else refuse with 503
                        Optional<Fetched> get(Map<String, String> values, List<String> mediaTypes)   // GET of its address, in which {name} stands for a value; empty for 404; refuses: 502 whatever else is no answer
                        Fetched post(JsonNode body, List<String> mediaTypes)
                        String model(String usual)   // which of its models to ask for: a setting of the operator's, else the usual one
                        String host()
                """);
        if (app.accounts()) {
            text.append("""
                        CurrentUser user()
                        Optional<CurrentUser> maybeUser()
                        Accounts accounts()
                    """);
        }
        if (!app.cookies().isEmpty()) {
            text.append("    Cookies cookies()\n");
        }
        if (app.keepsFiles()) {
            text.append("    StoredFiles storedFiles()\n");
        }
        var named = Stream.concat(
                        definition.input().stream().map(argument -> argument.type()),
                        Stream.of(definition.returnType()))
                .map(type -> TypeName.of(type).base())
                .toList();
        var entities = app.entities().stream()
                .filter(entity -> definition.tables().isEmpty()
                        || definition.tables().contains(entity.table().name())
                        || named.contains(entity.className()))
                .toList();
        entities.forEach(entity -> text.append("    %s %s()\n".formatted(entity.rowsClass(), entity.plural())));
        if (app.accounts()) {
            text.append("""

                    record CurrentUser(UUID id, String email, String name, Set<String> roles)
                    interface Accounts   // the people who can sign in; it alone keeps addresses and passwords
                        CurrentUser register(String email, String password, String name)   // refuses: 409 a taken address, 400 a malformed one or a password without 8 to 128 characters
                        CurrentUser signIn(String email, String password)   // refuses: 401 if either is wrong, 429 after five wrong ones
                        String token(CurrentUser user)   // what this person sends in the header Authorization from now on
                        Optional<CurrentUser> find(UUID id)
                        CurrentUser change(UUID id, String email, String name)   // refuses: 409 a taken address, 400 a malformed one
                        void changePassword(UUID id, String password)   // refuses: 400 without 8 to 128 characters
                    """);
        }
        if (!app.cookies().isEmpty()) {
            text.append("""

                    class Cookies   // signed; they come back as the cookie parameters of their names: %s
                        void set(String name, String value, Duration life)
                        void remove(String name)
                    """.formatted(String.join(", ", app.cookies())));
        }
        if (app.keepsFiles()) {
            text.append("""

                    class StoredFiles   // kept beside the rows, in the same transaction
                        UUID keep(Upload file)   // its id, for a column of type uuid
                        Optional<Download> find(UUID id)
                        void delete(UUID id)
                    """);
        }
        if (app.pages()) {
            text.append("""

                    class Html   // a page or a part of one
                        static Html of(String template, Object... values)   // the template is a literal, best a text block; each {} is replaced by the next value, escaped; Html and List<Html> as they are, null by nothing; {} stands in text or in a quoted attribute
                        static Html page(String title, Object... content)   // a whole page, headed by its title, in the application's style; content is Html
                    """);
        }
        entities.forEach(entity -> text.append(entity(entity)));
        for (var type : app.types()) {
            text.append("\nrecord %s(%s)\n".formatted(type.className(), TypeFiles.components(type.fields())));
        }
        for (var each : app.enums()) {
            text.append("\nenum %s { %s }   // toString() is the word in JSON: %s\n"
                    .formatted(
                            each.className(),
                            String.join(", ", each.constants()),
                            String.join(", ", each.enumeration().values())));
        }
        for (var callee : callees) {
            text.append("\n// %s\n%s %s.%s(%s)\n"
                    .formatted(
                            callee.description().lines().collect(Collectors.joining(" ")),
                            returnType(callee, app),
                            app.document().functionClass(callee.name()),
                            Words.java(callee.name()),
                            inputType(callee, app)));
        }
        return text.append("""

                JSON values are Jackson's JsonNode; JsonNodeFactory.instance makes objectNode() and arrayNode(), kept in var
                record Download(byte[] bytes, String mediaType, String name)
                record Upload(String name, String mediaType, byte[] bytes)   // the type is told by the content
                record Fetched(URI address, String mediaType, String charset, byte[] bytes)   // address after redirects; charset empty where none was told

                Refusals, to be thrown; what the platform refuses is a Problem too. It is a RuntimeException, int status() tells which it is
                    Problem.badRequest(String field, String message)   // 400
                    Problem.unauthorized(String message)   // 401
                    Problem.forbidden(String message)   // 403
                    Problem.notFound(String message)   // 404
                    Problem.conflict(String message)   // 409
                    Problem.unprocessable(String message)   // 422
                    Problem.unavailable(String message)   // 503
                """).toString().strip() + "\n";
    }

    private static String entity(EntityModel entity) {
        var text = new StringBuilder("\nrecord %s(%s)\n".formatted(entity.className(), EntityText.components(entity)));
        text.append("    static %s create(Context context)%s\n"
                .formatted(entity.className(), entity.numbered() ? "   // its id is null until it is inserted" : ""));
        if (entity.table().numbers() == Table.Numbers.GIVEN) {
            text.append("    %s withId(Long id)   // callers may choose it; a taken one is refused with 409\n"
                    .formatted(entity.className()));
        }
        for (var column : entity.columns()) {
            text.append("    %s with%s(%s %s)\n"
                    .formatted(
                            entity.className(),
                            EntityText.suffix(column),
                            column.type().java(),
                            column.component()));
        }
        text.append("class %s\n".formatted(entity.rowsClass()));
        text.append("""
                    Optional<$E> find($K id)
                    $E get($K id)   // refuses: 404
                    $E lock($K id)   // as get, and until the end of the call nobody else writes it
                    List<$E> all()
                    long count()
                    $E insert($E row)   // the row as it stands then; refuses: 409 a taken unique value
                    $E update($E row)   // all its values; refuses: 409 if somebody else wrote it since it was read
                    void delete($K id)
                """.replace("$E", entity.className())
                .replace("$K", entity.keyKind().java()));
        for (var column : entity.columns()) {
            text.append("    List<%s> findBy%s(%s %s)\n"
                    .formatted(
                            entity.className(),
                            EntityText.suffix(column),
                            column.type().java(),
                            column.component()));
        }
        return text.toString();
    }

    private static String arguments(FunctionDefinition definition, AppModel app) {
        return definition.input().stream()
                .map(argument -> type(argument.type(), app).java() + " " + Words.java(argument.name()))
                .collect(Collectors.joining(", "));
    }

    /** Parameters, then the fields of the body or the body itself; a name that comes twice is taken from the parameter. */
    static List<FieldModel> inputs(RouteModel route) {
        var result = new ArrayList<>(route.parameters());
        for (var field : route.body()) {
            if (result.stream().noneMatch(each -> each.component().equals(field.component()))) {
                result.add(field);
            }
        }
        if (route.whole() != null) {
            result.add(route.whole());
        }
        return result;
    }

    private static Optional<Route> route(FunctionDefinition definition, AppModel app) {
        return app.document()
                .routes()
                .filter(route -> route.behaviour().kind().needsFunction())
                .filter(route -> route.name().equals(definition.name()))
                .findFirst();
    }

    static JavaType type(String written, AppModel app) {
        return new NameModel(app.document(), app.base(), Optional.empty()).type(written);
    }
}
