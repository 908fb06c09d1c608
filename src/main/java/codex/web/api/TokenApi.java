package codex.web.api;

import codex.account.ApiTokens;
import codex.account.People;
import codex.account.Recognition;
import codex.account.TokenScope;
import codex.web.Visit;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /tokens}: proof of who calls. */
final class TokenApi {
    private static final int NAME_LENGTH = 80;

    record Credentials(
            @Nullable String email,
            @Nullable String password,
            @Nullable String name) {}

    record Token(String token, long id, String name, List<String> scopes) {}

    private final People people;
    private final ApiTokens tokens;

    TokenApi(ApiParts parts) {
        this.people = parts.people();
        this.tokens = parts.tokens();
    }

    // A program gets a token and no session; the trail tells who got one (S48).
    void create(Context ctx) {
        var given = ApiInput.body(ctx, Credentials.class);
        if (given.email() == null || given.password() == null) {
            throw ApiProblem.invalid(given.email() == null ? "email" : "password", "is needed");
        }
        var name = name(given.name());
        switch (people.recognise(given.email(), given.password(), Visit.visitor(ctx), "token")) {
            case Recognition.Known(var account) -> {
                var created = tokens.create(account.id(), name, TokenScope.DEFAULT, Optional.empty());
                ctx.status(201)
                        .json(new Token(
                                created.secret(),
                                created.token().id(),
                                name,
                                words(created.token().scopes())));
            }
            case Recognition.Unknown() -> throw ApiProblem.of(401, "The address or the password is not right.");
            case Recognition.Throttled(var pause) -> {
                ctx.header("Retry-After", String.valueOf(pause.toSeconds()));
                throw ApiProblem.of(429, "Too many attempts. Try again in %d seconds.".formatted(pause.toSeconds()));
            }
        }
    }

    private static String name(@Nullable String given) {
        var name = given == null || given.isBlank() ? "API" : given.strip();
        if (name.length() > NAME_LENGTH) {
            throw ApiProblem.invalid(
                    "name", "has at most %d characters; found %d".formatted(NAME_LENGTH, name.length()));
        }
        return name;
    }

    private static List<String> words(List<TokenScope> scopes) {
        return scopes.stream().map(TokenScope::label).toList();
    }
}
