package app.platform.http;

import java.time.Duration;
import java.util.List;

/** A refusal that a caller understands; it leaves as problem+json (RFC 9457). */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is wrong with one field. {@code code} is for programs, {@code message} for people. */
    public record FieldError(String field, String code, String message) {}

    private final int status;
    private final transient List<FieldError> errors;
    private final long retryAfter;

    public Problem(int status, String detail, List<FieldError> errors) {
        this(status, detail, errors, 0);
    }

    private Problem(int status, String detail, List<FieldError> errors, long retryAfter) {
        super(detail, null, false, false);
        this.status = status;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    public static Problem badRequest(String field, String message) {
        return invalid(List.of(new FieldError(field, "invalid", message)));
    }

    /** Everything that is wrong with a request at once. */
    public static Problem invalid(List<FieldError> errors) {
        return new Problem(400, "The request is not valid.", errors);
    }

    public static Problem unauthorized(String message) {
        return new Problem(401, message, List.of());
    }

    public static Problem forbidden(String message) {
        return new Problem(403, message, List.of());
    }

    public static Problem notFound(String message) {
        return new Problem(404, message, List.of());
    }

    public static Problem conflict(String message) {
        return new Problem(409, message, List.of());
    }

    public static Problem preconditionFailed(String message) {
        return new Problem(412, message, List.of());
    }

    public static Problem unprocessable(String message) {
        return new Problem(422, message, List.of());
    }

    /** Says in whole seconds, one at least, how long the caller has to wait. */
    public static Problem tooManyRequests(String message, Duration wait) {
        return new Problem(429, message, List.of(), Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    /** For a route that is not finished. */
    public static Problem notImplemented(String reason) {
        return new Problem(501, reason, List.of());
    }

    public static Problem unavailable(String message) {
        return new Problem(503, message, List.of());
    }

    public int status() {
        return status;
    }

    public List<FieldError> errors() {
        return errors;
    }

    /** In seconds; 0 where waiting does not help. */
    public long retryAfter() {
        return retryAfter;
    }
}
