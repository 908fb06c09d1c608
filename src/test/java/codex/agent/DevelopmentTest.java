package codex.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import codex.Given;
import codex.agent.architect.ArchitectAgent;
import codex.agent.architect.ClarifyFunction;
import codex.agent.architect.DrawCodeGraph;
import codex.agent.developer.DeveloperAgent;
import codex.agent.developer.WriteFunction;
import codex.agent.developer.WriteFunction.FunctionBody;
import codex.agent.developer.WriteScenarios;
import codex.application.Application;
import codex.code.Argument;
import codex.code.CompiledRoute;
import codex.code.CompiledRoutes;
import codex.code.DevelopedApp;
import codex.code.DevelopedApps;
import codex.code.Function;
import codex.code.FunctionDefinition;
import codex.code.Functions;
import codex.code.SourceFile;
import codex.code.SourceFiles;
import codex.database.Database;
import codex.database.TestDatabase;
import codex.engine.Answer;
import codex.engine.Engines;
import codex.queue.Handler;
import codex.queue.Jobs;
import codex.queue.PostgresQueue;
import codex.queue.Worker;
import codex.queue.WorkerSettings;
import codex.sandbox.Sandbox;
import codex.sandbox.Sandboxes;
import codex.specification.Access;
import codex.specification.Behaviour;
import codex.specification.Body;
import codex.specification.Document;
import codex.specification.Edit;
import codex.specification.Edited;
import codex.specification.Editor;
import codex.specification.Field;
import codex.specification.Limits;
import codex.specification.Method;
import codex.specification.Module;
import codex.specification.Response;
import codex.specification.Route;
import codex.specification.RouteAccess;
import codex.specification.Samples;
import codex.specification.Source;
import codex.specification.Specification;
import codex.specification.Specifications;
import codex.specification.Type;
import codex.stack.Delivered;
import codex.stack.javalin.JavalinStack;
import codex.verify.TestVerifier;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.jackson2.Jackson2Config;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A whole development with a scripted engine: real queue, real writer, real compiler and real calls in the sandbox. */
@Tag("slow")
class DevelopmentTest {
    private static final Sandbox SANDBOX = Sandboxes.choose("auto");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Source SOURCE = Source.sentence(1, 1);
    private static final FunctionBody BROKEN =
            new FunctionBody(List.of(), "return new Doubled(input.number() + );", "");
    private static final FunctionBody GOOD =
            new FunctionBody(List.of(), "return new Doubled(input.number() * 2L);", "");

    private final Database database = TestDatabase.create();
    private final ScriptedEngine engine = new ScriptedEngine();

    @BeforeEach
    void needs_a_sandbox() {
        assumeThat(SANDBOX.name()).as("a sandbox that works here").isNotEqualTo("closed");
        engine.on(DrawCodeGraph.class, drawing())
                .on(WriteScenarios.class, new Answer.Beyond<>("nobody here writes acceptance tests"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_function_that_does_not_compile_is_written_again_with_the_compilers_words() {
        engine.on(WriteFunction.class, BROKEN).on(WriteFunction.class, GOOD);
        var app = develop();
        assertThat(app.state()).as(app.summary()).isEqualTo(DevelopedApp.State.VERIFIED);
        var again = (WriteFunction) engine.asked().getLast();
        assertThat(again.attempts()).hasSize(1);
        assertThat(again.attempts().getFirst().body()).isEqualTo(BROKEN);
        assertThat(again.attempts().getFirst().problems().getFirst()).contains("illegal start of expression");
        assertThat(functions(app)).extracting(Function::state).containsExactly(Function.State.VERIFIED);
    }

    /** The developer asks once; the answer stands in the definition, beside what it said before. */
    @Test
    void what_a_definition_leaves_open_is_asked_of_the_architect_and_becomes_part_of_it() {
        engine.on(WriteFunction.class, new FunctionBody(List.of(), "", "", "Is a negative number doubled, too?"))
                .on(
                        ClarifyFunction.class,
                        new ClarifyFunction.Clarified("Doubles any number, negative ones too.", List.of()))
                .on(WriteFunction.class, BROKEN)
                .on(WriteFunction.class, GOOD);
        var app = develop();
        assertThat(app.state()).as(app.summary()).isEqualTo(DevelopedApp.State.VERIFIED);
        var again = (WriteFunction) engine.asked().getLast();
        assertThat(again.definition().description()).isEqualTo("Doubles any number, negative ones too.");
        var definition =
                database.pages().onDemand(Functions.class).definitions(app.id()).getFirst();
        assertThat(definition.description()).isEqualTo("Doubles any number, negative ones too.");
        assertThat(definition.clarification())
                .isEqualTo(new FunctionDefinition.Clarification(
                        "Is a negative number doubled, too?",
                        drawing().functions().getFirst().description()));
    }

    /** RELIABILITY.md, C16: the same problem twice ends it; what is left answers 501 and is named. */
    @Test
    void the_same_problem_twice_gives_the_function_up_and_the_rest_is_delivered() {
        engine.on(WriteFunction.class, BROKEN).on(WriteFunction.class, BROKEN);
        var app = develop();
        assertThat(app.state()).as(app.summary()).isEqualTo(DevelopedApp.State.PARTIAL);
        var routes = database.pages().onDemand(CompiledRoutes.class).list(app.id());
        assertThat(routes)
                .extracting(CompiledRoute::state)
                .containsExactly(CompiledRoute.State.VERIFIED, CompiledRoute.State.UNFINISHED);
        assertThat(routes.getLast().reason()).contains("the same problem came back");
    }

    @Test
    void a_function_that_the_engine_cannot_write_leaves_its_route_unfinished_with_the_reason() {
        engine.on(WriteFunction.class, new Answer.Beyond<>("needs a model: nothing knows how to double"));
        var app = develop();
        assertThat(app.state()).as(app.summary()).isEqualTo(DevelopedApp.State.PARTIAL);
        assertThat(database.pages()
                        .onDemand(CompiledRoutes.class)
                        .list(app.id())
                        .getLast()
                        .reason())
                .isEqualTo("needs a model: nothing knows how to double");
        assertThat(database.pages().onDemand(DevelopedApps.class).zip(app.id())).isPresent();
    }

    /** GENERATED-APP.md, 8.5. */
    @Test
    void after_an_edit_the_migrations_of_before_stay_and_one_more_takes_the_tables_on() {
        var application = new Given(database.pages()).application("Tasks");
        var first = develop(application, specification(application, Samples.toDo()));
        assertThat(first.state()).as(first.summary()).isEqualTo(DevelopedApp.State.VERIFIED);
        var note = Samples.toDo().table("task").orElseThrow().column("note").orElseThrow();
        var edited = Editor.apply(
                Samples.toDo(), new Edit.Change(note.id(), JSON.objectNode().put("name", "remark")), "test");
        var second = develop(application, specification(application, ((Edited.Accepted) edited).document()));
        assertThat(second.state()).as(second.summary()).isEqualTo(DevelopedApp.State.VERIFIED);
        var migrations = migrations(second);
        assertThat(migrations).hasSize(2).startsWith(migrations(first).toArray(SourceFile[]::new));
        assertThat(migrations.getLast().path()).endsWith("/V2__changes.sql");
        assertThat(migrations.getLast().content()).contains("ALTER TABLE task RENAME COLUMN note TO remark;");
    }

    @Test
    void the_same_specification_developed_again_gives_the_same_bytes() {
        var application = new Given(database.pages()).application("Tasks");
        var specification = specification(application, Samples.toDo());
        var first = develop(application, specification);
        assertThat(files(develop(application, specification)))
                .hasSizeGreaterThan(20)
                .isEqualTo(files(first));
    }

    // Without the report of the run, which tells times.
    private List<SourceFile> files(DevelopedApp app) {
        return database.pages().onDemand(SourceFiles.class).all(app.id()).stream()
                .filter(file -> !file.path().toLowerCase(Locale.ROOT).contains("verification"))
                .toList();
    }

    private List<SourceFile> migrations(DevelopedApp app) {
        return database.pages().onDemand(SourceFiles.class).in(app.id(), Delivered.MIGRATIONS);
    }

    private List<Function> functions(DevelopedApp app) {
        return database.pages().onDemand(Functions.class).list(app.id());
    }

    private DevelopedApp develop() {
        var application = new Given(database.pages()).application("Doubling");
        return develop(application, specification(application, doubling()));
    }

    private DevelopedApp develop(Application application, Specification specification) {
        var jdbi = database.workers();
        var json = jdbi.getConfig(Jackson2Config.class).getMapper();
        var engines = new Engines(List.of(engine));
        var stack = new JavalinStack();
        var verifier = TestVerifier.in(SANDBOX);
        var architect =
                new ArchitectAgent(jdbi, engines, json, new ArchitectAgent.Ground(stack::tables, stack.allowed()));
        var tools = new DeveloperAgent.Tools(stack, verifier, engines, architect, json, Clock.systemUTC());
        Handler pipeline = new Pipeline(jdbi, Map.of("develop", List.of(architect, new DeveloperAgent(jdbi, tools))));
        var settings = new WorkerSettings(1, 1, 1, Duration.ofSeconds(5));
        try (var worker = new Worker(jdbi, database.unpooled(), Map.of("develop", pipeline), settings)) {
            worker.start();
            var developing =
                    new Assignments(jdbi, new PostgresQueue(jdbi)).develop(application, specification, engine.name());
            var jobs = jdbi.onDemand(Jobs.class);
            while (jobs.findAny(developing.jobId()).orElseThrow().state().active()) {
                pause();
            }
            return jdbi.onDemand(DevelopedApps.class)
                    .findAny(developing.developedAppId())
                    .orElseThrow();
        }
    }

    private Specification specification(Application application, Document document) {
        return database.pages().onDemand(Specifications.class).add(application.id(), null, document, "by hand", "test");
    }

    private static Document doubling() {
        var hello = new Route(
                "e2",
                "hello",
                Method.GET,
                "/hello",
                "Says hello",
                RouteAccess.PUBLIC,
                List.of(),
                null,
                List.of(new Response("e3", 200, "text/plain", "string", "The greeting")),
                Behaviour.fixed("hello"),
                List.of(),
                List.of(),
                List.of(),
                SOURCE);
        var twice = new Route(
                "e4",
                "doubleNumber",
                Method.POST,
                "/doubles",
                "Doubles a number",
                RouteAccess.PUBLIC,
                List.of(),
                Body.json("Single"),
                List.of(new Response("e5", 200, "application/json", "Doubled", "Twice the number")),
                Behaviour.custom(null),
                List.of(),
                List.of(),
                List.of(),
                SOURCE);
        return new Document(
                "Doubling",
                "Doubles numbers.",
                List.of("Double a number and say hello."),
                Access.NONE,
                List.of(),
                List.of(),
                List.of(new Module("e1", "Numbers", "Numbers", List.of(hello, twice), SOURCE)),
                List.of(
                        new Type("e6", "Single", "A number", List.of(field("e7", "number", "integer")), SOURCE),
                        new Type("e8", "Doubled", "Twice", List.of(field("e9", "doubled", "long")), SOURCE)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                9);
    }

    private static Field field(String id, String name, String type) {
        return new Field(id, name, type, true, null, Limits.range(-1000, 1000), "21", "A number", SOURCE);
    }

    private static DrawCodeGraph.Drawing drawing() {
        return new DrawCodeGraph.Drawing(
                List.of(new DrawCodeGraph.Definition(
                        "doubleNumber",
                        "Doubles the number.",
                        List.of(new Argument("number", "integer", true)),
                        "Doubled",
                        List.of(),
                        List.of(),
                        null)),
                List.of(),
                List.of());
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(50));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
