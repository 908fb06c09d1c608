package app.platform.security;

import app.platform.http.Problem;
import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Access tokens: signed with HS256 and no other algorithm, good for a quarter of an hour. */
public final class Tokens {
    public static final Duration LIFE = Duration.ofMinutes(15);

    private final Algorithm algorithm;
    private final JWTVerifier verifier;

    public Tokens(String secret) {
        algorithm = Algorithm.HMAC256(secret);
        verifier = JWT.require(algorithm)
                .withClaimPresence("exp")
                .withClaimPresence("sub")
                .withClaimPresence("email")
                .withClaimPresence("name")
                .withClaimPresence("roles")
                .build();
    }

    public String of(CurrentUser user, Instant now) {
        return JWT.create()
                .withSubject(user.id().toString())
                .withClaim("email", user.email())
                .withClaim("name", user.name())
                .withClaim("roles", List.copyOf(user.roles()))
                .withJWTId(UUID.randomUUID().toString())
                .withIssuedAt(now)
                .withExpiresAt(now.plus(LIFE))
                .sign(algorithm);
    }

    /** @throws Problem 401 if the token is not ours, or over */
    public CurrentUser user(String token) {
        try {
            var known = verifier.verify(token);
            return new CurrentUser(
                    UUID.fromString(known.getSubject()),
                    known.getClaim("email").asString(),
                    known.getClaim("name").asString(),
                    Set.copyOf(known.getClaim("roles").asList(String.class)));
        } catch (JWTVerificationException | IllegalArgumentException refused) {
            throw Problem.unauthorized("This token is not valid, or not any more.");
        }
    }
}
