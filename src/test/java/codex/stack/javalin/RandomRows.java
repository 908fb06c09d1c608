package codex.stack.javalin;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows that tables take as they are. */
final class RandomRows {
    private static final int EACH = 3;

    private RandomRows() {}

    /** Puts some into each table; fewer where a rule speaks against it. */
    static void into(MigratedDatabase database, Shapes shapes, Random random) throws SQLException {
        if (database.has("account")) {
            database.execute("INSERT INTO account VALUES (gen_random_uuid(), '%d', '', '', NULL, 1, now(), now())"
                    .formatted(random.nextLong()));
        }
        for (var table : shapes.tables()) {
            for (var i = 0; i < EACH; i++) {
                insert(database, table, random);
            }
        }
    }

    private static void insert(MigratedDatabase database, TableShape table, Random random) throws SQLException {
        var values = new TreeMap<String, String>();
        values.put("id", table.sequence() == null ? "gen_random_uuid()" : "nextval('%s')".formatted(table.sequence()));
        for (var column : table.columns()) {
            var value = value(database, column, random);
            if (value != null && (column.required() || random.nextInt(3) > 0)) {
                values.put(column.sql(), value);
            }
        }
        try {
            database.execute("INSERT INTO %s (%s, version, created_at, updated_at) VALUES (%s, 1, now(), now())"
                    .formatted(table.sql(), String.join(", ", values.keySet()), String.join(", ", values.values())));
        } catch (SQLException refused) {
            // 23: a constraint of the table, which these values may well break.
            if (!refused.getSQLState().startsWith("23")) {
                throw refused;
            }
        }
    }

    private static @Nullable String value(MigratedDatabase database, ColumnShape column, Random random)
            throws SQLException {
        if (column.references() != null) {
            var ids = database.query("SELECT id FROM " + Words.sql(column.references()));
            return ids.isEmpty() ? null : "'" + ids.get(random.nextInt(ids.size())) + "'";
        }
        var number = random.nextInt(1, 5);
        return switch (column.kind()) {
            case STRING, TEXT -> "'text %d'".formatted(random.nextInt(20));
            case INTEGER, LONG, DECIMAL, NUMBER -> Integer.toString(number);
            case BOOLEAN -> "TRUE";
            case DATE -> "'2024-05-0%d'".formatted(number);
            case TIME -> "'10:0%d:00'".formatted(number);
            case DATETIME -> "now()";
            case UUID -> "gen_random_uuid()";
            case JSON -> "'[]'";
            case ENUM ->
                SqlText.quoted(
                        Objects.requireNonNull(column.values()).constants().getFirst());
            case FILE, TYPE, ENTITY -> null;
        };
    }
}
