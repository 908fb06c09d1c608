package codex.stack.javalin;

import codex.code.Function;
import codex.code.FunctionDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A function as a class with one public static method.
 *
 * @param function null while nobody has written it
 * @param route the route that it answers; null for a function that others call
 */
record FunctionModel(
        FunctionDefinition definition,
        @Nullable Function function,
        String className,
        @Nullable String route) {
    String inputClass() {
        return className + "Input";
    }
}
