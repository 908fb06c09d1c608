package codex.agent.developer;

import codex.code.Argument;
import codex.code.FunctionDefinition;
import codex.engine.FaultList;
import codex.engine.Question;
import codex.specification.Document;
import codex.specification.SpecificationText;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is the body of this function?
 *
 * @param signature the method's head as Java writes it
 * @param platform the classes it may use, with their methods, as Java text: the application's tables, types and Context
 * @param alike verified functions with the same signature that do something alike
 * @param attempts earlier bodies with what was wrong with each, oldest first; empty the first time
 */
public record WriteFunction(
        FunctionDefinition definition,
        Document document,
        String signature,
        String platform,
        List<Alike> alike,
        List<Attempt> attempts)
        implements Question<WriteFunction.FunctionBody> {
    /** In characters: some 500 lines. */
    private static final int CODE = 20_000;

    private static final int IMPORTS = 50;
    private static final int QUESTION = 1_000;

    private static final Pattern CLASS =
            Pattern.compile("((?:[a-z][a-z0-9]*\\.)+)([A-Z][A-Za-z0-9]*(?:\\.[A-Z][A-Za-z0-9]*)*)");

    // What computes, beside what the prompt names; what reaches files, the network or other processes is not here.
    private static final Set<String> PACKAGES = new TreeSet<>(Set.of(
            "java.lang",
            "java.math",
            "java.nio.charset",
            "java.security",
            "java.text",
            "java.time",
            "java.time.chrono",
            "java.time.format",
            "java.time.temporal",
            "java.time.zone",
            "java.util",
            "java.util.concurrent",
            "java.util.function",
            "java.util.random",
            "java.util.regex",
            "java.util.stream"));
    private static final Set<String> CLASSES = Set.of("java.net.URI", "java.net.URLDecoder", "java.net.URLEncoder");

    /** A verified function and what it was written for. */
    public record Alike(String description, List<String> errors, FunctionBody body) {
        public Alike {
            errors = List.copyOf(errors);
        }
    }

    /** A body that did not do. */
    public record Attempt(FunctionBody body, List<String> problems) {
        public Attempt {
            problems = List.copyOf(problems);
        }
    }

    /**
     * A body, or what has to be known before there can be one.
     *
     * @param imports fully qualified names of classes
     * @param body the statements
     * @param helpers private static methods and records it needs beside it; empty for none
     * @param unclear what the definition leaves open, a sentence that asks; null when nothing
     */
    public record FunctionBody(
            List<String> imports,
            String body,
            String helpers,
            @Nullable String unclear) {
        public FunctionBody {
            imports = List.copyOf(imports);
        }

        public FunctionBody(List<String> imports, String body, String helpers) {
            this(imports, body, helpers, null);
        }

        boolean asks() {
            return unclear != null && !unclear.isBlank();
        }
    }

    public WriteFunction {
        alike = List.copyOf(alike);
        attempts = List.copyOf(attempts);
    }

    /** Without what is alike and its attempts but the last, then without any (RELIABILITY.md, C17). */
    @Override
    public Optional<WriteFunction> shorter() {
        var left = attempts.size() > 1 ? attempts.subList(attempts.size() - 1, attempts.size()) : List.<Attempt>of();
        return attempts.isEmpty() && alike.isEmpty()
                ? Optional.empty()
                : Optional.of(new WriteFunction(definition, document, signature, platform, List.of(), left));
    }

    @Override
    public Class<FunctionBody> answerType() {
        return FunctionBody.class;
    }

    // What is to be written, without the keys of its row: the same question reads the same in every development.
    private record Asked(
            String name, String description, List<Argument> input, String returnType, List<String> errors) {
        static Asked of(FunctionDefinition definition) {
            return new Asked(
                    definition.name(),
                    definition.description(),
                    definition.input(),
                    definition.returnType(),
                    definition.errors());
        }
    }

    /** Of the specification what concerns it, as people read it: the definition says all else. */
    @Override
    public Object shown(Object value) {
        return switch (value) {
            case Document whole -> SpecificationText.about(whole, definition.name(), definition.tables());
            case FunctionDefinition asked -> Asked.of(asked);
            default -> value;
        };
    }

    @Override
    public String agent() {
        return "developer";
    }

    @Override
    public List<String> faults(FunctionBody answer) {
        var faults = new FaultList();
        if (answer.asks()) {
            faults.length("unclear", String.valueOf(answer.unclear()), QUESTION);
            return faults.all();
        }
        faults.said("body", answer.body(), CODE);
        faults.length("helpers", answer.helpers(), CODE);
        if ((answer.body() + answer.helpers()).indexOf('\uFFFD') >= 0) {
            faults.add(
                    "body or helpers have U+FFFD, or a character that cannot be kept; write those as Java's escapes");
        }
        faults.count("imports", answer.imports(), IMPORTS);
        for (var index = 0; index < answer.imports().size(); index++) {
            judge("imports[%d]".formatted(index), answer.imports().get(index), faults);
        }
        return faults.all();
    }

    private static void judge(String member, String name, FaultList faults) {
        var parts = CLASS.matcher(name);
        if (!parts.matches()) {
            faults.add("%s is the full name of a class, as java.util.List; found “%s”".formatted(member, name));
            return;
        }
        var inPackage = parts.group(1).substring(0, parts.group(1).length() - 1);
        if (!PACKAGES.contains(inPackage) && !CLASSES.contains(name)) {
            faults.add("%s is %s; classes come from %s, and those of the application need no import"
                    .formatted(member, name, String.join(", ", PACKAGES)));
        } else if (!inJdk(parts.group(1) + parts.group(2).replace('.', '$'))) {
            faults.add("%s is %s, and the JDK has no such class".formatted(member, name));
        }
    }

    private static boolean inJdk(String binaryName) {
        try {
            var found = ClassLoader.getPlatformClassLoader().loadClass(binaryName);
            return Modifier.isPublic(found.getModifiers());
        } catch (ClassNotFoundException unknown) {
            return false;
        }
    }
}
