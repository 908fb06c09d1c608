package codex.web.admin;

import codex.engine.ModelSettings;
import codex.engine.Tried;
import java.util.List;
import java.util.function.Function;

/**
 * What the settings page tells of the machine, and how it asks a model.
 *
 * @param variables of the environment that Codex reads
 * @param asking sends a model a small question and tells what it came to
 */
public record Surroundings(Box sandbox, List<Variable> variables, Function<ModelSettings, List<Tried>> asking) {
    /**
     * One of them.
     *
     * @param value as people may see it: of a secret, whether it is set
     * @param given whether the environment says it; else it is the default
     */
    public record Variable(String name, String value, boolean given, String meaning) {}

    /**
     * Where generated code runs.
     *
     * @param description the runner with its limits and its last self-test, in a line
     * @param runs whether anything runs in it at all
     * @param isolated whether this machine is kept from what runs
     */
    public record Box(String description, boolean runs, boolean isolated) {
        public String state() {
            if (!runs) {
                return "Nothing that was generated is run";
            }
            return isolated ? "Generated code is isolated" : "Generated code is not isolated";
        }
    }

    public Surroundings {
        variables = List.copyOf(variables);
    }
}
