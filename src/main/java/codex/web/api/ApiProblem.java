package codex.web.api;

import java.util.List;

/** An answer that is an error, as {@code application/problem+json} (RFC 9457). */
public final class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with one member of the body or one parameter. */
    public record FieldError(String field, String message) {}

    private final int status;
    private final transient List<FieldError> errors;

    ApiProblem(int status, String detail, List<FieldError> errors) {
        super(detail);
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    static ApiProblem of(int status, String detail) {
        return new ApiProblem(status, detail, List.of());
    }

    static ApiProblem notFound() {
        return of(404, "There is nothing here that you may see.");
    }

    /** 400: a member or parameter that cannot be read as what it should be. */
    static ApiProblem field(String field, String message) {
        return of(400, field, message);
    }

    /** 422: a member that was read, and makes no sense. */
    static ApiProblem invalid(String field, String message) {
        return of(422, field, message);
    }

    private static ApiProblem of(int status, String field, String message) {
        return new ApiProblem(status, "%s: %s".formatted(field, message), List.of(new FieldError(field, message)));
    }

    int status() {
        return status;
    }

    List<FieldError> errors() {
        return errors;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
