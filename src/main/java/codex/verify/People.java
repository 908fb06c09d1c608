package codex.verify;

import codex.specification.Access;
import codex.specification.Behaviour.Kind;
import codex.specification.Document;
import codex.specification.Role;
import codex.specification.Route;
import codex.specification.RouteAccess;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who calls: nobody; the first admin; a newcomer, who has what registering gives; and one person of each role that is
 * given. Each of them but nobody has another beside them, who may do the same and reaches for what is theirs.
 */
final class People {
    static final String PASSWORD = "Correct-horse-battery-9";
    static final String ADMIN_EMAIL = "admin@example.com";
    static final String SECRET = "verification-".repeat(4);
    static final String ADMIN = Role.ADMIN;
    static final String NOBODY = "nobody";
    static final String NEWCOMER = "a newcomer";
    static final String FORGED = "forged";
    private static final String OTHER = "other ";

    private final Document document;
    private final Set<String> used = new LinkedHashSet<>();

    People(Document document) {
        this.document = document;
        if (document.access() == Access.ACCOUNTS) {
            used.add(ADMIN);
        }
    }

    /** Somebody who may call the route: where it reaches only own rows, the one who makes them, if that one may. */
    String caller(Route route) {
        var maker = route.access().own() ? maker(route) : Optional.<String>empty();
        // Whose rows they are may not call the route: only an administrator can.
        return use(maker.map(person -> may(route, person) ? person : ADMIN).orElseGet(() -> usual(route)));
    }

    /** Somebody signed in without any role of the route's; nobody is where each may call it. */
    Optional<String> stranger(Route route) {
        if (route.access().level() != RouteAccess.Level.ROLES) {
            return Optional.empty();
        }
        return Stream.concat(Stream.of(NEWCOMER), document.roles().stream().map(role -> person(role.name())))
                .filter(person -> !person.equals(ADMIN) && !may(route, person))
                .findFirst()
                .map(this::use);
    }

    /** Somebody who may do the same with rows of their own; nobody is where rows have no owner. */
    Optional<String> other(Route route) {
        var caller = caller(route);
        return route.access().own() && !caller.equals(NOBODY) && !caller.equals(ADMIN)
                ? Optional.of(use(OTHER + caller))
                : Optional.empty();
    }

    /** The variable with the id of this person's account. */
    static String account(String person) {
        return "account_" + person.replace(' ', '_');
    }

    static Map<String, String> headers(String person) {
        return switch (person) {
            case NOBODY -> Map.of();
            case FORGED -> Map.of("Authorization", "Bearer " + ForgedToken.unsigned());
            default -> Map.of("Authorization", "Bearer {{" + token(person) + "}}");
        };
    }

    /** The calls by which all that were asked for come in. */
    List<Call> arrive() {
        var calls = new ArrayList<Call>();
        for (var person : used) {
            if (person.equals(ADMIN)) {
                calls.add(logIn(person, ADMIN_EMAIL));
                var me = new Request("GET", "/auth/me", Map.of(), "");
                calls.add(Call.of(Rung.ROUTES, null, person, "who am I", me, List.of(200))
                        .saving(account(person), "/id"));
            } else if (!person.equals(NOBODY)) {
                calls.add(register(person));
                role(person).ifPresent(role -> calls.add(give(person, role)));
                calls.add(logIn(person, email(person)));
            }
        }
        return calls;
    }

    private String use(String person) {
        used.add(person);
        return person;
    }

    private String usual(Route route) {
        return switch (route.access().level()) {
            case PUBLIC -> NOBODY;
            case SIGNED_IN -> NEWCOMER;
            case ROLES ->
                route.access().roles().stream().findFirst().map(this::person).orElse(ADMIN);
        };
    }

    private Optional<String> maker(Route route) {
        return document.routes()
                .filter(each -> each.behaviour().kind() == Kind.CREATE
                        && String.valueOf(each.behaviour().table())
                                .equals(route.behaviour().table()))
                .map(this::usual)
                .findFirst();
    }

    private boolean may(Route route, String person) {
        return switch (route.access().level()) {
            case PUBLIC -> true;
            case SIGNED_IN -> !person.equals(NOBODY);
            case ROLES ->
                route.access().roles().stream().anyMatch(role -> person(role).equals(person));
        };
    }

    // Nobody gives the role that registering gives.
    private String person(String role) {
        return document.roles().stream()
                        .anyMatch(each -> each.newcomers() && each.name().equals(role))
                ? NEWCOMER
                : role;
    }

    private static Optional<String> role(String person) {
        var role = person.startsWith(OTHER) ? person.substring(OTHER.length()) : person;
        return role.equals(NEWCOMER) ? Optional.empty() : Optional.of(role);
    }

    private static String token(String person) {
        return "token_" + person.replace(' ', '_');
    }

    private static String email(String person) {
        return person.replace(' ', '.') + "@example.com";
    }

    private static Call register(String person) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("email", email(person))
                .put("password", PASSWORD)
                .put("name", "A person");
        return Call.of(
                        Rung.ROUTES,
                        null,
                        NOBODY,
                        "register " + person,
                        Request.json("POST", "/auth/register", body),
                        List.of(201))
                .saving(account(person), "/id");
    }

    private static Call give(String person, String role) {
        var path = "/auth/accounts/{{" + account(person) + "}}/role";
        var body = JsonNodeFactory.instance.objectNode().put("role", role);
        return Call.of(
                Rung.ROUTES, null, ADMIN, "give " + person + " a role", Request.json("PUT", path, body), List.of(200));
    }

    private static Call logIn(String person, String email) {
        var body = JsonNodeFactory.instance.objectNode().put("email", email).put("password", PASSWORD);
        return Call.of(
                        Rung.ROUTES,
                        null,
                        NOBODY,
                        "log in as " + person,
                        Request.json("POST", "/auth/login", body),
                        List.of(200))
                .saving(token(person), "/accessToken");
    }
}
