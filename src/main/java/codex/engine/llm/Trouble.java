package codex.engine.llm;

import dev.langchain4j.exception.ContentFilteredException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a failed call means (RELIABILITY.md, C6): a word for the ledger, a sentence for the page, and when it is worth
 * sending again.
 *
 * @param after the least wait that the server asks for; null when the same request will fail again
 */
record Trouble(
        String outcome,
        @Nullable Integer status,
        String why,
        @Nullable String body,
        @Nullable Duration after) {

    /** @param now against which a date in {@code Retry-After} is counted */
    static Trouble of(RuntimeException failure, Instant now) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Transport.Refused refused) {
                return refused(refused, now);
            }
            if (cause instanceof Transport.NoAnswer none) {
                var again = List.of("Unreachable", "Broken", "TimedOut").contains(none.outcome());
                return new Trouble(
                        none.outcome(),
                        null,
                        "The model's endpoint gave no answer: " + none.getMessage(),
                        null,
                        again ? Duration.ZERO : null);
            }
            if (cause instanceof ContentFilteredException filtered) {
                return new Trouble("Refused", 200, "The model refused: " + filtered.getMessage(), null, null);
            }
        }
        return new Trouble(
                "Broken", null, "The model's answer could not be read: " + failure.getMessage(), null, Duration.ZERO);
    }

    private static Trouble refused(Transport.Refused refused, Instant now) {
        var status = refused.statusCode();
        var body = String.valueOf(refused.getMessage());
        var said = body.substring(0, Math.min(200, body.length()));
        var asked = retryAfter(refused.headers(), now);
        return switch (status) {
            case 401, 403 ->
                new Trouble(
                        "Denied", status, "The endpoint refuses the key (%d): %s".formatted(status, said), body, null);
            case 429 ->
                body.contains("insufficient_quota")
                        ? new Trouble("Quota", status, "The account has no credit left.", body, null)
                        : new Trouble("Busy", status, "The endpoint asks for patience.", body, asked);
            case 408, 409 -> new Trouble("Broken", status, "The endpoint gave up (%d).".formatted(status), body, asked);
            case 503 -> new Trouble("Busy", status, "The endpoint is busy.", body, asked);
            default ->
                status >= 500
                        ? new Trouble("Down", status, "The endpoint failed (%d).".formatted(status), body, asked)
                        : new Trouble(
                                "Rejected",
                                status,
                                "The endpoint rejects the request (%d): %s".formatted(status, said),
                                body,
                                null);
        };
    }

    /** {@code Retry-After} as seconds or as a date (RFC 9110, 10.2.3), or {@code retry-after-ms}; zero without one. */
    private static Duration retryAfter(Map<String, List<String>> headers, Instant now) {
        for (var header : headers.entrySet()) {
            var value = header.getValue().isEmpty()
                    ? ""
                    : header.getValue().getFirst().strip();
            if (header.getKey().equalsIgnoreCase("retry-after-ms") && value.matches("\\d{1,9}")) {
                return Duration.ofMillis(Long.parseLong(value));
            }
            if (header.getKey().equalsIgnoreCase("retry-after")) {
                return value.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(value)) : until(value, now);
            }
        }
        return Duration.ZERO;
    }

    private static Duration until(String date, Instant now) {
        try {
            var wait = Duration.between(
                    now,
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException unreadable) {
            return Duration.ZERO;
        }
    }
}
