package codex.agent.architect;

import codex.code.CodeGraph;
import codex.engine.FaultList;
import codex.engine.Question;
import codex.specification.Document;
import codex.specification.Route;
import codex.specification.SpecificationText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which work do several of these routes have in common? Asked before the routes are drawn, so that they can be drawn side
 * by side and still share.
 */
public record DrawSharedFunctions(Document document, List<Task> routes)
        implements Question<DrawSharedFunctions.Shared> {
    private static final int FUNCTIONS = 30;
    private static final int CALLS = 100;

    /** What the platform may refuse with, whichever route it is. */
    private static final Set<Integer> REFUSALS = Set.of(403, DrawCodeGraph.THROTTLED);

    /**
     * A route that needs a function of its own.
     *
     * @param route {@code POST /articles}
     * @param function the name of its own function
     * @param rules what it has to keep, in words
     */
    public record Task(String route, String function, String summary, List<String> rules) {
        public Task {
            rules = List.copyOf(rules);
        }

        static Task of(Document document, Route route) {
            return new Task(
                    route.operation(),
                    new DrawCodeGraph(document, route, List.of()).head().name(),
                    route.summary(),
                    route.rules().stream().map(rule -> rule.text()).toList());
        }
    }

    /** The functions, and the calls between them; both empty where nothing is shared. */
    public record Shared(List<DrawCodeGraph.Definition> functions, List<CodeGraph.Call> calls) {
        public static final Shared NOTHING = new Shared(List.of(), List.of());

        public Shared {
            functions = List.copyOf(functions);
            calls = List.copyOf(calls);
        }
    }

    public DrawSharedFunctions {
        routes = List.copyOf(routes);
    }

    @Override
    public Class<Shared> answerType() {
        return Shared.class;
    }

    @Override
    public String agent() {
        return "architect";
    }

    /** The specification as people read it: a fifth of its JSON, whose ids nobody needs here. */
    @Override
    public Object shown(Object value) {
        return value instanceof Document whole ? SpecificationText.of(whole) : value;
    }

    @Override
    public List<String> faults(Shared shared) {
        var faults = new FaultList();
        faults.count("functions", shared.functions(), FUNCTIONS);
        faults.count("calls", shared.calls(), CALLS);
        if (!faults.all().isEmpty()) {
            return faults.all();
        }
        var judge = new DefinitionJudge(document, faults);
        var known = new HashSet<String>();
        routes.forEach(task -> known.add(task.function()));
        for (var function : shared.functions()) {
            judge.helper(function, known);
            judge.sense(function, null);
            DefinitionJudge.statuses(function)
                    .filter(status -> !REFUSALS.contains(status) && !Route.REFUSALS.contains(status))
                    .forEach(status -> faults.add("%s refuses with %d; what several routes share refuses with one of %s"
                            .formatted(function.name(), status, Route.REFUSALS)));
        }
        var names =
                shared.functions().stream().map(DrawCodeGraph.Definition::name).toList();
        for (var call : shared.calls()) {
            Stream.of(call.caller(), call.callee())
                    .filter(name -> !names.contains(name))
                    .forEach(name -> faults.add("calls names %s, which is none of functions".formatted(name)));
        }
        return faults.all();
    }
}
