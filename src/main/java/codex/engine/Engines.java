package codex.engine;

import java.util.List;
import java.util.stream.Stream;
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

    /** That of an engine, where it has one, and then that of the engine which is always there. */
    public List<Embedder> embedders(Engine engine) {
        return Stream.of(engine, all.getLast())
                .distinct()
                .flatMap(each -> each.embedder().stream())
                .toList();
    }

    public Engine preferred() {
        return all.stream().filter(Engine::ready).findFirst().orElseGet(all::getLast);
    }
}
