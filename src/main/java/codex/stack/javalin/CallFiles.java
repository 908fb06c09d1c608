package codex.stack.javalin;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a function sees of the world: {@code Context}, and {@code Calls} that makes one for each request. */
final class CallFiles {
    private final AppModel app;
    private final Files files;

    CallFiles(AppModel app, Files files) {
        this.app = app;
        this.files = files;
    }

    void write() {
        var rows = app.entities();
        var accessors = rows.stream()
                .map(entity -> "%s %s();\n".formatted(entity.rowsClass(), entity.plural()))
                .collect(Collectors.joining("\n"));
        var context = file().write(Text.fill(
                """
                        /** What one call may know and use beside its input. */
                        public interface Context {
                            /** The same for the whole call, in microseconds as databases keep it. */
                            Instant now();

                            /** In UTC. */
                            LocalDate today();

                            /** Not to be guessed. */
                            RandomGenerator random();

                            /** Where callers reach this application, without a slash at the end. */
                            String baseUrl();
                            $outbound$
                            $provider$
                            $people$
                            $cookies$
                            $files$
                            $accessors$
                        }
                        """,
                Map.of(
                        "files",
                        app.storesFiles() ? """

                            /** Where files are kept. */
                            StoredFiles storedFiles();
                            """ : "",
                        "cookies",
                        app.cookies().isEmpty() ? "" : """

                            /** What the answer sets, if the call succeeds. */
                            Cookies cookies();
                            """,
                        "outbound",
                        app.outbound() ? """

                            /** The only way out to the web. */
                            default OutboundHttp outbound() {
                                return OutboundHttp.INTERNET;
                            }
                            """ : "",
                        "provider",
                        app.providers().isEmpty() ? "" : """

                            /** A service that the operator chose; empty where this setting names none. */
                            Optional<Provider> provider(String setting);
                            """,
                        "people",
                        app.accounts() ? """

                            /** Who calls; a refusal with 401 when nobody is signed in. */
                            default CurrentUser user() {
                                return maybeUser().orElseThrow(() -> Problem.unauthorized("Please sign in."));
                            }

                            Optional<CurrentUser> maybeUser();
                            """ + (app.accountsInCalls() ? """

                            /** The people who can sign in. */
                            Accounts accounts();
                            """ : "") : "",
                        "accessors",
                        accessors)));
        files.java("Context", context, List.of());
        files.java("RequestContext", file().write(requestContext()), List.of());
        files.java("Calls", file().write(calls()), List.of());
    }

    private JavaFile file() {
        var file = new JavaFile(app.base() + ".platform")
                .offer(
                        "java.time.Instant",
                        "java.time.LocalDate",
                        "java.time.ZoneOffset",
                        "java.time.temporal.ChronoUnit")
                .offer(
                        "java.util.Map",
                        "java.util.Optional",
                        "java.util.random.RandomGenerator",
                        "java.security.SecureRandom")
                .offer("java.util.function.Consumer", "java.util.function.Function", "org.jdbi.v3.core.Handle")
                .offer("org.jdbi.v3.core.Jdbi", "org.jdbi.v3.core.JdbiException")
                .offer(app.base() + ".platform.db.Constraints", app.base() + ".platform.db.StoredFiles")
                .offer(app.base() + ".platform.http.Cookies", app.base() + ".platform.http.Problem")
                .offer(app.base() + ".platform.net.OutboundHttp", app.base() + ".platform.net.Provider")
                .offer(app.base() + ".platform.security.Access", app.base() + ".platform.security.CurrentUser")
                .offer(app.base() + ".platform.security.Accounts", app.base() + ".platform.security.Tokens")
                .offer(app.base() + ".auth.CallAccounts", "java.util.ArrayList");
        app.entities().forEach(entity -> file.offer(entity.basePackage() + "." + entity.rowsClass()));
        return file;
    }

    private String requestContext() {
        var components = (app.data() ? "Handle handle, " : "")
                + "Instant now, String baseUrl"
                + (app.accounts() ? ", Optional<CurrentUser> maybeUser" : "")
                + (app.accountsInCalls() ? ", Accounts accounts" : "")
                + (app.cookies().isEmpty() ? "" : ", Cookies cookies")
                + (app.providers().isEmpty() ? "" : ", Map<String, Provider> providers");
        var provider = app.providers().isEmpty() ? "" : """

                    @Override
                    public Optional<Provider> provider(String setting) {
                        return Optional.ofNullable(providers.get(setting));
                    }
                    """;
        var stored = app.storesFiles() ? """

                    @Override
                    public StoredFiles storedFiles() {
                        return new StoredFiles(handle);
                    }
                    """ : "";
        var rows = app.entities().stream()
                .map(entity -> Text.fill(
                        """

                        @Override
                        public $Rows$ $rows$() {
                            return new $Rows$($arguments$);
                        }
                        """,
                        Map.of(
                                "Rows", entity.rowsClass(),
                                "rows", entity.plural(),
                                "arguments", "handle, now")))
                .collect(Collectors.joining());
        return Text.fill("""
                /** The context of one call. */
                record RequestContext($components$) implements Context {
                    private static final SecureRandom RANDOM = new SecureRandom();

                    @Override
                    public LocalDate today() {
                        return LocalDate.ofInstant(now, ZoneOffset.UTC);
                    }

                    @Override
                    public RandomGenerator random() {
                        return RANDOM;
                    }
                    $rows$
                }
                """, Map.of("components", components, "rows", provider + stored + rows));
    }

    private String calls() {
        var text = app.data() ? app.accountsInCalls() ? transactionsWithAccounts() : transactions() : plainCalls();
        var cookies = !app.cookies().isEmpty();
        return Text.fill(
                text,
                Map.of(
                        "result", cookies ? "T result =" : "return",
                        "cookies", cookies ? ", Cookies.of(ctx)" : "",
                        "providers", app.providers().isEmpty() ? "" : ", providers",
                        "component", app.providers().isEmpty() ? "" : ", Map<String, Provider> providers",
                        "send", cookies ? "Cookies.of(ctx).send();\nreturn result;" : ""));
    }

    private static String plainCalls() {
        return """
                /** Makes a context for each call. */
                public record Calls(String baseUrl$component$) {
                    public <T> T answer(io.javalin.http.Context ctx, Function<Context, T> call) {
                        $result$ call.apply(
                                new RequestContext(Instant.now().truncatedTo(ChronoUnit.MICROS), baseUrl$cookies$$providers$));
                        $send$
                    }

                    public void run(io.javalin.http.Context ctx, Consumer<Context> call) {
                        answer(ctx, context -> {
                            call.accept(context);
                            return null;
                        });
                    }
                }
                """;
    }

    private String transactions() {
        return """
                /** Runs each call in one transaction: all that it wrote stays, or nothing. */
                public record Calls(Jdbi jdbi, String baseUrl$component$) {
                    public <T> T answer(io.javalin.http.Context ctx, Function<Context, T> call) {
                        try {
                            $result$ jdbi.inTransaction(handle -> call.apply(new RequestContext(
                                    handle, Instant.now().truncatedTo(ChronoUnit.MICROS), baseUrl%s$cookies$$providers$)));
                            $send$
                        } catch (JdbiException refused) {
                            throw Constraints.problem(refused);
                        }
                    }

                    public void run(io.javalin.http.Context ctx, Consumer<Context> call) {
                        answer(ctx, context -> {
                            call.accept(context);
                            return null;
                        });
                    }
                }
                """.formatted(app.accounts() ? ", Access.user(ctx)" : "");
    }

    private static String transactionsWithAccounts() {
        return """
                /** Runs each call in one transaction: all that it wrote stays, or nothing but the note of a failed login. */
                public record Calls(Jdbi jdbi, String baseUrl, Tokens tokens$component$) {
                    public <T> T answer(io.javalin.http.Context ctx, Function<Context, T> call) {
                        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
                        var failures = new ArrayList<String>();
                        try {
                            $result$ jdbi.inTransaction(handle -> call.apply(new RequestContext(
                                    handle,
                                    now,
                                    baseUrl,
                                    Access.user(ctx),
                                    new CallAccounts(handle, tokens, now, ctx.ip(), failures)$cookies$$providers$)));
                            $send$
                        } catch (JdbiException refused) {
                            throw Constraints.problem(refused);
                        } finally {
                            CallAccounts.note(jdbi, failures, now);
                        }
                    }

                    public void run(io.javalin.http.Context ctx, Consumer<Context> call) {
                        answer(ctx, context -> {
                            call.accept(context);
                            return null;
                        });
                    }
                }
                """;
    }
}
