package codex.specification;

import java.util.List;
import java.util.stream.Collectors;

/** Who may call a route, in words for people. */
public final class Callers {
    private Callers() {}

    public static String words(RouteAccess access) {
        var who = switch (access.level()) {
            case PUBLIC -> "everybody";
            case SIGNED_IN -> "anybody signed in";
            case ROLES -> roles(access.roles());
        };
        return access.own() ? who + ", own rows only" : who;
    }

    private static String roles(List<String> roles) {
        return roles.stream().map(role -> role.replace('_', ' ')).collect(Collectors.joining(" or "));
    }
}
