package codex.specification.intake;

/**
 * Something in an imported document that a specification cannot say, or says otherwise.
 *
 * @param pointer where it stands: a JSON pointer (RFC 6901) as a fragment, or {@code line 12}
 * @param reason what becomes of it, as a sentence
 */
public record Loss(String pointer, String reason) {}
