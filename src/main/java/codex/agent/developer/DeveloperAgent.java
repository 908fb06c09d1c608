package codex.agent.developer;

import codex.agent.Agent;
import codex.agent.Clarifying;
import codex.agent.Conversation;
import codex.agent.SideBySide;
import codex.application.ApplicationStatus;
import codex.application.Applications;
import codex.code.CodeGraph;
import codex.code.CodeGraphs;
import codex.code.CompiledRoute;
import codex.code.CompiledRoutes;
import codex.code.DevelopedApp;
import codex.code.DevelopedApps;
import codex.code.Function;
import codex.code.FunctionDefinition;
import codex.code.Functions;
import codex.code.Package;
import codex.code.Scenario;
import codex.code.SourceFile;
import codex.code.SourceFiles;
import codex.engine.EngineCalls;
import codex.engine.Engines;
import codex.queue.Job;
import codex.queue.Outcome;
import codex.queue.Steps;
import codex.specification.Document;
import codex.specification.Names;
import codex.specification.Specifications;
import codex.stack.Delivered;
import codex.stack.Project;
import codex.stack.Stack;
import codex.stack.Zip;
import codex.verify.Finding;
import codex.verify.Rung;
import codex.verify.Severity;
import codex.verify.Verification;
import codex.verify.VerificationReport;
import codex.verify.Verifications;
import codex.verify.Verifier;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The developer: has each function written, puts the project together, has it verified, and sends what was found back to
 * whoever wrote the function, within bounds.
 */
public final class DeveloperAgent implements Agent {
    /** Repairs of one function before it is given up (RELIABILITY.md, C16). */
    private static final int ROUNDS = 4;

    /** What the developer works with. */
    public record Tools(
            Stack stack, Verifier verifier, Engines engines, Clarifying architect, ObjectMapper json, Clock clock) {}

    /** What was handed over. */
    public record Developed(long developedAppId, String state, String summary) {}

    private final Jdbi jdbi;
    private final Tools tools;
    private final Library library;

    public DeveloperAgent(Jdbi jdbi, Tools tools) {
        this.jdbi = jdbi;
        this.tools = tools;
        this.library = new Library(jdbi, tools.stack());
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
        var engine = tools.engines().named(developedApp.get().engine());
        var conversation = new Conversation(engine, tools.json(), job, steps);
        var work = work(developedApp.get(), specification.get().document());
        var written = new LinkedHashMap<String, Written>();
        var tests = new AcceptanceTests(work.document(), work.graphs(), conversation, steps);
        SideBySide.all(
                List.<Callable<Integer>>of(
                        () -> {
                            written.putAll(write(work, conversation, steps));
                            return written.size();
                        },
                        tests::write),
                steps);
        var judged = repairUntilSilent(work, written, tests, conversation, steps);
        return new Outcome.Done(steps.write(
                "zip",
                conversation.hash(hashes(judged.files()), judged.verification().verified()),
                Developed.class,
                handle -> save(handle, job, work, judged)));
    }

    /** All that one development starts from. */
    private record Work(
            DevelopedApp developedApp,
            Document document,
            List<FunctionDefinition> definitions,
            List<CodeGraph> graphs,
            List<Package> packages,
            Map<String, String> unfinished,
            @Nullable Delivered delivered) {}

    /** A project, the functions in it, and what verification says of it. */
    private record Judged(
            Map<String, Written> written,
            Map<String, String> unfinished,
            List<SourceFile> files,
            Verification verification) {}

    private Work work(DevelopedApp developedApp, Document document) {
        return jdbi.withHandle(handle -> {
            var unfinished = handle.attach(CompiledRoutes.class).list(developedApp.id()).stream()
                    .filter(route -> route.state() == CompiledRoute.State.UNFINISHED)
                    .collect(Collectors.toMap(
                            CompiledRoute::routeId,
                            route -> String.valueOf(route.reason()),
                            (a, b) -> a,
                            TreeMap::new));
            var graphs = handle.attach(CodeGraphs.class);
            return new Work(
                    developedApp,
                    document,
                    handle.attach(Functions.class).definitions(developedApp.id()),
                    graphs.list(developedApp.id()),
                    graphs.packages(developedApp.id()),
                    unfinished,
                    delivered(handle, developedApp).orElse(null));
        });
    }

    private static Optional<Delivered> delivered(Handle handle, DevelopedApp developedApp) {
        return handle.attach(DevelopedApps.class)
                .delivered(developedApp.id(), Delivered.MIGRATIONS)
                .flatMap(last -> handle.attach(Specifications.class)
                        .find(last.applicationId(), last.specificationId())
                        .map(specification -> new Delivered(
                                specification.document(),
                                handle.attach(SourceFiles.class).in(last.id(), Delivered.MIGRATIONS))));
    }

    /** Each definition's function, by name, in the order of the definitions. */
    private Map<String, Written> write(Work work, Conversation conversation, Steps steps) {
        var count = new AtomicInteger();
        return byName(SideBySide.all(
                work.definitions().stream()
                        .map((FunctionDefinition definition) -> (Callable<Written>) () -> {
                            steps.say("Writing %s, %d of %d"
                                    .formatted(
                                            definition.name(),
                                            count.incrementAndGet(),
                                            work.definitions().size()));
                            return first(work, definition, conversation, steps);
                        })
                        .toList(),
                steps));
    }

    private static Map<String, Written> byName(List<Written> written) {
        var byName = new LinkedHashMap<String, Written>();
        written.forEach(each -> byName.put(each.definition().name(), each));
        return byName;
    }

    /** The first body: one of the library, or one that is written. What the definition leaves open, the architect is asked, once. */
    private Written first(Work work, FunctionDefinition definition, Conversation conversation, Steps steps) {
        var found = found(work, definition, conversation, steps);
        if (found.body() != null) {
            steps.say("%s was written and verified before".formatted(definition.name()));
            return new Written(
                    definition, signature(work, definition), found.body(), List.of(), found.functionId(), null);
        }
        var key = "function:" + definition.name();
        var written = ask(work, definition, found.alike(), List.of(), key, conversation);
        var body = written.body();
        if (body == null || !body.asks()) {
            return written;
        }
        var unclear = String.valueOf(body.unclear());
        steps.say("Asking the architect about %s: %s".formatted(definition.name(), unclear));
        var clearer = tools.architect().clarify(definition, work.document(), unclear, conversation, steps);
        return ask(work, clearer, found.alike(), List.of(), key + ":clear", conversation);
    }

    // A step, since what the library holds may be more when a job goes on. Recipes are at hand anyway.
    private Library.Found found(Work work, FunctionDefinition definition, Conversation conversation, Steps steps) {
        if (definition.recipe() != null) {
            return Library.Found.NOTHING;
        }
        var wanted = new Written(definition, signature(work, definition), null, List.of(), null, null);
        var key = "library:" + definition.name();
        var embedders = tools.engines()
                .embedders(tools.engines().named(work.developedApp().engine()));
        return steps.step(
                key,
                conversation.hash(definition),
                Library.Found.class,
                () -> library.search(wanted, platform(work, definition), embedders, conversation.asker(key)));
    }

    private String signature(Work work, FunctionDefinition definition) {
        return tools.stack().signature(definition, work.document());
    }

    private String platform(Work work, FunctionDefinition definition) {
        return tools.stack()
                .platform(definition, Library.callees(definition, work.graphs(), work.definitions()), work.document());
    }

    private Written ask(
            Work work,
            FunctionDefinition definition,
            List<WriteFunction.Alike> alike,
            List<WriteFunction.Attempt> attempts,
            String key,
            Conversation conversation) {
        var signature = signature(work, definition);
        var question =
                new WriteFunction(definition, work.document(), signature, platform(work, definition), alike, attempts);
        var reply = conversation.ask(key, question);
        var problem = reply.value() == null ? reply.beyond() : null;
        return new Written(definition, signature, reply.value(), attempts, null, problem);
    }

    private Judged repairUntilSilent(
            Work work, Map<String, Written> written, AcceptanceTests tests, Conversation conversation, Steps steps) {
        for (var round = 1; ; round++) {
            steps.checkCancelled();
            var judged = judge(work, written, tests.all(), round, conversation, steps);
            var changed = tests.doubt(judged.verification().findings());
            // What acceptance tests found that are others now is nobody's problem.
            var findings = judged.verification().findings().stream()
                    .filter(finding -> !AcceptanceTests.found(finding) || !changed.contains(finding.routeId()))
                    .toList();
            var problems = problems(work, judged, findings);
            if (problems.isEmpty() && changed.isEmpty()) {
                return judged;
            }
            var current = round;
            var repairs = problems.entrySet().stream()
                    .map(problem -> (Callable<Written>) () -> repaired(
                            work,
                            Objects.requireNonNull(written.get(problem.getKey())),
                            problem.getValue(),
                            current,
                            conversation,
                            steps))
                    .toList();
            written.putAll(byName(SideBySide.all(repairs, steps)));
        }
    }

    private Judged judge(
            Work work,
            Map<String, Written> written,
            List<Scenario> scenarios,
            int round,
            Conversation conversation,
            Steps steps) {
        var unfinished = unfinished(work, written);
        var usable = written.values().stream().filter(Written::usable).toList();
        var project = new Project(
                work.document(),
                usable.stream().map(Written::definition).toList(),
                usable.stream()
                        .map(each -> each.function(
                                Function.State.WRITTEN,
                                work.developedApp().engine(),
                                work.developedApp().createdAt()))
                        .toList(),
                work.packages(),
                unfinished,
                scenarios,
                work.delivered());
        steps.say("Putting the project together");
        var files = tools.stack().write(project);
        // Written again after a crash, since that costs seconds; the step tells whoever watches that it is done.
        var hash = conversation.hash(hashes(files));
        var ignored = steps.step("write:" + round, hash, Integer.class, files::size);
        var verification = steps.step(
                "verify:" + round,
                hash,
                Verification.class,
                () -> tools.verifier().verify(files, work.document(), scenarios, unfinished.keySet(), steps::say));
        return new Judged(written, unfinished, files, verification);
    }

    private static List<String> hashes(List<SourceFile> files) {
        return files.stream().map(file -> file.path() + " " + file.sha256()).toList();
    }

    /** Reasons by route: what the architect could not draw, and routes whose functions are missing or given up. */
    private static Map<String, String> unfinished(Work work, Map<String, Written> written) {
        var unfinished = new TreeMap<>(work.unfinished());
        for (var graph : work.graphs()) {
            graph.graph().functions().stream()
                    .map(written::get)
                    .filter(each -> each != null && !each.usable())
                    .findFirst()
                    .ifPresent(missing -> unfinished.put(graph.routeId(), String.valueOf(missing.problem())));
        }
        return unfinished;
    }

    /** What is wrong with each usable function, by its name. */
    private static Map<String, List<Problem>> problems(Work work, Judged judged, List<Finding> findings) {
        var problems = new Problem.Blame(work.document(), work.definitions(), work.graphs()).of(findings);
        problems.keySet().removeIf(name -> {
            var written = judged.written().get(name);
            return written == null || !written.usable();
        });
        return problems;
    }

    private Written repaired(
            Work work, Written before, List<Problem> problems, int round, Conversation conversation, Steps steps) {
        var body = before.body();
        if (body == null) {
            return before;
        }
        var attempts = new ArrayList<>(before.attempts());
        var words = problems.stream().map(Problem::words).toList();
        // The route will say why it is not there: to callers, who are told nothing of the inside.
        var missed = problems.getFirst().checked();
        if (!attempts.isEmpty() && Problem.same(attempts.getLast().problems(), words)) {
            return before.givenUp("the same problem came back after a repair; this does not hold: " + missed);
        }
        if (attempts.size() >= ROUNDS) {
            return before.givenUp("after %d repairs this still does not hold: %s".formatted(ROUNDS, missed));
        }
        attempts.add(new WriteFunction.Attempt(body, words));
        var name = before.definition().name();
        steps.say("Mending %s: %s".formatted(name, words.getFirst()));
        return ask(work, before.definition(), List.of(), attempts, "repair:%d:%s".formatted(round, name), conversation);
    }

    private Developed save(Handle handle, Job job, Work work, Judged judged) {
        var id = work.developedApp().id();
        var state = state(judged);
        var summary = summary(work, judged, state);
        saveFunctions(handle, work, judged);
        saveRoutes(handle, work, judged);
        handle.attach(Verifications.class).save(id, judged.verification());
        var files = new ArrayList<>(judged.files());
        files.addAll(VerificationReport.files(judged.verification(), work.document()));
        files.sort((left, right) -> left.path().compareTo(right.path()));
        var sourceFiles = handle.attach(SourceFiles.class);
        sourceFiles.clear(id);
        sourceFiles.add(id, files.stream().map(SourceFiles.Row::of).toList());
        var developedApps = handle.attach(DevelopedApps.class);
        if (state == DevelopedApp.State.FAILED) {
            developedApps.fail(id, summary);
        } else {
            var cost = handle.attach(EngineCalls.class).ofJob(job.id()).cost();
            developedApps.finish(
                    id, state, summary, cost, Zip.of(Names.kebab(work.document().name()), files));
        }
        handle.attach(Applications.class)
                .mark(work.developedApp().applicationId(), ApplicationStatus.valueOf(state.name()));
        return new Developed(id, state.label(), summary);
    }

    private static DevelopedApp.State state(Judged judged) {
        if (judged.verification().verified() && judged.unfinished().isEmpty()) {
            return DevelopedApp.State.VERIFIED;
        }
        var starts = judged.verification().rungs().stream().anyMatch(rung -> rung.rung() == Rung.BOOT && rung.passed());
        return starts ? DevelopedApp.State.PARTIAL : DevelopedApp.State.FAILED;
    }

    private static String summary(Work work, Judged judged, DevelopedApp.State state) {
        var routes = work.document().routes().count();
        var complete = routes - judged.unfinished().size();
        var errors = judged.verification().findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        return switch (state) {
            case VERIFIED -> {
                var unseen = unseen(judged);
                yield "%d of %d routes answer as specified; %d calls prove it.%s"
                        .formatted(
                                routes - unseen,
                                routes,
                                judged.verification().probes().size(),
                                unseen == 0 ? "" : " Of %d more no success was seen.".formatted(unseen));
            }
            case PARTIAL ->
                "%d of %d routes complete, %d findings against it.".formatted(complete, routes, errors.size());
            default ->
                errors.isEmpty()
                        ? "It could not be verified."
                        : errors.getFirst().checked() + ": " + errors.getFirst().evidence();
        };
    }

    // Routes without a fault, but also without a call that showed their success.
    private static long unseen(Judged judged) {
        return judged.verification().findings().stream()
                .filter(finding -> finding.severity() == Severity.WARNING && finding.routeId() != null)
                .map(Finding::routeId)
                .distinct()
                .count();
    }

    private static void saveFunctions(Handle handle, Work work, Judged judged) {
        var functions = handle.attach(Functions.class);
        var blamed = problems(work, judged, judged.verification().findings()).keySet();
        for (var written : judged.written().values()) {
            var functionId = written.functionId();
            if (functionId != null && written.usable()) {
                // It is the library's: what becomes of this application changes nothing about it.
                functions.serves(functionId, written.definition().id());
                continue;
            }
            var state =
                    !written.usable() || blamed.contains(written.definition().name())
                            ? Function.State.FAILED
                            : judged.verification().verified() ? Function.State.VERIFIED : Function.State.WRITTEN;
            var function = written.function(
                    state, work.developedApp().engine(), work.developedApp().createdAt());
            var saved = functions.add(
                    function.name(),
                    function.description(),
                    function.inputType(),
                    function.returnType(),
                    function.imports(),
                    function.code(),
                    function.helpers(),
                    state,
                    function.engine(),
                    function.problem());
            functions.serves(saved.id(), written.definition().id());
        }
    }

    private static void saveRoutes(Handle handle, Work work, Judged judged) {
        var routes = handle.attach(CompiledRoutes.class);
        for (var route : work.document().routes().toList()) {
            var reason = judged.unfinished().get(route.id());
            var failed = judged.verification().findings().stream()
                            .anyMatch(finding -> finding.severity() == Severity.ERROR
                                    && route.id().equals(finding.routeId()))
                    || judged.verification().probes().stream()
                            .anyMatch(probe -> !probe.passed() && route.id().equals(probe.routeId()));
            var called = judged.verification().probes().stream()
                    .anyMatch(probe -> route.id().equals(probe.routeId()));
            var state = reason != null
                    ? CompiledRoute.State.UNFINISHED
                    : failed
                            ? CompiledRoute.State.FAILED
                            : called ? CompiledRoute.State.VERIFIED : CompiledRoute.State.WRITTEN;
            routes.mark(work.developedApp().id(), route.id(), state, reason);
        }
    }
}
