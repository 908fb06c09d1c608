package codex.account;

import java.util.Locale;
import java.util.Set;

/** What a program may do with a token. */
public enum TokenScope {
    READ,
    WRITE,
    DEVELOP,
    ADMIN;

    /** What a token may do unless more was asked for (SECURITY.md, S10). */
    public static final Set<TokenScope> DEFAULT = Set.of(READ, WRITE, DEVELOP);

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
