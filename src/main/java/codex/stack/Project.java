package codex.stack;

import codex.code.Function;
import codex.code.FunctionDefinition;
import codex.code.Package;
import codex.specification.Document;
import java.util.List;
import java.util.Map;

/**
 * All that a project is written from.
 *
 * @param functions those that serve the definitions, in the same order as far as they are there
 * @param packages libraries that functions use beside the platform
 * @param unfinished reasons, by element id of the routes that will answer 501
 */
public record Project(
        Document document,
        List<FunctionDefinition> definitions,
        List<Function> functions,
        List<Package> packages,
        Map<String, String> unfinished) {
    public Project {
        definitions = List.copyOf(definitions);
        functions = List.copyOf(functions);
        packages = List.copyOf(packages);
        unfinished = Map.copyOf(unfinished);
    }
}
