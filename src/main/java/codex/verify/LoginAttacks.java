package codex.verify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Attacks on the login family, by people of their own: nobody else is to be locked out by them. */
final class LoginAttacks {
    private static final int GUESSES = 5;
    private static final int CROWD = 14;
    private static final String WRONG = "Wrong-horse-battery-9";
    private static final String GUESSED = "guessed@example.com";
    private static final String LEAVING = "leaving@example.com";
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private final List<Call> calls = new ArrayList<>();

    private LoginAttacks() {}

    static List<Call> all() {
        var attacks = new LoginAttacks();
        attacks.guessing();
        attacks.leaving();
        attacks.tokens();
        attacks.powers();
        attacks.crowd();
        return List.copyOf(attacks.calls);
    }

    private void guessing() {
        expect("register somebody to guess at", "/auth/register", person(GUESSED), 201);
        calls.add(attack(
                        Weakness.PROBING_ACCOUNTS,
                        "a login without an account",
                        "/auth/login",
                        credentials("no.such.person@example.com", WRONG),
                        401)
                .saving("refusal", "/detail"));
        calls.add(attack(
                        Weakness.PROBING_ACCOUNTS,
                        "a login with a wrong password, refused in the same words",
                        "/auth/login",
                        credentials(GUESSED, WRONG),
                        401)
                .having(List.of("{{refusal}}")));
        IntStream.range(1, GUESSES)
                .forEach(guess -> calls.add(attack(
                        Weakness.BRUTE_FORCE,
                        "guess " + (guess + 1) + " of a password",
                        "/auth/login",
                        credentials(GUESSED, WRONG),
                        401)));
        calls.add(attack(Weakness.BRUTE_FORCE, "one guess too many", "/auth/login", credentials(GUESSED, WRONG), 429));
    }

    private void leaving() {
        expect("register somebody to leave", "/auth/register", person(LEAVING), 201);
        calls.add(logIn("refresh_1"));
        calls.add(refresh("a refresh", "{{refresh_1}}", 200).saving("refresh_2", "/refreshToken"));
        calls.add(refresh("a refresh token for the second time", "{{refresh_1}}", 401));
        calls.add(refresh("a token of the same login after that", "{{refresh_2}}", 401));
        calls.add(logIn("refresh_3"));
        calls.add(attack(Weakness.EXPIRED_LOGIN, "a logout", "/auth/logout", refreshToken("{{refresh_3}}"), 204));
        calls.add(refresh("a refresh token after the logout", "{{refresh_3}}", 401));
    }

    private void tokens() {
        refused(Weakness.EXPIRED_LOGIN, "a token whose time is over", "HS256", "HmacSHA256", People.SECRET, LONG_AGO);
        refused(
                Weakness.FORGED_TOKEN,
                "a token of another key",
                "HS256",
                "HmacSHA256",
                "another-key-".repeat(4),
                ForgedToken.FAR_AHEAD);
        refused(
                Weakness.FORGED_TOKEN,
                "a token of another algorithm",
                "HS512",
                "HmacSHA512",
                People.SECRET,
                ForgedToken.FAR_AHEAD);
    }

    private void powers() {
        calls.add(attack(
                Weakness.MASS_ASSIGNMENT,
                "registers with a role of one's own choice",
                "/auth/register",
                person("climbing@example.com").put("role", "admin"),
                400));
        calls.add(Call.attack(
                        Weakness.WEAK_PASSWORD_HASH,
                        null,
                        People.ADMIN,
                        "people without their passwords",
                        new Request("GET", "/auth/accounts", Map.of(), ""),
                        List.of(200))
                .lacking("$argon2"));
    }

    // Each password that is hashed takes its memory: all at once it is more than the application may have.
    private void crowd() {
        calls.add(Call.attack(
                        Weakness.EXHAUSTION,
                        null,
                        People.NOBODY,
                        "a crowd that registers at once",
                        Request.json("POST", "/auth/register", person("crowd@example.com")),
                        List.of(201, 409, 503))
                .atOnce(CROWD));
    }

    // Asks for what the role in the token decides alone, without a look at the account.
    private void refused(
            Weakness weakness, String what, String name, String algorithm, String secret, Instant expires) {
        var header = Map.of("Authorization", "Bearer " + ForgedToken.signed(name, algorithm, secret, expires));
        calls.add(Call.attack(
                weakness, null, People.NOBODY, what, new Request("GET", "/auth/accounts", header, ""), List.of(401)));
    }

    private Call logIn(String save) {
        return attack(Weakness.EXPIRED_LOGIN, "a login", "/auth/login", credentials(LEAVING, People.PASSWORD), 200)
                .saving(save, "/refreshToken");
    }

    private static Call refresh(String what, String token, int status) {
        return attack(Weakness.EXPIRED_LOGIN, what, "/auth/refresh", refreshToken(token), status);
    }

    private void expect(String what, String path, ObjectNode body, int status) {
        calls.add(Call.of(Rung.ROUTES, null, People.NOBODY, what, Request.json("POST", path, body), List.of(status)));
    }

    private static Call attack(Weakness weakness, String what, String path, ObjectNode body, int status) {
        return Call.attack(weakness, null, People.NOBODY, what, Request.json("POST", path, body), List.of(status));
    }

    private static ObjectNode refreshToken(String token) {
        return JsonNodeFactory.instance.objectNode().put("refreshToken", token);
    }

    private static ObjectNode person(String email) {
        return credentials(email, People.PASSWORD).put("name", "A person");
    }

    private static ObjectNode credentials(String email, String password) {
        return JsonNodeFactory.instance.objectNode().put("email", email).put("password", password);
    }
}
