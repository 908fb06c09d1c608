package codex.engine.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a description was understood to name, as figures are taken of it; drafting goes on from the same understanding. */
public final class Understood {
    /** Two of the things, by name. */
    public record Related(String one, String other) {}

    private Understood() {}

    /** The things and roles that a draft of the description has and that its sentences name, best first. */
    public static List<String> classes(String description) {
        var read = DescriptionReader.read("", description);
        var found = Interpreter.understand(read, Set.of());
        var names = new ArrayList<String>(found.things.keySet());
        found.roles.keySet().forEach(role -> names.add(role.replace('_', ' ')));
        return names;
    }

    /** The pairs among {@code classes} that the description relates, best first. */
    public static List<Related> associations(String description, List<String> classes) {
        var found = Interpreter.understand(DescriptionReader.read("", description), Set.of());
        var related = new ArrayList<Related>();
        found.things
                .values()
                .forEach(thing ->
                        thing.references.keySet().forEach(other -> related.add(new Related(thing.name, other))));
        return related;
    }
}
