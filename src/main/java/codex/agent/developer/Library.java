package codex.agent.developer;

import codex.code.CodeGraph;
import codex.code.CodeGraphs;
import codex.code.DevelopedApps;
import codex.code.Function;
import codex.code.FunctionDefinition;
import codex.code.Functions;
import codex.code.LibraryFunction;
import codex.specification.Specifications;
import codex.stack.Stack;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The verified functions of an account: what was written once is not asked for again. A function fits where its signature
 * is the same and all that it uses of the platform is the same there. Under the same name and words it is taken over as it
 * stands; where they only mean something alike it is shown to whoever writes the function, since one other word among
 * many can turn the meaning.
 */
final class Library {
    private static final int SHOWN = 2;

    /** The cosine of their words from which two definitions are about something alike. */
    private static final double ALIKE = 0.6;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern BLOCK = Pattern.compile("\\n\\s*\\n|\\n(?=(?:record|class|interface|enum) )");
    private static final Pattern HEAD = Pattern.compile("^(?:record|class|interface|enum) ([A-Za-z]\\w*)");
    private static final Pattern METHOD = Pattern.compile("(\\w+)\\(");
    private static final Set<String> SMALL = Set.of(
            "a", "an", "the", "of", "to", "and", "or", "is", "are", "in", "on", "it", "its", "for", "with", "by", "as",
            "at", "that", "this", "which", "if");

    /**
     * What a search found.
     *
     * @param functionId the function that does it; null where none does
     * @param body its body
     * @param alike functions that do something alike, most alike first
     */
    record Found(
            @Nullable Long functionId, WriteFunction.@Nullable FunctionBody body, List<WriteFunction.Alike> alike) {
        static final Found NOTHING = new Found(null, null, List.of());

        Found {
            alike = List.copyOf(alike);
        }
    }

    private final Jdbi jdbi;
    private final Stack stack;

    Library(Jdbi jdbi, Stack stack) {
        this.jdbi = jdbi;
        this.stack = stack;
    }

    /**
     * Looks for functions that may serve a definition.
     *
     * @param wanted as it was when nothing was written yet, with its input and its return type as Java writes them
     * @param platform what it may use
     */
    Found search(long accountId, Written wanted, String platform) {
        var definition = wanted.definition();
        var head = wanted.function(Function.State.WRITTEN, "", Instant.EPOCH);
        var said = said(definition.description(), definition.errors());
        var known = jdbi.withExtension(
                Functions.class, functions -> functions.library(accountId, head.inputType(), head.returnType()));
        // By their words first, since it takes another specification to see whether one fits.
        var same = known.stream()
                .filter(each -> each.name().equals(definition.name())
                        && said(each.description(), each.errors()).equals(said))
                .filter(each -> fits(each, platform))
                .findFirst();
        if (same.isPresent()) {
            return new Found(same.get().id(), body(same.get()), List.of());
        }
        var words = words(said);
        var alike = known.stream()
                .map(each -> Map.entry(each, cosine(words, words(said(each.description(), each.errors())))))
                .filter(each -> each.getValue() >= ALIKE)
                .sorted(Map.Entry.<LibraryFunction, Double>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .filter(each -> fits(each, platform))
                .limit(SHOWN)
                .map(each -> new WriteFunction.Alike(each.description(), each.errors(), body(each)))
                .toList();
        return new Found(null, null, alike);
    }

    private static WriteFunction.FunctionBody body(LibraryFunction function) {
        return new WriteFunction.FunctionBody(function.imports(), function.code(), function.helpers());
    }

    /** Whether all that its code names means the same in both places. */
    private boolean fits(LibraryFunction function, String platform) {
        return jdbi.withHandle(handle -> {
            var definitions = handle.attach(Functions.class).definitions(function.developedAppId());
            var definition = definitions.stream()
                    .filter(each -> Objects.equals(each.functionId(), function.id()))
                    .findFirst();
            var document = handle.attach(DevelopedApps.class)
                    .findAny(function.developedAppId())
                    .flatMap(
                            app -> handle.attach(Specifications.class).find(app.applicationId(), app.specificationId()))
                    .map(specification -> specification.document());
            if (definition.isEmpty() || document.isEmpty()) {
                return false;
            }
            var graphs = handle.attach(CodeGraphs.class).list(function.developedAppId());
            var callees = callees(definition.get(), graphs, definitions);
            var there = stack.platform(definition.get(), callees, document.get());
            return used(function, there).equals(used(function, platform));
        });
    }

    /** The definitions that a definition's function calls. */
    static List<FunctionDefinition> callees(
            FunctionDefinition caller, List<CodeGraph> graphs, List<FunctionDefinition> definitions) {
        var names = graphs.stream()
                .flatMap(graph -> graph.graph().calls().stream())
                .filter(call -> call.caller().equals(caller.name()))
                .map(CodeGraph.Call::callee)
                .collect(Collectors.toSet());
        return definitions.stream().filter(each -> names.contains(each.name())).toList();
    }

    // Of a platform's text, the classes that the code names whole, and of all others the methods that it calls.
    private static List<String> used(LibraryFunction function, String platform) {
        var code =
                function.inputType() + " " + function.returnType() + " " + function.code() + " " + function.helpers();
        var names = NAME.matcher(code).results().map(MatchResult::group).collect(Collectors.toSet());
        return Arrays.stream(BLOCK.split(platform))
                .map(String::strip)
                .flatMap(block -> {
                    var head = HEAD.matcher(block);
                    var context = head.find() && head.group(1).equals("Context");
                    return !context && head.reset().find() && names.contains(head.group(1))
                            ? Stream.of(block)
                            : called(block, names);
                })
                .toList();
    }

    private static Stream<String> called(String block, Set<String> names) {
        return block.lines().filter(line -> {
            var method = METHOD.matcher(line);
            return method.find() && names.contains(method.group(1));
        });
    }

    private static String said(String description, List<String> errors) {
        return (description + "\n" + String.join("\n", errors)).strip().replaceAll("\\s+", " ");
    }

    /** How often each word is said; small ones do not count. */
    private static Map<String, Integer> words(String said) {
        var counts = new HashMap<String, Integer>();
        WORD.matcher(said.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .filter(word -> !SMALL.contains(word))
                .forEach(word -> counts.merge(word, 1, Integer::sum));
        return counts;
    }

    private static double cosine(Map<String, Integer> one, Map<String, Integer> other) {
        var dot = 0.0;
        for (var word : one.entrySet()) {
            dot += word.getValue() * (double) other.getOrDefault(word.getKey(), 0);
        }
        return dot == 0 ? 0 : dot / Math.sqrt(square(one) * square(other));
    }

    private static double square(Map<String, Integer> counts) {
        return counts.values().stream()
                .mapToDouble(count -> (double) count * count)
                .sum();
    }
}
