package codex.agent.developer;

import codex.code.CodeGraph;
import codex.code.FunctionDefinition;
import codex.specification.Document;
import codex.verify.Finding;
import codex.verify.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Something about a function that does not hold.
 *
 * @param checked what was looked at, in words that name nothing of the inside
 * @param evidence what was seen instead
 */
record Problem(String checked, String evidence) {
    /** As an acceptance test tells which of its calls it is about. */
    private static final Pattern CALL = Pattern.compile("\\bcall \\d+, ([A-Z]+ /[^ ?]*)");

    /** Whose fault findings are: the functions of a development and the routes that they serve. */
    record Blame(Document document, List<FunctionDefinition> definitions, List<CodeGraph> graphs) {
        Blame {
            definitions = List.copyOf(definitions);
            graphs = List.copyOf(graphs);
        }

        /** Problems by function, in the order of the findings; empty when nothing that a function could mend is left. */
        Map<String, List<Problem>> of(List<Finding> findings) {
            var problems = new TreeMap<String, List<Problem>>();
            findings.stream()
                    .filter(finding -> finding.severity() == Severity.ERROR)
                    .forEach(finding -> functionsAt(finding)
                            .forEach(name -> problems.computeIfAbsent(name, any -> new ArrayList<>())
                                    .add(new Problem(finding.checked(), finding.evidence()))));
            return problems;
        }

        private Set<String> functionsAt(Finding finding) {
            var path = finding.path();
            if (path != null && path.contains("/functions/")) {
                return definitions.stream()
                        .map(FunctionDefinition::name)
                        .filter(name -> path.endsWith("/functions/" + document.functionClass(name) + ".java"))
                        .collect(Collectors.toSet());
            }
            var called = AcceptanceTests.found(finding) ? called(finding) : Set.<String>of();
            if (!called.isEmpty()) {
                return called;
            }
            // Who wrote the route's function looks first; what it calls is blamed by the compiler, with a path.
            return graphs.stream()
                    .filter(graph -> graph.routeId().equals(finding.routeId()))
                    .map(CodeGraph::functionName)
                    .collect(Collectors.toSet());
        }

        // A scenario that proves one route calls others, too: whose answer did not hold is looked at first.
        private Set<String> called(Finding finding) {
            var call = CALL.matcher(finding.evidence());
            return call.find()
                    ? graphs.stream()
                            .filter(graph -> call.group(1).matches(pattern(graph.apiRoute())))
                            .map(CodeGraph::functionName)
                            .collect(Collectors.toSet())
                    : Set.of();
        }

        private static String pattern(String operation) {
            return Arrays.stream(operation.split("\\{[^}]*}", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining("[^/]+"));
        }
    }

    /** As whoever wrote the function is told. */
    String words() {
        return "This does not hold: %s. %s".formatted(checked, evidence);
    }

    /** Whether these words tell of the same problems: ports, ids and times are others in each run. */
    static boolean same(List<String> words, List<String> others) {
        return words.stream()
                .map(Problem::steady)
                .toList()
                .equals(others.stream().map(Problem::steady).toList());
    }

    private static String steady(String words) {
        return words.replaceAll("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "…")
                .replaceAll("\\d{2}:\\d{2}:\\d{2}[.\\d]*Z?|\\b\\d{4,}\\b", "…");
    }
}
