package codex.specification;

import java.time.Instant;
import org.jdbi.v3.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * One version of an application's specification. It is never changed: every edit is the next version.
 *
 * @param parentId the version it was made from
 * @param change what is different, in one line: "limit for photos added"
 * @param author who made it: a person's name, or {@code requirements agent}
 */
public record Specification(
        long id,
        long applicationId,
        int version,
        @Nullable Long parentId,
        @Json Document document,
        String change,
        String author,
        Instant createdAt) {}
