package codex.verify;

import java.util.Locale;

/** The rungs of the ladder (GENERATED-APP.md, 11), in order. */
public enum Rung {
    COMPILE,
    TESTS,
    BOOT,
    ROUTES,
    ATTACKS,
    CLEAN_ROOM;

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
