package codex.agent.architect;

import codex.code.Argument;
import codex.code.CodeGraph;
import codex.engine.FaultList;
import codex.engine.Question;
import codex.specification.Behaviour;
import codex.specification.Document;
import codex.specification.Names;
import codex.specification.Parameter;
import codex.specification.Response;
import codex.specification.Route;
import codex.specification.SpecificationText;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which functions does this route need, and who calls whom?
 *
 * @param head the function that answers the route, without its description: name, input and return type follow from the
 *     route
 * @param standing functions that several of the application's routes share; this one may call them
 */
public record DrawCodeGraph(Document document, Route route, Definition head, List<Definition> standing)
        implements Question<DrawCodeGraph.Drawing> {
    /** Too many tries are refused by the platform, whoever calls it. */
    static final int THROTTLED = 429;

    /** One is usual, and three was the most that an application of twenty particular routes needed. */
    private static final int FUNCTIONS = 10;

    private static final int CALLS = 60;

    /** The functions, the route's own first, the calls between them, and the packages they use. */
    public record Drawing(List<Definition> functions, List<CodeGraph.Call> calls, List<String> packages) {
        public Drawing {
            functions = List.copyOf(functions);
            calls = List.copyOf(calls);
            packages = List.copyOf(packages);
        }
    }

    /** A function to be written; members as in {@link codex.code.FunctionDefinition}. */
    public record Definition(
            String name,
            String description,
            List<Argument> input,
            String returnType,
            List<String> errors,
            List<String> tables,
            @Nullable String recipe) {
        public Definition {
            input = List.copyOf(input);
            errors = List.copyOf(errors);
            tables = List.copyOf(tables);
        }

        /** The same under another name, and with others' new names in its words. */
        Definition renamed(String newName, Map<String, String> names) {
            var words = description;
            for (var each : names.entrySet()) {
                words = words.replaceAll(
                        "\\b%s\\b".formatted(Pattern.quote(each.getKey())), Matcher.quoteReplacement(each.getValue()));
            }
            return new Definition(newName, words, input, returnType, errors, tables, recipe);
        }
    }

    public DrawCodeGraph {
        standing = List.copyOf(standing);
    }

    public DrawCodeGraph(Document document, Route route, List<Definition> standing) {
        this(document, route, head(document, route), standing);
    }

    @Override
    public Class<Drawing> answerType() {
        return Drawing.class;
    }

    /** The specification as people read it: a fifth of its JSON, whose ids nobody needs here. */
    @Override
    public Object shown(Object value) {
        return value instanceof Document whole ? SpecificationText.of(whole) : value;
    }

    @Override
    public String agent() {
        return "architect";
    }

    @Override
    public List<String> faults(Drawing drawing) {
        if (drawing.functions().isEmpty()) {
            return List.of("functions is empty; the first one answers the route and is named " + head.name());
        }
        var faults = new FaultList();
        faults.count("functions", drawing.functions(), FUNCTIONS);
        faults.count("calls", drawing.calls(), CALLS);
        if (!faults.all().isEmpty()) {
            return faults.all();
        }
        var first = drawing.functions().getFirst();
        if (!first.name().equals(head.name())
                || !first.returnType().equals(head.returnType())
                || !first.input().equals(head.input())) {
            faults.add("the first function has the name, input and returnType of the head: %s, found %s with %s"
                    .formatted(head.name(), first.name(), first.input()));
        }
        var known = new HashSet<String>(Set.of(head.name()));
        standing.forEach(each -> known.add(each.name()));
        var judge = new DefinitionJudge(document, faults);
        drawing.functions().stream().skip(1).forEach(each -> judge.helper(each, known));
        for (var call : drawing.calls()) {
            Stream.of(call.caller(), call.callee())
                    .filter(name -> !known.contains(name))
                    .forEach(name -> faults.add("calls names %s, which is no function here".formatted(name)));
        }
        drawing.functions().forEach(each -> {
            judge.sense(each, route.behaviour().recipe());
            DefinitionJudge.statuses(each)
                    .filter(status -> status != THROTTLED && !route.mayRefuse(status))
                    .forEach(status -> faults.add(unlisted(each, status)));
        });
        if (!drawing.packages().isEmpty()) {
            faults.add("packages must be empty: no library is allowed beside the platform");
        }
        return faults.all();
    }

    // What callers were told is kept: a status that they do not know is none that a function may choose.
    private String unlisted(Definition definition, int status) {
        var listed = route.responses().stream()
                .map(response -> String.valueOf(response.status()))
                .collect(Collectors.joining(", "));
        return "%s refuses with %d, which the route does not list; it lists %s. Refuse with one of these, or with one of %s"
                .formatted(definition.name(), status, listed.isEmpty() ? "none" : listed, Route.REFUSALS);
    }

    // A standard route answers without a function; what its rules say in words is asked of a guard with the row.
    private static Definition head(Document document, Route route) {
        if (!route.behaviour().kind().needsFunction()) {
            var table = route.behaviour().table();
            return new Definition(
                    "check" + Names.pascal(route.name()),
                    "",
                    table == null ? List.of() : List.of(new Argument(Names.camel(table), Names.pascal(table), true)),
                    "nothing",
                    List.of(),
                    List.of(),
                    null);
        }
        return new Definition(route.name(), "", input(document, route), returned(route), List.of(), List.of(), null);
    }

    private static List<Argument> input(Document document, Route route) {
        var parameters = route.parameters().stream()
                .map((Parameter each) -> new Argument(Names.camel(each.name()), each.type(), each.required()));
        return Stream.concat(parameters, body(document, route)).toList();
    }

    // The members of an object; a body that is a list, a text or a file is the one argument body.
    private static Stream<Argument> body(Document document, Route route) {
        var request = route.request();
        if (request == null || request.type().isEmpty()) {
            return Stream.of();
        }
        var type = document.type(request.type());
        if (type.isPresent()) {
            return type.get().fields().stream()
                    .map(each -> new Argument(Names.camel(each.name()), each.type(), each.required()));
        }
        var table = document.tables().stream()
                .filter(each -> Names.pascal(each.name()).equals(request.type()))
                .findFirst();
        return table.isEmpty()
                ? Stream.of(new Argument("body", request.type(), true))
                : table.get().columns().stream()
                        .filter(column -> !column.readOnly()
                                && !column.name().equals(table.get().owner()))
                        .map(each -> new Argument(Names.camel(each.name()), each.type(), each.required()));
    }

    private static String returned(Route route) {
        var response = route.responses().stream().filter(Response::success).findFirst();
        if (response.isPresent() && response.get().status() >= 300) {
            return "uri";
        }
        // A recipe has its own way of making HTML, and tests of ours that show it is safe.
        if (route.behaviour().kind() == Behaviour.Kind.CUSTOM
                && response.isPresent()
                && response.get().mediaType().startsWith("text/html")) {
            return "html";
        }
        return response.map(Response::type).filter(type -> !type.isEmpty()).orElse("nothing");
    }
}
