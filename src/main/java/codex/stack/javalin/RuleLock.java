package codex.stack.javalin;

/** The table by which writers of other tables take turns. */
final class RuleLock {
    static final String NAME = "rule_lock";

    static final String TABLE = """
            -- Writers of these tables take turns by changing a row here, since their rules speak of several rows.
            CREATE TABLE rule_lock (
                name varchar(64) NOT NULL PRIMARY KEY,
                used bigint NOT NULL
            )""";

    private RuleLock() {}

    /** The row of a table, which its writers change. */
    static String row(String table) {
        return "INSERT INTO %s (name, used) VALUES (%s, 0)".formatted(NAME, SqlText.quoted(table));
    }

    /** Takes the row away of a table whose writers no longer take turns. */
    static String without(String table) {
        return "DELETE FROM %s WHERE name = %s".formatted(NAME, SqlText.quoted(table));
    }
}
