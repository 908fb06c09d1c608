package codex.stack.javalin;

import codex.specification.Column;
import java.util.Set;

/**
 * A column as a record component.
 *
 * @param json the name in JSON
 * @param component the name in Java; differs from {@code json} where Java has the word for itself
 * @param sql the name in SQL, quoted where SQL has the word for itself
 * @param owner whether it says whose row it is
 */
record ColumnModel(Column column, String json, String component, String sql, JavaType type, boolean owner) {
    /** Query parameters that mean something else in every list, as the app's {@code ListQuery} reads them. */
    static final Set<String> LIST_PARAMETERS =
            Set.of("page", "size", "sort", "limit", "offset", "q", "query", "search");

    String name() {
        return column.name();
    }

    /** Whether a caller may set it. */
    boolean input() {
        return !owner && !column.readOnly();
    }

    /** The variable that holds a value of it. */
    String local() {
        return Words.local(column.name());
    }

    /** The query parameter that leaves the rows of one value in a list. */
    String filter() {
        return LIST_PARAMETERS.contains(json) ? json + ".eq" : json;
    }

    /** Whether a list may be filtered by it and sorted by it. */
    boolean listed() {
        return type.kind() != Kind.JSON;
    }
}
