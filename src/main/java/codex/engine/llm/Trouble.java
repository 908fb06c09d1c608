package codex.engine.llm;

import static codex.engine.CallOutcome.BROKEN;
import static codex.engine.CallOutcome.BUSY;
import static codex.engine.CallOutcome.DENIED;
import static codex.engine.CallOutcome.DOWN;
import static codex.engine.CallOutcome.QUOTA;
import static codex.engine.CallOutcome.REJECTED;
import static codex.engine.CallOutcome.TOO_LONG;

import codex.engine.CallOutcome;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a failed call means (RELIABILITY.md, C6): a word for the ledger, a sentence for the page, and the least wait before
 * it is worth sending again.
 *
 * @param body what was received, as far as anything was
 * @param asked the wait that the endpoint asks for; zero when it asks for none
 * @param spent whether the endpoint may have worked on it, and bill it
 */
record Trouble(
        CallOutcome outcome,
        @Nullable Integer status,
        String why,
        @Nullable String body,
        Duration asked,
        boolean spent) {
    private static final Pattern TRY_AGAIN =
            Pattern.compile("try again in (\\d+(?:\\.\\d+)?)\\s*(ms|s|m)\\b", Pattern.CASE_INSENSITIVE);
    private static final int SHOWN = 200;

    /** @param now against which a date in {@code Retry-After} is counted */
    static Trouble of(RuntimeException failure, Instant now) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case Transport.Refused refused -> {
                    return refused(refused, now);
                }
                case Transport.NoAnswer none -> {
                    return new Trouble(
                            none.outcome(), null, String.valueOf(none.getMessage()), null, Duration.ZERO, none.spent());
                }
                default -> {}
            }
        }
        return new Trouble(
                BROKEN,
                null,
                "The model's answer could not be read: " + failure.getMessage(),
                null,
                Duration.ZERO,
                true);
    }

    private static Trouble refused(Transport.Refused refused, Instant now) {
        var status = refused.statusCode();
        var body = String.valueOf(refused.getMessage());
        var said = first(body);
        var asked = asked(refused.headers(), body, now);
        var outcome = outcome(status, body, asked);
        var why = switch (outcome) {
            case DENIED -> "The endpoint refuses the key (%d): %s".formatted(status, said);
            case QUOTA -> "The account has no credit left at the endpoint.";
            case BUSY -> "The endpoint asks for patience (%d).".formatted(status);
            case BROKEN -> "The endpoint gave up (%d).".formatted(status);
            case DOWN -> "The endpoint failed (%d).".formatted(status);
            case TOO_LONG -> "The question is too long for the model: %s".formatted(said);
            default ->
                status >= 300 && status < 400
                        ? "The endpoint sends elsewhere (%d), and a redirect is never followed. Enter the address it leads to."
                                .formatted(status)
                        : "The endpoint rejects the request (%d): %s".formatted(status, said);
        };
        return new Trouble(outcome, status, why, body, asked, false);
    }

    private static CallOutcome outcome(int status, String body, Duration asked) {
        var text = body.toLowerCase(Locale.ROOT);
        return switch (status) {
            case 401, 403 -> DENIED;
            case 402 -> QUOTA;
            case 429 -> text.contains("insufficient_quota") || text.contains("billing_hard_limit") ? QUOTA : BUSY;
            case 408, 409 -> BROKEN;
            case 400, 413 ->
                text.contains("context_length_exceeded")
                                || text.contains("context length")
                                || text.contains("context window")
                        ? TOO_LONG
                        : REJECTED;
            case 503 -> asked.isZero() ? DOWN : BUSY;
            default -> status >= 500 ? DOWN : REJECTED;
        };
    }

    /** The first characters of what was received, on one line. */
    static String first(String body) {
        var line = body.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + " …";
    }

    /**
     * {@code Retry-After} as seconds or as a date (RFC 9110, 10.2.3), {@code retry-after-ms}, or "try again in 5.3s" in
     * the body; the longest of them, zero without one (C12).
     */
    private static Duration asked(Map<String, List<String>> headers, String body, Instant now) {
        var longest = Duration.ZERO;
        for (var header : headers.entrySet()) {
            var value = header.getValue().isEmpty()
                    ? ""
                    : header.getValue().getFirst().strip();
            var wait = switch (header.getKey().toLowerCase(Locale.ROOT)) {
                case "retry-after-ms" -> value.matches("\\d{1,9}") ? Duration.ofMillis(Long.parseLong(value)) : null;
                case "retry-after" ->
                    value.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(value)) : until(value, now);
                default -> null;
            };
            longest = later(longest, wait);
        }
        return later(longest, said(body).orElse(null));
    }

    private static Duration later(Duration longest, @Nullable Duration other) {
        return other == null || other.compareTo(longest) <= 0 ? longest : other;
    }

    private static Optional<Duration> said(String body) {
        return TRY_AGAIN.matcher(body).results().findFirst().map(found -> {
            var number = Double.parseDouble(found.group(1));
            var millis = switch (found.group(2).toLowerCase(Locale.ROOT)) {
                case "ms" -> number;
                case "s" -> number * 1000;
                default -> number * 60_000;
            };
            return Duration.ofMillis((long) Math.ceil(Math.min(millis, 86_400_000)));
        });
    }

    private static @Nullable Duration until(String date, Instant now) {
        try {
            var wait = Duration.between(
                    now,
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
