package codex.application;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person asked for, in their own words.
 *
 * @param accountId the owner; no other account sees the application
 * @param engine the engine chosen for this application, {@code builtin} or {@code llm}; null follows the settings
 */
public record Application(
        long id,
        long accountId,
        String name,
        String description,
        @Nullable String engine,
        ApplicationStatus status,
        Instant createdAt,
        Instant updatedAt) {

    /** The longest description that is taken, in bytes of UTF-8 (SECURITY.md, S40). */
    public static final int DESCRIPTION_BYTES = 20 * 1024;

    /** The longest name that is taken, in characters. */
    public static final int NAME_LENGTH = 80;
}
