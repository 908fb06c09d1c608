package codex.code;

/**
 * One value that a function takes.
 *
 * @param name lower camel case
 * @param type as {@link codex.specification.TypeName} writes it
 */
public record Argument(String name, String type, boolean required) {}
