package codex.web.api;

import codex.account.ApiTokens;
import codex.account.People;
import codex.account.SignIn;
import codex.account.TokenScope;
import codex.account.Visitor;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /tokens}: proof of who calls. */
final class TokenApi {
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

    void create(Context ctx) {
        var given = ApiInput.body(ctx, Credentials.class);
        var name = given.name() == null || given.name().isBlank()
                ? "API"
                : given.name().strip();
        if (given.email() == null || given.password() == null) {
            throw ApiProblem.field(given.email() == null ? "email" : "password", "is needed");
        }
        var visitor = new Visitor(ctx.ip(), String.valueOf(ctx.userAgent()));
        switch (people.signIn(given.email(), given.password(), visitor)) {
            case SignIn.SignedIn(var account, var cookie) -> {
                var created = tokens.create(account.id(), name, TokenScope.DEFAULT, Optional.empty());
                ctx.status(201)
                        .json(new Token(
                                created.secret(),
                                created.token().id(),
                                name,
                                words(created.token().scopes())));
            }
            case SignIn.WrongCredentials() -> throw ApiProblem.of(401, "The address or the password is not right.");
            case SignIn.Throttled(var pause) -> {
                ctx.header("Retry-After", String.valueOf(pause.toSeconds()));
                throw ApiProblem.of(429, "Too many attempts. Try again in %d seconds.".formatted(pause.toSeconds()));
            }
        }
    }

    private static List<String> words(List<TokenScope> scopes) {
        return scopes.stream().map(TokenScope::label).toList();
    }
}
