package codex.agent.architect;

import codex.code.Argument;
import codex.code.CodeGraph;
import codex.engine.Question;
import codex.specification.Document;
import codex.specification.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which functions does this route need, and who calls whom? */
public record DrawCodeGraph(Document document, Route route) implements Question<DrawCodeGraph.Drawing> {
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
    }

    @Override
    public Class<Drawing> answerType() {
        return Drawing.class;
    }

    @Override
    public String agent() {
        return "architect";
    }
}
