package codex.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The engines that are there.
 *
 * @param all the preferred one first; at least one
 */
public record Engines(List<Engine> all) {
    public Engines {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("at least one engine answers questions, and none was given");
        }
    }

    /** The engine that an application asks for, or the preferred one where it asks for none or for one that is away. */
    public Engine named(@Nullable String name) {
        return all.stream()
                .filter(engine -> engine.name().equals(name))
                .findFirst()
                .orElse(all.getFirst());
    }

    public Engine preferred() {
        return all.getFirst();
    }
}
