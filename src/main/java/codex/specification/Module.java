package codex.specification;

import java.util.List;

/**
 * Routes that belong together; a package in the developed application.
 *
 * @param name words as a heading: {@code Loans}
 */
public record Module(String id, String name, String summary, List<Route> routes, Source source) implements Element {
    public Module {
        routes = List.copyOf(routes);
    }
}
