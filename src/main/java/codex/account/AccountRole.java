package codex.account;

import java.util.Locale;

/** What an account may do beyond its own. */
public enum AccountRole {
    USER,
    ADMIN;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
