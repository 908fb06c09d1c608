package app.platform.http;

import java.util.function.Function;

/**
 * A column that a list may be sorted by and filtered by.
 *
 * @param name as a caller writes it
 * @param sql as the database writes it
 * @param reader how a value in a filter is read
 */
public record ListColumn(String name, String sql, boolean text, Function<Value, Object> reader) {
    public static ListColumn of(String name, String sql, Function<Value, Object> reader) {
        return new ListColumn(name, sql, false, reader);
    }

    /** A text, in which one can search. */
    public static ListColumn text(String name, String sql) {
        return new ListColumn(name, sql, true, Value::text);
    }
}
