package codex.specification;

import java.util.List;

/**
 * Who may call a route.
 *
 * @param roles names of roles; only with {@code ROLES}
 * @param own whether a caller reaches only rows that are theirs, by the table's owner column; someone with the role
 *     {@code admin} reaches all
 */
public record RouteAccess(Level level, List<String> roles, boolean own) {
    public static final RouteAccess PUBLIC = new RouteAccess(Level.PUBLIC, List.of(), false);

    /** From open to closed. */
    public enum Level {
        PUBLIC,
        SIGNED_IN,
        ROLES
    }

    public RouteAccess {
        roles = List.copyOf(roles);
    }
}
