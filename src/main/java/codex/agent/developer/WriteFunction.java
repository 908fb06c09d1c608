package codex.agent.developer;

import codex.code.Argument;
import codex.code.FunctionDefinition;
import codex.engine.Question;
import codex.specification.Document;
import codex.specification.SpecificationText;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is the body of this function?
 *
 * @param signature the method's head as Java writes it
 * @param platform the classes it may use, with their methods, as Java text: the application's tables, types and Context
 * @param attempts earlier bodies with what was wrong with each, oldest first; empty the first time
 */
public record WriteFunction(
        FunctionDefinition definition, Document document, String signature, String platform, List<Attempt> attempts)
        implements Question<WriteFunction.FunctionBody> {
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
        attempts = List.copyOf(attempts);
    }

    /** Without its attempts but the last, then without any (RELIABILITY.md, C17). */
    @Override
    public Optional<WriteFunction> shorter() {
        var left = attempts.size() > 1 ? attempts.subList(attempts.size() - 1, attempts.size()) : List.<Attempt>of();
        return attempts.isEmpty()
                ? Optional.empty()
                : Optional.of(new WriteFunction(definition, document, signature, platform, left));
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

    /** The specification as people read it: a fifth of its JSON, whose ids nobody needs here. */
    @Override
    public Object shown(Object value) {
        return switch (value) {
            case Document whole -> SpecificationText.of(whole);
            case FunctionDefinition asked -> Asked.of(asked);
            default -> value;
        };
    }

    @Override
    public String agent() {
        return "developer";
    }
}
