package codex.code;

/**
 * A library that functions may use beside the platform's own; only from the stack's allow-list.
 *
 * @param name group and artifact: {@code com.google.zxing:core}
 * @param specifier how the version binds; {@code ==} is exact
 */
public record Package(long id, String name, String version, String specifier) {}
