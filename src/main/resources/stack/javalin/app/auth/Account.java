package app.auth;

import app.platform.security.CurrentUser;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
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
    CurrentUser user() {
        return new CurrentUser(id, email, name, role == null ? Set.of() : Set.of(role));
    }
}
