package codex.stack.javalin;

import codex.specification.Behaviour;
import codex.specification.RouteAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The application itself: its start, its settings, its routes, and the platform that they use. */
final class AppFiles {
    private final AppModel app;
    private final Files files;

    AppFiles(AppModel app, Files files) {
        this.app = app;
        this.files = files;
    }

    void write() {
        writeApp();
        writeConfig();
        writeRoutes();
        writePlatform();
        files.resource("simplelogger.properties", """
                org.slf4j.simpleLogger.defaultLogLevel=info
                org.slf4j.simpleLogger.showDateTime=true
                org.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX
                org.slf4j.simpleLogger.log.org.eclipse.jetty=warn
                org.slf4j.simpleLogger.log.io.javalin=warn
                org.slf4j.simpleLogger.log.com.zaxxer.hikari=warn
                org.slf4j.simpleLogger.log.org.flywaydb=warn
                """);
    }

    private void writeApp() {
        var handlers = handlers();
        var parts = new StringBuilder();
        if (app.data()) {
            parts.append("var database = Database.open(config);\n");
        }
        if (app.accounts()) {
            parts.append("var tokens = new Tokens(config.secret());\n");
        }
        if (calling()) {
            parts.append("var calls = new Calls(%sconfig.baseUrl()%s%s);\n"
                    .formatted(
                            app.data() ? "database.jdbi(), " : "",
                            app.accountsInCalls() ? ", tokens" : "",
                            app.providers().isEmpty() ? "" : ", config.providers()"));
        }
        if (app.accounts()) {
            parts.append("""
                    var auth = new AuthService(database.jdbi(), tokens);
                    auth.createFirstAdmin(config.adminEmail(), config.adminPassword());
                    """);
        }
        if (app.seeded()) {
            parts.append("""
                    if (config.demo()) {
                        Seed.load(database.jdbi()%s);
                    }
                    """.formatted(app.accounts() ? ", config.seedPassword()" : ""));
        }
        var arguments = handlers.stream()
                .map(handler -> "new %s(%s)".formatted(handler.type(), handler.arguments()))
                .collect(Collectors.joining(",\n"));
        parts.append("var routes = new Routes(%s);\n".formatted(arguments));
        var file = new JavaFile(app.base())
                .offer(
                        "io.javalin.Javalin",
                        "io.javalin.config.SizeUnit",
                        "org.eclipse.jetty.server.handler.GracefulHandler")
                .offer(platform("http", "AccessLog", "Cors", "Problems", "RequestId", "SecurityHeaders", "OpenApi"))
                .offer(platform("http", "Cookies", "ErrorPages", "SameOrigin"))
                .offer(platform("db", "Database"))
                .offer(platform("security", "Access", "Tokens"))
                .offer(app.base() + ".platform.Calls", app.base() + ".auth.AuthService")
                .offer(handlers.stream().map(Handlers::imported).toList())
                .offer(handlers.stream().map(Handlers::service).toList())
                .write(Text.fill(
                        """
                        /** Starts and stops the application; built here from top to bottom. */
                        public final class App implements AutoCloseable {
                            private final Javalin server;
                            $fields$

                            private App(Javalin server$parameters$) {
                                this.server = server;
                                $assigned$
                            }

                            public static void main(String[] args) {
                                try {
                                    var app = start(Config.from(System.getenv()));
                                    // How long running requests have to finish; tests stop without waiting.
                                    app.server.jettyServer().server().setStopTimeout(5_000L);
                                    Runtime.getRuntime().addShutdownHook(new Thread(app::close));
                                    System.out.println("listening on http://0.0.0.0:" + app.port());
                                } catch (IllegalArgumentException wrongSetting) {
                                    System.err.println(wrongSetting.getMessage());
                                    System.exit(1);
                                }
                            }

                            /** A running application; it answers once this returns. */
                            public static App start(Config config) {
                                $parts$
                                var server = Javalin.create(javalin -> {
                                    javalin.startup.showJavalinBanner = false;
                                    javalin.http.prefer405over404 = true;
                                    javalin.http.maxRequestSize = $most$;
                                    javalin.http.asyncTimeout = 30_000L;
                                    javalin.jetty.modifyServer(jetty -> jetty.setHandler(new GracefulHandler()));
                                    $multipart$
                                    javalin.requestLogger.http(AccessLog::write);
                                    RequestId.add(javalin.routes);
                                    SecurityHeaders.add(javalin.routes, config.baseUrl().startsWith("https:"));
                                    Cors.add(javalin.routes, config.origins());
                                    $access$
                                    Problems.add(javalin.routes);
                                    $pages$
                                    routes.add(javalin.routes);
                                });
                                server.start("0.0.0.0", config.port());
                                return new App(server$values$);
                            }

                            public int port() {
                                return server.port();
                            }

                            /** Stops; where the program was started by {@code main}, running requests finish first. */
                            @Override
                            public void close() {
                                server.stop();
                                $closing$
                            }
                        }
                        """,
                        Map.ofEntries(
                                Map.entry("fields", app.data() ? "private final Database database;" : ""),
                                Map.entry("parameters", app.data() ? ", Database database" : ""),
                                Map.entry("assigned", app.data() ? "this.database = database;" : ""),
                                Map.entry("parts", parts.toString()),
                                Map.entry("most", app.uploads() ? "12_000_000L" : "1_000_000L"),
                                Map.entry("multipart", app.uploads() ? """
                                javalin.jetty.multipartConfig.maxFileSize(10, SizeUnit.MB);
                                javalin.jetty.multipartConfig.maxTotalRequestSize(12, SizeUnit.MB);
                                """ : ""),
                                Map.entry(
                                        "access",
                                        (app.sameOrigin()
                                                        ? "SameOrigin.add(javalin.routes, config.baseUrl(), config.origins());\n"
                                                        : "")
                                                + (app.cookies().isEmpty()
                                                        ? ""
                                                        : "Cookies.add(javalin.routes, config.secret(), config.baseUrl());\n")
                                                + (app.accounts() ? "Access.add(javalin.routes, tokens);" : "")),
                                Map.entry("pages", app.pages() ? "ErrorPages.add(javalin.routes);" : ""),
                                Map.entry("values", app.data() ? ", database" : ""),
                                Map.entry("closing", app.data() ? "database.close();" : ""))));
        files.java("App", file, List.of());
    }

    private void writeConfig() {
        var components = new ArrayList<>(List.of("int port", "String baseUrl", "Set<String> origins"));
        var values = new ArrayList<>(List.of(
                "settings.port()",
                "settings.text(\"BASE_URL\", \"http://localhost:\" + settings.port())",
                "settings.origins()"));
        if (app.data()) {
            components.addAll(List.of("String databaseUrl", "String dataDir"));
            values.addAll(List.of("settings.text(\"DATABASE_URL\", \"\")", "settings.text(\"DATA_DIR\", \"./data\")"));
        }
        if (app.signs()) {
            components.add("String secret");
            values.add("settings.secret()");
        }
        if (app.accounts()) {
            components.addAll(List.of("String adminEmail", "String adminPassword"));
            values.addAll(List.of("settings.text(\"ADMIN_EMAIL\", \"\")", "settings.text(\"ADMIN_PASSWORD\", \"\")"));
        }
        if (app.seeded()) {
            components.add("boolean demo");
            values.add("settings.demo()");
        }
        if (app.seeded() && app.accounts()) {
            components.add("String seedPassword");
            values.add("settings.seedPassword()");
        }
        if (!app.providers().isEmpty()) {
            components.add("Map<String, Provider> providers");
            values.add("settings.providers(List.of(%s))"
                    .formatted(app.providers().keySet().stream()
                            .map(name -> "\"" + name + "\"")
                            .collect(Collectors.joining(", "))));
        }
        var providers = app.providers().isEmpty() ? "" : """

                    private Map<String, Provider> providers(List<String> names) {
                        var providers = new HashMap<String, Provider>();
                        for (var name : names) {
                            var address = text(name, "");
                            if (address.matches("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?][!-~]*)?")) {
                                var stem = name.replaceFirst("URL$", "");
                                providers.put(
                                        name, new Provider(address, text(stem + "KEY", ""), text(stem + "NAME", "")));
                            } else if (!address.isEmpty()) {
                                problems.add(name + " must be an address that begins with http:// or https://.");
                            }
                        }
                        return Map.copyOf(providers);
                    }
                """;
        var secret = app.signs() ? """

                    // What is signed ends with the process when the secret does; where several processes serve one
                    // database that would be a fault nobody finds.
                    private String secret() {
                        var given = text("APP_SECRET", "");
                        if (given.isEmpty() && text("DATABASE_URL", "").isEmpty()) {
                            LOG.warn("APP_SECRET is not set: $signed$ end when this process ends");
                            var bytes = new byte[32];
                            new SecureRandom().nextBytes(bytes);
                            return HexFormat.of().formatHex(bytes);
                        }
                        if (given.length() < 32) {
                            problems.add("APP_SECRET must have at least 32 characters.");
                        }
                        return given;
                    }
                """.replace("$signed$", app.accounts() ? "logins" : "cookies") : "";
        var seed = app.seeded() ? """

                    private boolean demo() {
                        var seed = text("SEED", "");
                        if (!seed.isEmpty() && !seed.equals("demo")) {
                            problems.add("SEED must be demo, or left out, not " + seed + ".");
                        }
                        return seed.equals("demo");
                    }
                """ : "";
        var seedPassword = app.seeded() && app.accounts() ? """

                    private String seedPassword() {
                        var password = text("SEED_PASSWORD", "");
                        if (text("SEED", "").equals("demo") && !Format.PASSWORD.accepts(password)) {
                            problems.add("SEED_PASSWORD must be set with SEED=demo, to 8 to 128 characters: the demo people sign in with it.");
                        }
                        return password;
                    }
                """ : "";
        var file = new JavaFile(app.base())
                .offer(platform("http", "Cors", "Format"))
                .offer("java.util.LinkedHashSet", "java.util.Set")
                .offer("java.util.ArrayList", "java.util.List", "java.util.Map", "java.security.SecureRandom")
                .offer("java.util.HashMap")
                .offer(platform("net", "Provider"))
                .offer("java.util.HexFormat", "org.slf4j.Logger", "org.slf4j.LoggerFactory")
                .write(Text.fill(
                        """
                        /** The settings, read once from the environment. */
                        public record Config($components$) {
                            $log$
                            /** @throws IllegalArgumentException with a sentence for each setting that is wrong */
                            public static Config from(Map<String, String> environment) {
                                var settings = new Settings(environment, new ArrayList<>());
                                var config = new Config($values$);
                                if (!settings.problems().isEmpty()) {
                                    throw new IllegalArgumentException(String.join("\\n", settings.problems()));
                                }
                                return config;
                            }

                            private record Settings(Map<String, String> environment, List<String> problems) {
                                private String text(String name, String otherwise) {
                                    var value = environment.getOrDefault(name, "").strip();
                                    return value.isEmpty() ? otherwise : value;
                                }

                                private int port() {
                                    var written = text("PORT", "8080");
                                    if (written.matches("[0-9]{1,5}") && Integer.parseInt(written) < 65536) {
                                        return Integer.parseInt(written);
                                    }
                                    if (problems.isEmpty()) {
                                        problems.add("PORT must be a number from 0 to 65535, not " + written + ".");
                                    }
                                    return 0;
                                }

                                private Set<String> origins() {
                                    var origins = new LinkedHashSet<String>();
                                    for (var written : text("CORS_ORIGINS", "").split(",")) {
                                        var origin = written.strip();
                                        if ($any$origin.matches("https?://[a-z0-9.-]+(:[0-9]{1,5})?")) {
                                            origins.add(origin);
                                        } else if (!origin.isEmpty()) {
                                            problems.add("CORS_ORIGINS must be $origins$ such as https://shop.example,"
                                                    + " with commas between them, not " + origin + ".");
                                        }
                                    }
                                    return origins;
                                }
                                $secret$
                            }
                        }
                        """,
                        Map.of(
                                "components",
                                String.join(", ", components),
                                "values",
                                String.join(",\n", values),
                                "log",
                                app.signs()
                                        ? "private static final Logger LOG = LoggerFactory.getLogger(Config.class);\n"
                                        : "",
                                "secret",
                                secret + seed + seedPassword + providers,
                                "any",
                                app.accounts() ? "" : "origin.equals(Cors.ANY) || ",
                                "origins",
                                app.accounts() ? "origins" : "* or origins")));
        files.java("Config", file, List.of());
    }

    private void writeRoutes() {
        var handlers = handlers();
        var lines = new StringBuilder();
        var anyone = app.accounts() ? ", Role.ANYONE" : "";
        lines.append("routes.get(\"/health/live\", ctx -> ctx.result(\"ok\")%s);\n".formatted(anyone));
        lines.append(
                app.data()
                        ? "routes.get(\"/health/ready\", health::ready%s);\n".formatted(anyone)
                        : "routes.get(\"/health/ready\", ctx -> ctx.result(\"ok\"));\n");
        lines.append("routes.get(\"/openapi.yaml\", OpenApi::send%s);\n".formatted(anyone));
        if (app.pages()) {
            lines.append("routes.get(\"/assets/app.css\", Assets::style%s);\n".formatted(anyone));
        }
        if (app.accounts()) {
            lines.append("\nauth.add(routes);\n");
        }
        // Javalin takes the first route that fits: fixed segments stand before variables.
        for (var module : app.modules()) {
            lines.append("\n// ").append(Words.comment(module.module().name())).append("\n");
            app.routes().stream()
                    .filter(route -> route.module().equals(module))
                    .sorted((one, other) -> specific(one.path()).compareTo(specific(other.path())))
                    .forEach(route -> lines.append(line(route)));
        }
        var file = new JavaFile(app.base())
                .offer("io.javalin.config.RoutesConfig")
                .offer(platform("http", "Assets", "OpenApi", "Problem"))
                .offer(app.accounts() ? platform("security", "Role") : List.of())
                .offer(handlers.stream().map(Handlers::imported).toList())
                .write(Text.fill(
                        """
                        /** Every route: method, path, $who$handler. */
                        record Routes($components$) {
                            void add(RoutesConfig routes) {
                                $lines$
                            }
                        }
                        """,
                        Map.of(
                                "who", app.accounts() ? "who may call it, " : "",
                                "components",
                                        handlers.stream()
                                                .map(handler -> handler.type() + " " + handler.variable())
                                                .collect(Collectors.joining(", ")),
                                "lines", lines.toString())));
        files.java(
                "Routes",
                file,
                app.routes().stream().map(route -> route.route().id()).toList());
    }

    private String line(RouteModel route) {
        var method = route.route().method().name().toLowerCase(Locale.ROOT);
        var reason = route.unfinished();
        var handler = reason == null
                ? variable(route) + "::" + route.handler()
                : "ctx -> { throw Problem.notImplemented(%s); }".formatted(Words.literal(reason));
        return "routes.%s(%s, %s%s);\n".formatted(method, Words.literal(route.path()), handler, allowed(route));
    }

    private String allowed(RouteModel route) {
        if (!app.accounts()) {
            return "";
        }
        var access = route.route().access();
        if (route.finished()
                && access.level() == RouteAccess.Level.ROLES
                && !access.roles().isEmpty()) {
            return access.roles().stream()
                    .map(role -> ", Role." + Words.constant(role))
                    .collect(Collectors.joining());
        }
        return access.level() == RouteAccess.Level.PUBLIC ? ", Role.ANYONE" : ", Role.SIGNED_IN";
    }

    private void writePlatform() {
        files.same(
                "platform.http",
                "AccessLog",
                "Cors",
                "Json",
                "OpenApi",
                "Problem",
                "Problems",
                "RequestId",
                "SecurityHeaders");
        if (app.accounts() || app.any(route -> route.kind() != Behaviour.Kind.FIXED)) {
            files.same("platform.http", "Inputs", "Value", "Format");
        }
        if (app.uploads()) {
            files.same("platform.http", "Upload");
        }
        if (app.downloads()) {
            files.same("platform.http", "Download");
        }
        if (app.pages()) {
            files.same("platform.http", "Assets", "ErrorPages", "Html");
            files.resource("static/app.css", RootFiles.resource("/stack/javalin/static/app.css"));
        }
        if (app.rowPages()) {
            files.same("platform.http", "RowPages");
        }
        if (app.forms()) {
            files.same("platform.http", "Form");
        }
        if (app.sameOrigin()) {
            files.same("platform.http", "SameOrigin");
        }
        if (!app.cookies().isEmpty()) {
            files.same("platform.http", "Cookies");
        }
        if (app.outbound() || !app.providers().isEmpty()) {
            files.same("platform.net", "Exchange", "Fetched", "Limits");
        }
        if (app.outbound()) {
            files.same("platform.net", "OutboundHttp", "PublicAddress");
        }
        if (!app.providers().isEmpty()) {
            files.same("platform.net", "Provider");
        }
        if (app.data()) {
            files.same("platform.db", "Constraints", "Database");
            files.same("platform.http", "Health");
        }
        if (app.storesFiles()) {
            files.same("platform.db", "StoredFiles");
        }
        if (app.any(route -> route.kind() == Behaviour.Kind.LIST) || app.accounts()) {
            files.same("platform.http", "ListColumn", "ListQuery", "Page");
        }
        if (app.any(RouteModel::csv)) {
            files.same("platform.http", "Csv");
        }
        if (app.any(RouteModel::csvOrJson)) {
            files.same("platform.http", "Accept");
        }
        if (app.any(route -> route.entity() != null) || app.accounts()) {
            files.same("platform.http", "ETag");
        }
        if (calling()) {
            new CallFiles(app, files).write();
        }
    }

    /** Whether any route calls something with a context. */
    private boolean calling() {
        return app.data() || app.any(route -> route.function() != null);
    }

    private record Handlers(String type, String variable, String imported, String service, String arguments) {}

    private List<Handlers> handlers() {
        var result = new ArrayList<Handlers>();
        if (app.data()) {
            result.add(new Handlers("Health", "health", app.base() + ".platform.http.Health", "", "database.jdbi()"));
        }
        if (app.accounts()) {
            result.add(new Handlers("AuthRoutes", "auth", app.base() + ".auth.AuthRoutes", "", "auth"));
        }
        for (var entity : app.entities()) {
            if (!app.routesOf(entity).isEmpty()) {
                var type = entity.className() + "Routes";
                result.add(new Handlers(
                        type,
                        entity.plural() + "Routes",
                        entity.basePackage() + "." + type,
                        entity.customPackage() + "." + entity.className() + "Service",
                        "calls, new %sService()".formatted(entity.className())));
            }
        }
        for (var module : app.modules()) {
            var finished = app.endpointsOf(module).stream()
                    .filter(RouteModel::finished)
                    .toList();
            if (!finished.isEmpty()) {
                var calls = finished.stream().anyMatch(route -> route.function() != null) ? "calls" : "";
                result.add(new Handlers(
                        module.endpointsClass(),
                        Words.java(module.className()) + "Endpoints",
                        module.packageName() + "." + module.endpointsClass(),
                        "",
                        calls));
            }
        }
        return result;
    }

    private static String variable(RouteModel route) {
        var entity = route.entity();
        return entity == null ? Words.java(route.module().className()) + "Endpoints" : entity.plural() + "Routes";
    }

    private List<String> platform(String part, String... classes) {
        return List.of(classes).stream()
                .map(each -> app.base() + ".platform." + part + "." + each)
                .toList();
    }

    private static String specific(String path) {
        return path.replaceAll("\\{[^}]*}", "~");
    }
}
