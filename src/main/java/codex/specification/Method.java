package codex.specification;

/** The HTTP methods a route may have. */
public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE;

    /** Whether a call changes nothing (RFC 9110, 9.2.1). */
    public boolean safe() {
        return this == GET;
    }
}
