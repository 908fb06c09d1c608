package codex.engine;

/**
 * One row of what was set here and not by the environment.
 *
 * @param value of a secret one as it was sealed
 */
public record Setting(String name, String value, boolean secret) {}
