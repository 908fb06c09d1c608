package codex.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The engines that are there.
 *
 * @param all the preferred one first; at least one of them is always ready
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
                .filter(engine -> engine.name().equals(name) && engine.ready())
                .findFirst()
                .orElseGet(this::preferred);
    }

    public Engine preferred() {
        return all.stream().filter(Engine::ready).findFirst().orElseGet(all::getLast);
    }
}
