package codex.agent.developer;

import codex.code.Function;
import codex.code.FunctionDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far one function has come in this development.
 *
 * @param body the latest body; null when nobody could write one
 * @param attempts the bodies before it, with what was wrong with each, oldest first
 * @param functionId the function of the library that it is; null where it was written for this development
 * @param problem why it is given up; null while it may still do
 */
record Written(
        FunctionDefinition definition,
        String signature,
        WriteFunction.@Nullable FunctionBody body,
        List<WriteFunction.Attempt> attempts,
        @Nullable Long functionId,
        @Nullable String problem) {
    Written {
        attempts = List.copyOf(attempts);
    }

    boolean usable() {
        return body != null && problem == null;
    }

    Written givenUp(String why) {
        return new Written(definition, signature, body, attempts, functionId, why);
    }

    /** The function as the stack takes it. Its row's id is not known before it is stored: 0. */
    Function function(Function.State state, String engine, java.time.Instant at) {
        var open = signature.indexOf('(');
        var head = signature.substring(0, open).strip();
        var returnType = head.substring(0, head.lastIndexOf(' '))
                .replaceFirst("^(public |private )?static ", "")
                .strip();
        return new Function(
                0,
                definition.name(),
                definition.description(),
                signature.substring(open + 1, signature.lastIndexOf(')')),
                returnType,
                body == null ? List.of() : body.imports(),
                body == null ? "" : body.body(),
                body == null ? "" : body.helpers(),
                state,
                engine,
                problem,
                at);
    }
}
