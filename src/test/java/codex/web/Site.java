package codex.web;

import codex.Given;
import codex.account.Account;
import codex.account.ApiTokens;
import codex.account.Passwords;
import codex.account.People;
import codex.account.Sessions;
import codex.account.SetupCode;
import codex.account.Visitor;
import codex.agent.Assignments;
import codex.database.Database;
import codex.database.TestDatabase;
import codex.engine.Answer;
import codex.engine.Asker;
import codex.engine.Engine;
import codex.engine.Engines;
import codex.engine.ModelField;
import codex.engine.ModelSettings;
import codex.engine.Question;
import codex.engine.StoredModelSettings;
import codex.engine.builtin.BuiltinEngine;
import codex.engine.builtin.Recipes;
import codex.engine.llm.ConnectionTest;
import codex.hosting.Hosting;
import codex.hosting.HostingSettings;
import codex.queue.Notices;
import codex.queue.PostgresQueue;
import codex.sandbox.Sandboxes;
import codex.web.admin.AdminRoutes;
import codex.web.admin.Catalog;
import codex.web.admin.Surroundings;
import codex.web.api.ApiParts;
import codex.web.api.ApiRoutes;
import codex.web.templates.StaticTemplates;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;

/** The whole site on a free port over a fresh database. Whose requests are sent is said with {@link #as}. */
public final class Site implements AutoCloseable {
    public static final byte[] HOME_KEY = "thirty-two bytes of a home's key".getBytes(StandardCharsets.UTF_8);

    private final Database database = TestDatabase.create();
    private final Notices notices = new Notices(database.unpooled());
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Clock clock = Clock.systemUTC();
    private final Web web;
    public final Doors doors;
    final Deploying deploying;
    public final Given given = new Given(database.pages());

    Site() {
        this(List.of());
    }

    Site(List<RouteTable> tables) {
        this(URI.create("http://localhost"), tables);
    }

    Site(URI baseUrl, List<RouteTable> tables) {
        this(baseUrl, parts -> tables);
    }

    /** With REST for programs. */
    public static Site withApi() {
        return new Site(URI.create("http://localhost"), parts -> List.of(new ApiRoutes(parts)));
    }

    /** With the pages for operators. */
    static Site withAdmin() {
        return new Site(URI.create("http://localhost"), parts -> List.of(admin(parts)));
    }

    /** With both; the environment says this of the model. */
    public static Site whole(Map<ModelField, String> environment) {
        return new Site(
                URI.create("http://localhost"), environment, parts -> List.of(admin(parts), new ApiRoutes(parts)));
    }

    private Site(URI baseUrl, Function<ApiParts, List<RouteTable>> tables) {
        this(baseUrl, Map.of(), tables);
    }

    private static AdminRoutes admin(ApiParts parts) {
        var box = new Surroundings.Box("none: for a test", true, false);
        var variables = List.of(new Surroundings.Variable("PORT", "8080", false, "where the pages are served"));
        var surroundings = new Surroundings(box, variables, new ConnectionTest(Clock.systemUTC()));
        return new AdminRoutes(parts.jdbi(), Catalog.read(parts.jdbi()), parts.pages(), surroundings);
    }

    /** A language model that is never asked here, only offered. */
    private record Unasked(Supplier<ModelSettings> settings) implements Engine {
        @Override
        public String name() {
            return "llm";
        }

        @Override
        public boolean ready() {
            return settings.get().configured();
        }

        @Override
        public <A> Answer<A> answer(Question<A> question, Asker asker) {
            throw new IllegalStateException("no page waits for an answer");
        }
    }

    private Site(URI baseUrl, Map<ModelField, String> environment, Function<ApiParts, List<RouteTable>> tables) {
        var jdbi = database.pages();
        var assignments = new Assignments(jdbi, new PostgresQueue(jdbi));
        var hosting = new Hosting(
                jdbi,
                Sandboxes.choose("none"),
                new HostingSettings(
                        Path.of("target/app-lib"),
                        "secret",
                        URI.create("http://localhost"),
                        () -> 0,
                        "jdbc:postgresql://none/none"));
        var sessions = new Sessions(jdbi, clock);
        var people = new People(jdbi, new Passwords(), sessions, clock);
        this.doors = new Doors(people, sessions, new ApiTokens(jdbi, clock), new SetupCode(jdbi, people, clock));
        var stream = new JobStream(jdbi, notices);
        this.deploying = new Deploying(jdbi, assignments, hosting);
        var model = new StoredModelSettings(jdbi, HOME_KEY, environment);
        var engines = new Engines(List.of(new Unasked(model), new BuiltinEngine(new Recipes())));
        var frame = new Frame(clock, "", new ModelTrouble(jdbi, model));
        var pages = new Pages(new StaticTemplates(), frame, engines, model);
        var api = new ApiParts(jdbi, people, doors.tokens(), assignments, deploying, stream, pages, baseUrl.toString());
        this.web = new Web(new Web.Parts(
                baseUrl,
                pages,
                jdbi,
                doors,
                stream,
                assignments,
                (name, request, response) -> response.getOutputStream().print("the application " + name),
                deploying,
                tables.apply(api)));
        notices.start();
        web.start(0);
    }

    /** How many statements this does on the database, whoever is looking besides (EXPERIENCE.md, V5). */
    int statements(Runnable visit) {
        var count = new AtomicInteger();
        var settings = database.pages().getConfig(SqlStatements.class);
        settings.setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext statement) {
                count.incrementAndGet();
            }
        });
        visit.run();
        settings.setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        return count.get();
    }

    public Jdbi jdbi() {
        return database.pages();
    }

    public List<Web.Declared> routes() {
        return web.routes();
    }

    String url(String path) {
        return "http://localhost:" + web.port() + path;
    }

    int port() {
        return web.port();
    }

    /** Sends as this account. */
    public Guest as(Account account) {
        return holding(cookie(account));
    }

    /** Sends as a program with this token; with none for an empty one. */
    public Guest bearing(String token) {
        return token.isEmpty() ? asNobody() : asNobody().with("Authorization", "Bearer " + token);
    }

    /** Sends with this session's cookie. */
    Guest holding(String cookie) {
        return new Guest(Map.of("Cookie", "sid=" + cookie));
    }

    public Guest asNobody() {
        return new Guest(Map.of());
    }

    /** The value of a new session of this account. */
    String cookie(Account account) {
        return doors.sessions().begin(account.id(), new Visitor("127.0.0.1", "test"));
    }

    @Override
    public void close() {
        web.close();
        notices.close();
        database.close();
    }

    /** Who asks, with the headers every request of theirs carries. */
    public final class Guest {
        private final Map<String, String> headers;

        Guest(Map<String, String> headers) {
            this.headers = headers;
        }

        public Guest with(String name, String value) {
            var more = new HashMap<>(headers);
            more.put(name, value);
            return new Guest(more);
        }

        public HttpResponse<String> get(String path) {
            return send("GET", path, HttpRequest.BodyPublishers.noBody());
        }

        /** What is there for taking home. */
        public HttpResponse<byte[]> download(String path) {
            return send("GET", path, HttpRequest.BodyPublishers.noBody(), HttpResponse.BodyHandlers.ofByteArray());
        }

        /** Sends a form as a page of ours does. */
        HttpResponse<String> post(String path, Map<String, String> fields) {
            return with("Sec-Fetch-Site", "same-origin").form("POST", path, fields);
        }

        public HttpResponse<String> form(String method, String path, Map<String, String> fields) {
            var body = fields.entrySet().stream()
                    .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                    .collect(Collectors.joining("&"));
            return with("Content-Type", "application/x-www-form-urlencoded")
                    .send(method, path, HttpRequest.BodyPublishers.ofString(body));
        }

        public HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body) {
            return send(method, path, body, HttpResponse.BodyHandlers.ofString());
        }

        private <T> HttpResponse<T> send(
                String method, String path, HttpRequest.BodyPublisher body, HttpResponse.BodyHandler<T> answer) {
            var request = HttpRequest.newBuilder(URI.create(url(path))).method(method, body);
            headers.forEach(request::header);
            try {
                return http.send(request.build(), answer);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(method + " " + path, e);
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
