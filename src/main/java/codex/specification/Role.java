package codex.specification;

/**
 * A kind of person who may do certain things.
 *
 * @param name lower case with underscores, singular: {@code member}
 */
public record Role(String id, String name, String summary, Source source) implements Element {}
