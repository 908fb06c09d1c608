package codex.stack.javalin;

/**
 * A type as Java writes it.
 *
 * @param name the class without its package: {@code UUID}, {@code TaskState}
 * @param imported its full name; empty when {@code java.lang} has it
 */
record JavaType(Kind kind, String name, String imported, boolean many) {
    /** {@code List<Book>} or {@code Book}. */
    String java() {
        return many ? "List<" + name + ">" : name;
    }
}
