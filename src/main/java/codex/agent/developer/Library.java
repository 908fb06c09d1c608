package codex.agent.developer;

import codex.code.CodeGraph;
import codex.code.CodeGraphs;
import codex.code.DevelopedApps;
import codex.code.Function;
import codex.code.FunctionDefinition;
import codex.code.Functions;
import codex.code.LibraryFunction;
import codex.engine.Asker;
import codex.engine.Embedder;
import codex.specification.Specifications;
import codex.stack.Stack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /** The cosine from which two definitions are about something alike. */
    private static final double ALIKE = 0.6;

    /** Texts that are embedded by one search; what is left is for the next, and does not count until then. */
    private static final int AT_ONCE = 32;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern BLOCK = Pattern.compile("\\n\\s*\\n|\\n(?=(?:record|class|interface|enum) )");
    private static final Pattern HEAD = Pattern.compile("^(?:record|class|interface|enum) ([A-Za-z]\\w*)");
    private static final Pattern METHOD = Pattern.compile("(\\w+)\\(");
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
     * @param embedders the first of them that answers tells which are alike
     */
    Found search(Written wanted, String platform, List<Embedder> embedders, Asker asker) {
        var definition = wanted.definition();
        var head = wanted.function(Function.State.WRITTEN, "", Instant.EPOCH);
        var said = said(definition.description(), definition.errors());
        var known = jdbi.withExtension(
                Functions.class,
                functions -> functions.library(asker.accountId(), head.inputType(), head.returnType()));
        // By their words first, since it takes another specification to see whether one fits.
        var same = known.stream()
                .filter(each -> each.name().equals(definition.name())
                        && said(each.description(), each.errors()).equals(said))
                .filter(each -> fits(each, platform))
                .findFirst();
        if (same.isPresent()) {
            return new Found(same.get().id(), body(same.get()), List.of());
        }
        var alike = known.isEmpty()
                ? List.<LibraryFunction>of()
                : embedders.stream()
                        .flatMap(embedder -> alike(said, known, embedder, asker).stream())
                        .findFirst()
                        .orElse(List.of());
        return new Found(
                null,
                null,
                alike.stream()
                        .filter(each -> fits(each, platform))
                        .limit(SHOWN)
                        .map(each -> new WriteFunction.Alike(each.description(), each.errors(), body(each)))
                        .toList());
    }

    /** A function with the vector of its words. */
    private record Placed(LibraryFunction function, List<Float> vector) {}

    /** Those that mean something alike, most alike first; empty where the embedder does not tell. */
    private Optional<List<LibraryFunction>> alike(
            String said, List<LibraryFunction> known, Embedder embedder, Asker asker) {
        var placed = new ArrayList<Placed>();
        var others = new ArrayList<LibraryFunction>();
        for (var each : known) {
            if (each.embedding() != null && embedder.name().equals(each.embedder())) {
                placed.add(new Placed(each, each.embedding()));
            } else if (others.size() < AT_ONCE - 1) {
                others.add(each);
            }
        }
        var texts = new ArrayList<>(List.of(said));
        others.forEach(each -> texts.add(said(each.description(), each.errors())));
        return embedder.embed(texts, asker).map(vectors -> {
            for (var index = 0; index < others.size(); index++) {
                placed.add(new Placed(others.get(index), vectors.get(index + 1)));
            }
            keep(placed, embedder);
            return placed.stream()
                    .map(each -> Map.entry(each.function(), cosine(vectors.getFirst(), each.vector())))
                    .filter(each -> each.getValue() >= ALIKE)
                    .sorted(Map.Entry.<LibraryFunction, Double>comparingByValue()
                            .reversed())
                    .map(Map.Entry::getKey)
                    .toList();
        });
    }

    private void keep(List<Placed> placed, Embedder embedder) {
        jdbi.useExtension(
                Functions.class,
                functions -> placed.stream()
                        .filter(each -> !embedder.name().equals(each.function().embedder()))
                        .forEach(each -> functions.embed(each.function().id(), embedder.name(), each.vector())));
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

    private static double cosine(List<Float> one, List<Float> other) {
        var product = dot(one, other);
        return product == 0 ? 0 : product / Math.sqrt(dot(one, one) * dot(other, other));
    }

    private static double dot(List<Float> one, List<Float> other) {
        return IntStream.range(0, Math.min(one.size(), other.size()))
                .mapToDouble(index -> (double) one.get(index) * other.get(index))
                .sum();
    }
}
