package codex.specification.intake;

/** The text is nothing that can be read. The place is a line, or empty. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String where;

    Unreadable(String where, String message) {
        super(message, null, false, false);
        this.where = where;
    }

    String where() {
        return where;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
