package codex.agent.architect;

import codex.agent.Agent;
import codex.agent.Clarifying;
import codex.agent.Conversation;
import codex.code.CodeGraph;
import codex.code.CodeGraphs;
import codex.code.CompiledRoute;
import codex.code.CompiledRoutes;
import codex.code.DatabaseSchemas;
import codex.code.DatabaseTable;
import codex.code.DevelopedApps;
import codex.code.FunctionDefinition;
import codex.code.Functions;
import codex.code.Package;
import codex.engine.Engines;
import codex.queue.Job;
import codex.queue.Outcome;
import codex.queue.Steps;
import codex.specification.Check;
import codex.specification.Checks;
import codex.specification.Document;
import codex.specification.Route;
import codex.specification.Specifications;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The solutions architect: decides which functions the routes need, which tables, and which packages they may use. */
public final class ArchitectAgent implements Agent, Clarifying {
    /** How the stack in use lays out tables, and the packages it lets functions use. */
    public record Ground(Function<Document, List<DatabaseTable>> tables, List<Package> allowed) {}

    /** What was handed over. */
    public record Drawn(int tables, int functions, int unfinished) {}

    private final Jdbi jdbi;
    private final Engines engines;
    private final ObjectMapper json;
    private final Ground ground;

    public ArchitectAgent(Jdbi jdbi, Engines engines, ObjectMapper json, Ground ground) {
        this.jdbi = jdbi;
        this.engines = engines;
        this.json = json;
        this.ground = ground;
    }

    @Override
    public Outcome act(Job job, Steps steps) {
        var input = job.input();
        var specification = jdbi.onDemand(Specifications.class)
                .find(
                        input.path("applicationId").asLong(),
                        input.path("specificationId").asLong());
        var developedApp = jdbi.onDemand(DevelopedApps.class)
                .findAny(input.path("developedAppId").asLong());
        if (specification.isEmpty() || developedApp.isEmpty()) {
            return new Outcome.Failed("The application was deleted meanwhile.");
        }
        var document = specification.get().document();
        var errors = Checks.check(document).stream()
                .filter(check -> check.severity() == Check.Severity.ERROR)
                .toList();
        if (!errors.isEmpty()) {
            return new Outcome.Failed("The specification has %d errors that stand against developing it; the first: %s"
                    .formatted(errors.size(), errors.getFirst().message()));
        }
        var conversation = new Conversation(engines.named(developedApp.get().engine()), json, job, steps);
        steps.say("Laying out %s".formatted(things(document)));
        var drawings = new Drawings(document, conversation, steps).all();
        return new Outcome.Done(steps.write(
                "schema",
                conversation.hash(document, drawings),
                Drawn.class,
                handle -> save(handle, developedApp.get().id(), document, drawings)));
    }

    private static String things(Document document) {
        return "%d routes and %d tables"
                .formatted(document.routes().count(), document.tables().size());
    }

    /** Answers from the specification what a definition leaves open, and stores it in the definition. */
    @Override
    public FunctionDefinition clarify(
            FunctionDefinition definition, Document document, String unclear, Conversation conversation, Steps steps) {
        var reply =
                conversation.ask("clarify:" + definition.name(), new ClarifyFunction(definition, document, unclear));
        var answer = reply.value();
        if (answer == null) {
            return definition;
        }
        var clearer = definition.clarified(unclear, answer.description(), answer.errors());
        steps.say("The definition of %s says more now: %s".formatted(definition.name(), answer.description()));
        return steps.write(
                "clarified:" + definition.name(), conversation.hash(clearer), FunctionDefinition.class, handle -> {
                    handle.attach(Functions.class)
                            .clarify(
                                    definition.id(),
                                    answer.description(),
                                    answer.errors(),
                                    new FunctionDefinition.Clarification(unclear, definition.description()));
                    return clearer;
                });
    }

    private Drawn save(
            Handle handle,
            long developedAppId,
            Document document,
            Map<String, Conversation.Reply<DrawCodeGraph.Drawing>> drawings) {
        var tables = saveSchema(handle, developedAppId, document);
        var routes = handle.attach(CompiledRoutes.class);
        handle.attach(CodeGraphs.class).clear(developedAppId);
        handle.attach(Functions.class).clearDefinitions(developedAppId);
        routes.clear(developedAppId);
        var defined = new HashSet<String>();
        var unfinished = 0;
        for (var route : document.routes().toList()) {
            var reply = drawings.get(route.id());
            var graph = reply == null || reply.value() == null
                    ? null
                    : saveGraph(handle, developedAppId, route, reply.value(), defined);
            var missing = reply == null || reply.given() ? null : reply.beyond();
            unfinished += missing == null ? 0 : 1;
            routes.add(
                    developedAppId,
                    graph == null ? null : graph.id(),
                    route.id(),
                    route.method().name(),
                    route.path(),
                    route.summary(),
                    "",
                    missing == null ? CompiledRoute.State.PENDING : CompiledRoute.State.UNFINISHED,
                    missing);
        }
        return new Drawn(tables, defined.size(), unfinished);
    }

    private int saveSchema(Handle handle, long developedAppId, Document document) {
        var schemas = handle.attach(DatabaseSchemas.class);
        schemas.clear(developedAppId);
        var tables = ground.tables().apply(document);
        if (!tables.isEmpty()) {
            var schema = schemas.add(developedAppId, document.name(), document.summary());
            for (var table : tables) {
                schemas.addTable(schema.id(), table.name(), table.description(), table.definition());
            }
        }
        return tables.size();
    }

    /** @param defined names of functions that stand already; a function that several routes need is defined once */
    private CodeGraph saveGraph(
            Handle handle, long developedAppId, Route route, DrawCodeGraph.Drawing drawing, Set<String> defined) {
        var graphs = handle.attach(CodeGraphs.class);
        var functions = handle.attach(Functions.class);
        for (var definition : drawing.functions()) {
            if (defined.add(definition.name())) {
                functions.define(
                        developedAppId,
                        definition.name(),
                        definition.description(),
                        definition.input(),
                        definition.returnType(),
                        definition.errors(),
                        definition.tables(),
                        drawing.packages(),
                        definition.recipe());
            }
        }
        // Those of other routes that it calls come after its own.
        var names = Stream.concat(
                        drawing.functions().stream().map(DrawCodeGraph.Definition::name),
                        drawing.calls().stream().map(CodeGraph.Call::callee))
                .distinct()
                .toList();
        var graph = graphs.add(
                developedAppId,
                route.id(),
                names.getFirst(),
                route.operation(),
                new CodeGraph.Graph(names, drawing.calls()));
        for (var name : drawing.packages()) {
            var allowed = ground.allowed().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "the graph of %s uses %s, which is not on the allow-list".formatted(route.name(), name)));
            graphs.uses(
                    graph.id(), graphs.allow(allowed.name(), allowed.version()).id());
        }
        return graph;
    }
}
