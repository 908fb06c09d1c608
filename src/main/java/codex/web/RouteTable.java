package codex.web;

import io.javalin.config.RoutesConfig;

/** Routes of one kind, each on its line with its method, path, handler and {@link Access}. */
@FunctionalInterface
public interface RouteTable {
    void add(RoutesConfig routes);
}
