package app.auth;

import app.platform.http.Problem;
import app.platform.security.CurrentUser;
import app.platform.security.Passwords;
import app.platform.security.Role;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Somebody who can sign in. */
public record Account(
        UUID id,
        String email,
        @JsonIgnore String passwordHash,
        String name,
        String role,
        @JsonIgnore long version,
        Instant createdAt,
        @JsonIgnore Instant updatedAt) {
    /** A new one. */
    static Account of(String email, String password, String name, String role, Instant now) {
        return new Account(UUID.randomUUID(), lower(email), Passwords.hash(password), name, role, 1, now, now);
    }

    /** The account if the password is its own. Takes the same time when there is none. */
    static Optional<Account> opened(Optional<Account> account, String password) {
        if (account.isEmpty()) {
            Passwords.matchesNobody(password);
        }
        return account.filter(known -> Passwords.matches(password, known.passwordHash()));
    }

    static Problem wrong() {
        return Problem.unauthorized("E-mail or password is wrong.");
    }

    /** An address as it is kept and looked for. */
    static String lower(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    CurrentUser user() {
        return new CurrentUser(id, email, name, role == null ? Set.of() : Set.of(role));
    }
}
