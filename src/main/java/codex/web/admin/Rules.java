package codex.web.admin;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an admin may see and do with a table beside reading it. A table that is not named here can be seen and edited as it
 * is: a new one appears without code (EXPERIENCE.md, R1).
 *
 * @param hidden columns that exist nowhere in these pages (R12, S19)
 * @param onlyEditable the columns that may be edited; null for all
 */
record Rules(Set<String> hidden, @Nullable Set<String> onlyEditable, boolean deletable) {
    private static final Rules FREE = new Rules(Set.of(), null, true);
    private static final Rules READ_ONLY = new Rules(Set.of(), Set.of(), false);

    /** Tables that are nobody's business here. */
    static final Set<String> HIDDEN_TABLES = Set.of("flyway_schema_history");

    private static final Map<String, Rules> BY_TABLE = Map.ofEntries(
            // Roles and disabling have rules of their own (the last admin stays) and belong to the people page.
            Map.entry("account", new Rules(Set.of("password_hash"), Set.of("name"), false)),
            Map.entry("session", new Rules(Set.of("token_hash"), Set.of(), true)),
            Map.entry("api_token", new Rules(Set.of("token_hash"), Set.of("name"), true)),
            Map.entry("setting", new Rules(Set.of("value"), Set.of(), false)),
            Map.entry("application", new Rules(Set.of(), Set.of("name", "description"), true)),
            Map.entry("job", new Rules(Set.of(), Set.of("priority", "run_at", "max_attempts"), false)),
            Map.entry("job_step", READ_ONLY),
            Map.entry("job_event", READ_ONLY),
            Map.entry("engine_call", READ_ONLY),
            Map.entry("prompt", READ_ONLY),
            Map.entry("audit_entry", READ_ONLY),
            Map.entry("specification", READ_ONLY),
            Map.entry("developed_app", new Rules(Set.of(), Set.of("summary"), true)),
            Map.entry("deployment", new Rules(Set.of(), Set.of("problem"), false)));

    static Rules of(String table) {
        return BY_TABLE.getOrDefault(table, FREE);
    }

    boolean editable(String column) {
        return onlyEditable == null || onlyEditable.contains(column);
    }
}
