package codex.stack;

import codex.code.Function;
import codex.code.FunctionDefinition;
import codex.code.Package;
import codex.code.Scenario;
import codex.specification.Document;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a project is written from.
 *
 * @param functions those that serve the definitions, in the same order as far as they are there
 * @param packages libraries that functions use beside the platform
 * @param unfinished reasons, by element id of the routes that will answer 501
 * @param scenarios acceptance tests, written from the specification alone
 * @param delivered the last one of the application that kept data; null when there is none
 */
public record Project(
        Document document,
        List<FunctionDefinition> definitions,
        List<Function> functions,
        List<Package> packages,
        Map<String, String> unfinished,
        List<Scenario> scenarios,
        @Nullable Delivered delivered) {
    public Project {
        scenarios = List.copyOf(scenarios);
        definitions = List.copyOf(definitions);
        functions = List.copyOf(functions);
        packages = List.copyOf(packages);
        unfinished = Map.copyOf(unfinished);
    }

    /** The first of its application, without acceptance tests. */
    public Project(
            Document document,
            List<FunctionDefinition> definitions,
            List<Function> functions,
            List<Package> packages,
            Map<String, String> unfinished) {
        this(document, definitions, functions, packages, unfinished, List.of(), null);
    }

    /** The first of its application, with standard behaviour alone. */
    public Project(Document document) {
        this(document, List.of(), List.of(), List.of(), Map.of());
    }
}
