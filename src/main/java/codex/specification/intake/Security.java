package codex.specification.intake;

import codex.specification.RouteAccess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Security requirements become access. A role stands for what somebody may do: for each set of scopes that is asked for
 * together there is one role, and whoever may do more may also do less.
 */
final class Security {
    private final Spot root;
    private final Draft draft;
    /** The scopes behind each role. */
    private final Map<String, Set<String>> roles = new HashMap<>();

    private final Set<String> told = new LinkedHashSet<>();

    Security(Spot root, Draft draft) {
        this.root = root;
        this.draft = draft;
    }

    /** Makes the roles that these operations need, so that each route can name all that suffice. */
    void read(List<Operation> operations) {
        for (var operation : operations) {
            for (var requirement : requirements(operation).items()) {
                var scopes = scopes(requirement);
                if (!scopes.isEmpty()) {
                    roles.putIfAbsent(draft.role(String.join(" and ", scopes), requirement.pointer()), scopes);
                }
            }
            for (var role : operation.spot().get("x-roles").items()) {
                roles.putIfAbsent(
                        draft.role(role.json().asText(), role.pointer()),
                        Set.of(role.json().asText()));
            }
        }
    }

    RouteAccess access(Operation operation) {
        var own = operation.spot().get("x-roles").items();
        if (!own.isEmpty()) {
            return new RouteAccess(
                    RouteAccess.Level.ROLES,
                    own.stream()
                            .map(role -> Draft.snake(role.json().asText(), "caller"))
                            .distinct()
                            .toList(),
                    false);
        }
        var requirements = requirements(operation).items();
        if (requirements.isEmpty()
                || requirements.stream().anyMatch(each -> each.json().isEmpty())) {
            if (requirements.size() > 1) {
                draft.accounts();
            }
            return RouteAccess.PUBLIC;
        }
        requirements.forEach(this::schemes);
        draft.accounts();
        var allowed = new TreeSet<String>();
        for (var requirement : requirements) {
            var scopes = scopes(requirement);
            if (scopes.isEmpty()) {
                return new RouteAccess(RouteAccess.Level.SIGNED_IN, List.of(), false);
            }
            roles.forEach((role, has) -> {
                if (has.containsAll(scopes)) {
                    allowed.add(role);
                }
            });
        }
        return new RouteAccess(RouteAccess.Level.ROLES, new ArrayList<>(allowed), false);
    }

    private Spot requirements(Operation operation) {
        return operation.spot().get("security").there() ? operation.spot().get("security") : root.get("security");
    }

    private static Set<String> scopes(Spot requirement) {
        var scopes = new TreeSet<String>();
        requirement.json().forEach(names -> names.forEach(name -> scopes.add(name.asText())));
        return scopes;
    }

    // One way of signing in takes the place of all that the document knows.
    private void schemes(Spot requirement) {
        for (var member : requirement.members()) {
            if (!told.add(member.name())) {
                continue;
            }
            var scheme = root.get("components").get("securitySchemes").get(member.name());
            var kind = scheme.text("type");
            var bearer = kind.equals("http") && scheme.text("scheme").equalsIgnoreCase("bearer");
            if (!scheme.there()) {
                draft.lose(
                        member.spot().pointer(), "There is no security scheme of this name; a bearer token is taken.");
            } else if (!bearer) {
                draft.lose(
                        scheme.pointer(),
                        "%s: callers sign in with an address and a password and send a bearer token instead."
                                .formatted(words(scheme, kind)));
            }
        }
    }

    private static String words(Spot scheme, String kind) {
        return switch (kind) {
            case "apiKey" ->
                "The key in the %s %s"
                        .formatted(Draft.text(scheme.text("in"), 20), Draft.text(scheme.text("name"), 60));
            case "http" -> "HTTP " + Draft.text(scheme.text("scheme"), 20);
            case "oauth2" -> "OAuth 2";
            case "openIdConnect" -> "OpenID Connect";
            case "mutualTLS" -> "A client's certificate";
            default -> "This scheme";
        };
    }
}
