package codex.verify;

import org.jspecify.annotations.Nullable;

/**
 * Something verification noticed.
 *
 * @param routeId the route's element id; null when it is about no single route
 * @param path the file it is in; null when it is in none
 * @param line in that file, from 1; 0 when unknown
 * @param checked what was looked at, in words
 * @param evidence what was seen: the compiler's sentence, the request and the answer
 */
public record Finding(
        Rung rung,
        Severity severity,
        @Nullable String routeId,
        @Nullable String path,
        int line,
        String checked,
        String evidence) {}
