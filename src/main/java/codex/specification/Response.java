package codex.specification;

/**
 * One way a route can answer.
 *
 * @param mediaType empty when there is no body
 * @param type as {@link TypeName} writes it; empty when there is no body. Media types other than JSON have
 *     {@code string} or {@code file}. A redirect has neither; its function answers with the address
 */
public record Response(String id, int status, String mediaType, String type, String description) implements Element {
    public boolean success() {
        return status < 400;
    }
}
