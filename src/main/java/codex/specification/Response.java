package codex.specification;

import java.util.List;

/**
 * One way a route can answer.
 *
 * @param mediaType empty when there is no body
 * @param type as {@link TypeName} writes it; empty when there is no body. Media types other than JSON have
 *     {@code string} or {@code file}. A redirect has neither; its function answers with the address
 * @param cookies names of the cookies that it may set; the application signs them and takes them back only as it sent them
 */
public record Response(String id, int status, String mediaType, String type, String description, List<String> cookies)
        implements Element {
    /** The media types of answers that standard behaviours give. */
    public static final String JSON = "application/json";

    public static final String CSV = "text/csv";

    public static final String HTML = "text/html";

    public Response {
        cookies = List.copyOf(cookies);
    }

    /** Without cookies. */
    public Response(String id, int status, String mediaType, String type, String description) {
        this(id, status, mediaType, type, description, List.of());
    }

    public boolean success() {
        return status < 400;
    }
}
