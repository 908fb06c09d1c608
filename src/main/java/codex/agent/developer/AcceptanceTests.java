package codex.agent.developer;

import codex.agent.Conversation;
import codex.agent.SideBySide;
import codex.code.CodeGraph;
import codex.code.Scenario;
import codex.queue.Steps;
import codex.specification.Document;
import codex.specification.Module;
import codex.specification.Route;
import codex.verify.Finding;
import codex.verify.Rung;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * The acceptance tests of one development, a question for each module that has particular routes. They are written beside
 * the functions by whoever sees none of their code. One that does not hold is doubted once, before a function is: it may
 * say what the specification does not.
 */
final class AcceptanceTests {
    private final Document document;
    private final Set<String> routeIds;
    private final Conversation conversation;
    private final Steps steps;
    private final Map<String, List<Scenario>> scenarios = new TreeMap<>();
    private final Set<String> doubted = new HashSet<>();

    /** For the routes that these graphs draw. */
    AcceptanceTests(Document document, List<CodeGraph> graphs, Conversation conversation, Steps steps) {
        this.document = document;
        this.routeIds = graphs.stream().map(CodeGraph::routeId).collect(Collectors.toSet());
        this.conversation = conversation;
        this.steps = steps;
    }

    /** Has them written; how many there are. An engine that cannot leaves none. */
    int write() {
        var answers = SideBySide.all(
                modules().stream()
                        .map(module -> (Callable<Map.Entry<String, List<Scenario>>>)
                                () -> Map.entry(module.id(), ask("scenarios:" + module.id(), module, List.of())))
                        .toList(),
                steps);
        answers.forEach(answer -> scenarios.put(answer.getKey(), answer.getValue()));
        return all().size();
    }

    /** In the order of the modules. */
    List<Scenario> all() {
        return modules().stream()
                .flatMap(module -> scenarios.getOrDefault(module.id(), List.of()).stream())
                .toList();
    }

    /**
     * Asks again about modules whose tests did not hold, each once. Answers the routes whose tests are others now: what
     * was found of them tells nothing about their functions.
     */
    Set<String> doubt(List<Finding> findings) {
        var changed = new HashSet<String>();
        for (var module : modules()) {
            var failed = findings.stream()
                    .filter(finding -> provenBy(module, finding).isPresent())
                    .toList();
            if (failed.isEmpty() || !doubted.add(module.id())) {
                continue;
            }
            var before = scenarios.getOrDefault(module.id(), List.of());
            steps.say("Asking whether %d acceptance tests of %s say what the specification says"
                    .formatted(failed.size(), module.name()));
            var problems = failed.stream()
                    .map(finding -> finding.checked() + ": " + finding.evidence())
                    .toList();
            var now = ask(
                    "scenarios:again:" + module.id(), module, List.of(new WriteScenarios.Attempt(before, problems)));
            if (!now.isEmpty()) {
                scenarios.put(module.id(), now);
                failed.forEach(finding -> provenBy(module, finding)
                        .filter(route -> !proving(route, before).equals(proving(route, now)))
                        .ifPresent(route -> changed.add(route.id())));
            }
        }
        return changed;
    }

    /** Whether the finding comes from an acceptance test. */
    static boolean found(Finding finding) {
        var path = finding.path();
        return finding.rung() == Rung.TESTS && path != null && path.endsWith(Scenario.TEST_CLASS + ".java");
    }

    private static Optional<Route> provenBy(Module module, Finding finding) {
        return module.routes().stream()
                .filter(route -> found(finding) && route.id().equals(finding.routeId()))
                .findFirst();
    }

    private static Set<Scenario> proving(Route route, List<Scenario> all) {
        return all.stream()
                .filter(each -> each.proves().equals(route.operation()))
                .collect(Collectors.toSet());
    }

    private List<Module> modules() {
        return document.modules().stream()
                .filter(module -> module.routes().stream().anyMatch(route -> routeIds.contains(route.id())))
                .toList();
    }

    private List<Scenario> ask(String key, Module module, List<WriteScenarios.Attempt> attempts) {
        var routes = module.routes().stream()
                .filter(route -> routeIds.contains(route.id()))
                .map(Route::operation)
                .toList();
        var reply = conversation.ask(key, new WriteScenarios(document, routes, attempts));
        return reply.value() == null ? List.of() : reply.value().scenarios();
    }
}
