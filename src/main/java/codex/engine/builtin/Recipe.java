package codex.engine.builtin;

import codex.agent.developer.WriteFunction.FunctionBody;
import codex.specification.Document;
import java.util.List;

/**
 * Routes that are known by heart, with the functions behind them. Kept as {@code recipe.yaml} and Java files in
 * {@code engine/builtin/recipes/<name>}.
 *
 * @param name lower case with underscores: {@code url_shortener}
 * @param stateless whether it keeps nothing, so that a set of small endpoints may offer it
 * @param whole whether it is the whole application, and so fires only where every sentence asks for it
 * @param brings its module, types, enumerations, tables and assumptions
 */
record Recipe(String name, Trigger trigger, boolean stateless, boolean whole, Document brings, List<Made> functions) {
    /**
     * A function of the recipe.
     *
     * @param key how a route's behaviour and a definition name it: {@code url_shortener.shortenLink}
     * @param arguments names and types of a helper's arguments, {@code name: type}; empty for a route's function
     * @param returnType of a helper; empty for a route's function, whose route says it
     * @param calls names of helpers it calls; another recipe's with its name before: {@code currency_rate.rateBetween}
     * @param packages libraries it uses, as the stack's allow-list names them
     */
    record Made(
            String key,
            String name,
            String description,
            List<codex.code.Argument> arguments,
            String returnType,
            List<String> errors,
            List<String> tables,
            List<String> calls,
            List<String> packages,
            FunctionBody body) {
        Made {
            arguments = List.copyOf(arguments);
            errors = List.copyOf(errors);
            tables = List.copyOf(tables);
            calls = List.copyOf(calls);
            packages = List.copyOf(packages);
        }
    }

    Recipe {
        functions = List.copyOf(functions);
    }
}
