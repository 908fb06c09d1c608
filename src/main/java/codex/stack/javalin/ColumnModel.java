package codex.stack.javalin;

import codex.specification.Column;

/**
 * A column as a record component.
 *
 * @param json the name in JSON
 * @param component the name in Java; differs from {@code json} where Java has the word for itself
 * @param sql the name in SQL, quoted where SQL has the word for itself
 * @param owner whether it says whose row it is
 */
record ColumnModel(Column column, String json, String component, String sql, JavaType type, boolean owner) {
    String name() {
        return column.name();
    }

    /** Whether a caller may set it. */
    boolean input() {
        return !owner && !column.readOnly();
    }

    /** Whether a list may be filtered by it and sorted by it. */
    boolean listed() {
        return type.kind() != Kind.JSON;
    }
}
