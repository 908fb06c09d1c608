package codex.specification;

/**
 * A kind of person who may do certain things.
 *
 * @param name lower case with underscores, singular: {@code member}
 * @param newcomers whether everybody has it who registers. Such a role is open to strangers, so it is said and never
 *     guessed from an order; at most one role has it, and never {@code admin}. Without one, newcomers have no role until
 *     an administrator gives them one
 */
public record Role(String id, String name, String summary, boolean newcomers, Source source) implements Element {
    /** The role that needs not be listed: it manages people and reaches everybody's rows. */
    public static final String ADMIN = "admin";
}
