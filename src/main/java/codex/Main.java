package codex;

import codex.account.ApiTokens;
import codex.account.Passwords;
import codex.account.People;
import codex.account.Sessions;
import codex.account.SetupCode;
import codex.agent.Agent;
import codex.agent.Assignments;
import codex.agent.Pipeline;
import codex.agent.architect.ArchitectAgent;
import codex.agent.architect.ClarifyFunction;
import codex.agent.architect.DrawCodeGraph;
import codex.agent.architect.DrawSharedFunctions;
import codex.agent.deploy.DeployAgent;
import codex.agent.developer.DeveloperAgent;
import codex.agent.developer.WriteFunction;
import codex.agent.developer.WriteScenarios;
import codex.agent.requirements.AskQuestions;
import codex.agent.requirements.DetailRoutes;
import codex.agent.requirements.DraftSpecification;
import codex.agent.requirements.RequirementsAgent;
import codex.agent.requirements.ReviseSpecification;
import codex.database.Database;
import codex.database.DatabaseAddress;
import codex.database.DatabaseUnavailable;
import codex.database.EmbeddedDatabase;
import codex.engine.Engines;
import codex.engine.ModelField;
import codex.engine.Question;
import codex.engine.StoredModelSettings;
import codex.engine.builtin.BuiltinEngine;
import codex.engine.builtin.Recipes;
import codex.engine.llm.ConnectionTest;
import codex.engine.llm.LlmEngine;
import codex.engine.llm.Prompts;
import codex.hosting.HostedProxy;
import codex.hosting.Hosting;
import codex.hosting.HostingSettings;
import codex.queue.Handler;
import codex.queue.Notices;
import codex.queue.Outcome;
import codex.queue.PostgresQueue;
import codex.queue.Worker;
import codex.queue.WorkerSettings;
import codex.sandbox.ClassArchive;
import codex.sandbox.Sandbox;
import codex.sandbox.Sandboxes;
import codex.specification.DocumentJson;
import codex.stack.Project;
import codex.stack.javalin.JavalinStack;
import codex.verify.Rehearsal;
import codex.verify.Verifier;
import codex.web.Deploying;
import codex.web.Doors;
import codex.web.Frame;
import codex.web.HealthRoutes;
import codex.web.JobStream;
import codex.web.ModelTrouble;
import codex.web.Pages;
import codex.web.Web;
import codex.web.admin.AdminRoutes;
import codex.web.admin.Catalog;
import codex.web.admin.Surroundings;
import codex.web.api.ApiParts;
import codex.web.api.ApiRoutes;
import codex.web.templates.StaticTemplates;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.jackson2.Jackson2Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole program: every part is built here, top to bottom, and nothing acts at a distance. */
public final class Main implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Main.class);

    // A little less than four gigabytes: a machine that is sold with them has not all of them.
    private static final long REHEARSAL_MEMORY = 3_800L << 20;

    private static final List<Class<? extends Question<?>>> QUESTIONS = List.of(
            AskQuestions.class,
            DraftSpecification.class,
            DetailRoutes.class,
            ReviseSpecification.class,
            DrawSharedFunctions.class,
            DrawCodeGraph.class,
            ClarifyFunction.class,
            WriteScenarios.class,
            WriteFunction.class);

    private final Config config;
    private final BuiltinEngine builtin = new BuiltinEngine(new Recipes());
    private final List<AutoCloseable> parts = new ArrayList<>();

    private final DatabaseAddress address;
    final Database database;
    final Assignments assignments;
    final StoredModelSettings model;
    final SetupCode setupCode;
    private final Worker worker;
    private final Notices notices;
    private final Deploying deploying;
    private final Web web;

    Main(Config config) {
        this.config = config;
        var clock = Clock.systemUTC();
        // Proves itself for a second, meanwhile the database starts.
        var proving = CompletableFuture.supplyAsync(() -> Sandboxes.choose(config.sandbox()));
        this.address = address();
        this.database = opened(Database.open(address, Duration.ofSeconds(30)));
        var jdbi = database.pages();
        var json = jdbi.getConfig(Jackson2Config.class).getMapper();
        this.notices = opened(new Notices(database.unpooled()));
        this.assignments = new Assignments(jdbi, new PostgresQueue(jdbi));

        var sessions = new Sessions(jdbi, clock);
        var people = new People(jdbi, new Passwords(), sessions, clock);
        var tokens = new ApiTokens(jdbi, clock);
        this.setupCode = new SetupCode(jdbi, people, clock);

        var homeKey = secret(config.home().resolve("key"));
        this.model = new StoredModelSettings(jdbi, homeKey, said(config.model()));
        var engines = engines(model, json);
        var stack = new JavalinStack();
        var sandbox = proving.join();
        var hosting = opened(new Hosting(database.workers(), sandbox, hostingSettings(homeKey)));
        this.worker = opened(new Worker(
                database.workers(),
                database.unpooled(),
                handlers(agents(engines, json, stack, sandbox, hosting, clock)),
                new WorkerSettings(config.workers(), 2, config.workers() * 4, Duration.ofSeconds(20))));

        var proxy = new HostedProxy(hosting);
        parts.add(proxy::destroy);
        this.deploying = new Deploying(jdbi, assignments, hosting);
        var stream = new JobStream(jdbi, notices);
        var pages = new Pages(
                new StaticTemplates(),
                new Frame(clock, warning(sandbox), new ModelTrouble(jdbi, model)),
                engines,
                model);
        var api = new ApiRoutes(
                new ApiParts(jdbi, people, tokens, assignments, deploying, stream, pages, config.baseUrl()));
        var admin = new AdminRoutes(jdbi, Catalog.read(jdbi), pages, surroundings(sandbox, clock));
        this.web = opened(new Web(new Web.Parts(
                URI.create(config.baseUrl()),
                pages,
                jdbi,
                new Doors(people, sessions, tokens, setupCode),
                stream,
                assignments,
                proxy::serve,
                deploying,
                List.of(admin, api, new HealthRoutes(jdbi, worker::sinceSuccess, sandbox.description())))));
    }

    /** What {@code ./run} calls; the arguments are those of {@code ./run}. */
    public static void main(String[] arguments) {
        var command = arguments.length == 0 ? "serve" : arguments[0];
        try {
            var config = Config.read(Config.withFile(System.getenv(), Path.of(".env")));
            switch (command) {
                case "serve" -> run(config, Main::serve);
                case "work" -> run(config, Main::work);
                case "bench" -> System.exit(Bench.run(config, List.of(arguments).subList(1, arguments.length)));
                case "populate-db" -> SampleApplications.add(config);
                default -> {
                    System.err.println("There is no command \"" + command + "\"; ./run --help lists them.");
                    System.exit(2);
                }
            }
        } catch (Config.Unusable | DatabaseUnavailable unusable) {
            System.err.println(unusable.getMessage());
            System.exit(1);
        }
    }

    private static void run(Config config, java.util.function.Consumer<Main> command) {
        var main = new Main(config);
        Runtime.getRuntime().addShutdownHook(new Thread(main::close, "shutdown"));
        command.accept(main);
    }

    /** Everything: pages, programs, workers, hosted applications. */
    void serve() {
        work();
        web.start(config.port());
        deploying.resume();
        firstAccount();
        log.info("ready at {}", config.baseUrl());
        System.out.printf("%nCodex is ready at %s%n%n", config.baseUrl());
    }

    /** Only workers. */
    void work() {
        notices.start();
        notices.on(Notices.JOB, id -> worker.wake());
        notices.on(Notices.CANCEL, worker::cancel);
        worker.start();
        Thread.ofPlatform().daemon().name("warm-up").start(builtin::warm);
    }

    int port() {
        return web.port();
    }

    /** In the reverse order of building: workers give their jobs back before the database goes. */
    @Override
    public void close() {
        for (var part : parts.reversed()) {
            try {
                part.close();
            } catch (Exception failed) {
                log.warn("a part did not close cleanly", failed);
            }
        }
    }

    private DatabaseAddress address() {
        return config.databaseUrl()
                .map(DatabaseAddress::parse)
                .orElseGet(() -> opened(EmbeddedDatabase.start(config.home().resolve("database")))
                        .address());
    }

    private Engines engines(StoredModelSettings model, ObjectMapper json) {
        var prompts = Prompts.read(Path.of("prompts"), QUESTIONS);
        var llm = new LlmEngine(model, LlmEngine.Patience.usual(), prompts, database.workers(), json);
        return new Engines(List.of(llm, builtin));
    }

    /** What the environment says of the model, by field of the settings page. */
    private static Map<ModelField, String> said(Config.Model model) {
        var said = new EnumMap<ModelField, String>(ModelField.class);
        model.endpoint().ifPresent(text -> said.put(ModelField.ENDPOINT, text));
        model.apiKey().ifPresent(text -> said.put(ModelField.KEY, text));
        model.name().ifPresent(text -> said.put(ModelField.MODEL, text));
        model.strongName().ifPresent(text -> said.put(ModelField.STRONG_MODEL, text));
        model.embeddingName().ifPresent(text -> said.put(ModelField.EMBEDDING_MODEL, text));
        return said;
    }

    private Surroundings surroundings(Sandbox sandbox, Clock clock) {
        var variables = Config.SETTINGS.stream()
                .map(setting -> new Surroundings.Variable(
                        setting.name(),
                        config.shown(setting),
                        config.given().contains(setting.name()),
                        setting.meaning()))
                .toList();
        var box = new Surroundings.Box(sandbox.description(), !sandbox.name().equals("closed"), sandbox.isolated());
        return new Surroundings(box, variables, new ConnectionTest(clock));
    }

    /** The agents that take turns, by kind of job. */
    private Map<String, List<Agent>> agents(
            Engines engines, ObjectMapper json, JavalinStack stack, Sandbox sandbox, Hosting hosting, Clock clock) {
        var jdbi = database.workers();
        var requirements = new RequirementsAgent(jdbi, engines, json);
        var architect =
                new ArchitectAgent(jdbi, engines, json, new ArchitectAgent.Ground(stack::tables, stack.allowed()));
        var verifier = opened(verifier(config, sandbox));
        var developer =
                new DeveloperAgent(jdbi, new DeveloperAgent.Tools(stack, verifier, engines, architect, json, clock));
        // What is described now is developed soon.
        Agent rehearsal = (job, steps) -> {
            verifier.prepare();
            return new Outcome.Done("");
        };
        return Map.of(
                "interview", List.of(requirements),
                "draft", List.of(rehearsal, requirements),
                "revise", List.of(rehearsal, requirements),
                "suggest", List.of(requirements),
                "develop", List.of(architect, developer),
                "deploy", List.of(new DeployAgent(jdbi, hosting)));
    }

    private Map<String, Handler> handlers(Map<String, List<Agent>> agents) {
        var pipeline = new Pipeline(database.workers(), agents);
        return agents.keySet().stream().collect(Collectors.toMap(Function.identity(), kind -> pipeline));
    }

    // X2: what an operator opened is said wherever somebody looks.
    private static String warning(Sandbox sandbox) {
        return sandbox.isolated() ? "" : "Sandbox " + sandbox.description() + ".";
    }

    private HostingSettings hostingSettings(byte[] homeKey) {
        return new HostingSettings(
                libraries(),
                HexFormat.of().formatHex(homeKey),
                URI.create(config.baseUrl()),
                this::port,
                address.jdbcUrl());
    }

    static Verifier verifier(Config config, Sandbox sandbox) {
        var archive = new ClassArchive(sandbox, config.home().resolve("class-data"), libraries());
        return new Verifier(
                sandbox, libraries(), archive, rehearsed(config) ? Optional.of(Main::rehearsal) : Optional.empty());
    }

    // Three JVMs wait, which is much for a small machine.
    private static boolean rehearsed(Config config) {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return config.rehearsal().equals("on")
                || (config.rehearsal().equals("auto") && machine.getTotalMemorySize() >= REHEARSAL_MEMORY);
    }

    private static Rehearsal rehearsal() {
        try (var json = Main.class.getResourceAsStream("/verify/rehearsal.json")) {
            var document =
                    DocumentJson.read(new String(Objects.requireNonNull(json).readAllBytes(), StandardCharsets.UTF_8));
            return new Rehearsal(document, new JavalinStack().write(new Project(document)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The jars of developed apps, beside our own jar, or in the build's folder. */
    static Path libraries() {
        try {
            var own = Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return own.resolveSibling("app-lib").toAbsolutePath();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("the place of our own classes is no path", impossible);
        }
    }

    /** 32 random bytes that only the owner can read; made at the first start. */
    private static byte[] secret(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                var bytes = new byte[32];
                new SecureRandom().nextBytes(bytes);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.write(file, bytes);
            }
            return Files.readAllBytes(file);
        } catch (IOException refused) {
            throw new UncheckedIOException("the key in CODEX_HOME could not be read or made", refused);
        }
    }

    private void firstAccount() {
        if (config.adminEmail().isPresent() && config.adminPassword().isPresent()) {
            var made = setupCode.fromSettings(
                    config.adminEmail().get(), config.adminPassword().get());
            log.info("first admin from the settings: {}", made);
            return;
        }
        setupCode
                .issue()
                .ifPresent(code -> System.out.printf(
                        "%nNo account is there yet. Open %s/setup within 30 minutes and enter the code %s%n",
                        config.baseUrl(), code));
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.add(part);
        return part;
    }
}
