package codex.agent.requirements;

import codex.engine.FaultList;
import codex.engine.Question;
import codex.specification.Assumption;
import codex.specification.Body;
import codex.specification.Check;
import codex.specification.Checks;
import codex.specification.Document;
import codex.specification.DocumentJson;
import codex.specification.Elements;
import codex.specification.Enumeration;
import codex.specification.Example;
import codex.specification.Parameter;
import codex.specification.Response;
import codex.specification.Route;
import codex.specification.Rule;
import codex.specification.SpecificationText;
import codex.specification.Type;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What do these routes take, answer and obey? A draft only names the particular routes of a large application; each module
 * is asked for the rest, beside the others.
 *
 * @param module the heading of the module that they stand in
 * @param routes as the draft has them
 */
public record DetailRoutes(
        Document document, String module, List<Route> routes, List<DraftSpecification.Answered> answers)
        implements Question<DetailRoutes.Detailed> {
    /**
     * What one route takes, answers and obeys.
     *
     * @param route its name
     */
    public record Detail(
            String route,
            List<Parameter> parameters,
            @Nullable Body request,
            List<Response> responses,
            List<Rule> rules,
            List<Example> examples) {
        public Detail {
            parameters = List.copyOf(parameters);
            responses = List.copyOf(responses);
            rules = List.copyOf(rules);
            examples = List.copyOf(examples);
        }
    }

    /** The details of the routes, with the types and enumerations that they bring. */
    public record Detailed(
            List<Detail> details, List<Type> types, List<Enumeration> enums, List<Assumption> assumptions) {
        public Detailed {
            details = List.copyOf(details);
            types = List.copyOf(types);
            enums = List.copyOf(enums);
            assumptions = List.copyOf(assumptions);
        }
    }

    public DetailRoutes {
        routes = List.copyOf(routes);
        answers = List.copyOf(answers);
    }

    @Override
    public Class<Detailed> answerType() {
        return Detailed.class;
    }

    @Override
    public String agent() {
        return "requirements";
    }

    @Override
    public Object shown(Object value) {
        return value instanceof Document whole ? SpecificationText.of(whole) : value;
    }

    @Override
    public List<String> faults(Detailed answer) {
        var faults = new FaultList();
        var wanted = routes.stream().map(Route::name).toList();
        var found = answer.details().stream().map(Detail::route).toList();
        faults.unique("details", found);
        wanted.stream()
                .filter(name -> !found.contains(name))
                .forEach(name -> faults.add("details lack the route “%s”".formatted(name)));
        found.stream()
                .filter(name -> !wanted.contains(name))
                .forEach(name -> faults.add(
                        "details have the route “%s”, which is none of %s".formatted(name, String.join(", ", wanted))));
        for (var detail : answer.details()) {
            if (detail.responses().isEmpty()) {
                faults.add("the route “%s” has no responses; say what it answers".formatted(detail.route()));
            }
        }
        if (faults.all().isEmpty()) {
            judge(answer, faults);
        }
        return faults.all();
    }

    private void judge(Detailed answer, FaultList faults) {
        var whole = new Parts(document).with(module, answer).document();
        var tree = DocumentJson.tree(whole);
        faults.count(
                "the specification, with all that stands in it,", tree.findValues("id"), DraftSpecification.ELEMENTS);
        try {
            DocumentJson.read(tree);
        } catch (DocumentJson.Unreadable unreadable) {
            unreadable.problems().forEach(problem -> faults.add(problem.field() + " " + problem.message()));
            return;
        }
        var before = new HashSet<>(errors(document));
        errors(whole).stream().filter(error -> !before.contains(error)).forEach(faults::add);
    }

    /** What nobody can mend by a press of a button, in words; particular routes that are only named may still lack all. */
    static List<String> errors(Document document) {
        var elements = Elements.of(document);
        var named = new HashSet<String>();
        Parts.named(document).forEach(route -> {
            named.add(route.id());
            route.parameters().forEach(parameter -> named.add(parameter.id()));
        });
        return Checks.check(document).stream()
                .filter(check -> check.severity() == Check.Severity.ERROR && check.fix() == null)
                .filter(check -> !named.contains(check.element()))
                .map(check -> elements.label(check.element()) + ": " + check.message())
                .toList();
    }
}
