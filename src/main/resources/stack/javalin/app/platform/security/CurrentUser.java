package app.platform.security;

import java.util.Set;
import java.util.UUID;

/** Who makes a call, as the token says. */
public record CurrentUser(UUID id, String email, String name, Set<String> roles) {
    public CurrentUser {
        roles = Set.copyOf(roles);
    }

    /** Whether this person may see and change everything. */
    public boolean admin() {
        return roles.contains(Role.ADMIN.toString());
    }
}
