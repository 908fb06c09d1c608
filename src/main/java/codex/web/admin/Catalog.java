package codex.web.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The tables of the database, as the database itself describes them at start. */
public final class Catalog {
    private record ColumnRow(
            String tableName,
            String name,
            String type,
            boolean nullable,
            boolean generated,
            boolean hasDefault,
            List<String> labels) {}

    private record Reference(String fromTable, String fromColumn, String toTable) {}

    private final Map<String, CatalogTable> tables;

    private Catalog(Map<String, CatalogTable> tables) {
        this.tables = tables;
    }

    public static Catalog read(Jdbi jdbi) {
        return jdbi.withHandle(handle -> {
            var references = references(handle);
            var keys = keys(handle);
            var columns = new LinkedHashMap<String, List<ColumnRow>>();
            for (var column : columns(handle)) {
                columns.computeIfAbsent(column.tableName(), any -> new ArrayList<>())
                        .add(column);
            }
            var tables = new LinkedHashMap<String, CatalogTable>();
            columns.forEach((name, rows) -> {
                if (!Rules.HIDDEN_TABLES.contains(name)) {
                    tables.put(name, table(name, rows, keys.getOrDefault(name, List.of()), references));
                }
            });
            return new Catalog(tables);
        });
    }

    /** In order of name. */
    public List<CatalogTable> tables() {
        return List.copyOf(tables.values());
    }

    public Optional<CatalogTable> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static CatalogTable table(String name, List<ColumnRow> rows, List<String> key, List<Reference> references) {
        var rules = Rules.of(name);
        var columns = rows.stream()
                .filter(row -> !rules.hidden().contains(row.name()))
                .map(row -> new CatalogColumn(
                        row.name(),
                        row.type(),
                        row.nullable(),
                        row.generated(),
                        row.hasDefault(),
                        row.labels(),
                        references.stream()
                                .filter(each -> each.fromTable().equals(name)
                                        && each.fromColumn().equals(row.name()))
                                .map(Reference::toTable)
                                .findFirst()
                                .orElse(null)))
                .toList();
        var referrers = references.stream()
                .filter(each -> each.toTable().equals(name))
                .map(each -> new CatalogTable.Referrer(each.fromTable(), each.fromColumn()))
                .toList();
        return new CatalogTable(name, columns, key, referrers, rules);
    }

    private static List<ColumnRow> columns(Handle handle) {
        return handle.createQuery("""
                        SELECT pg_class.relname, attname, typname, NOT attnotnull, attidentity <> '' OR attgenerated <> '',
                            atthasdef,
                            ARRAY(SELECT enumlabel::text FROM pg_enum WHERE enumtypid = pg_type.oid ORDER BY enumsortorder)
                        FROM pg_attribute
                            JOIN pg_class ON pg_class.oid = attrelid
                            JOIN pg_type ON pg_type.oid = atttypid
                        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND attnum > 0
                            AND NOT attisdropped
                        ORDER BY pg_class.relname, attnum
                        """)
                .map((row, ctx) -> new ColumnRow(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getBoolean(5),
                        row.getBoolean(6),
                        List.of((String[]) row.getArray(7).getArray())))
                .list();
    }

    private static Map<String, List<String>> keys(Handle handle) {
        var keys = new LinkedHashMap<String, List<String>>();
        handle.createQuery("""
                        SELECT pg_class.relname, attname
                        FROM pg_index
                            JOIN pg_class ON pg_class.oid = indrelid
                            JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
                        WHERE indisprimary AND relnamespace = 'public'::regnamespace
                        ORDER BY pg_class.relname, array_position(indkey::int2[], attnum)
                        """)
                .map((row, ctx) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(entry -> keys.computeIfAbsent(entry.getKey(), any -> new ArrayList<>())
                        .add(entry.getValue()));
        return keys;
    }

    /** Foreign keys of one column; those of several are shown as plain values. */
    private static List<Reference> references(Handle handle) {
        return handle.createQuery("""
                        SELECT source.relname, attname, target.relname
                        FROM pg_constraint
                            JOIN pg_class AS source ON source.oid = conrelid
                            JOIN pg_class AS target ON target.oid = confrelid
                            JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
                        WHERE contype = 'f' AND cardinality(conkey) = 1
                            AND source.relnamespace = 'public'::regnamespace
                        ORDER BY source.relname, attname
                        """)
                .map((row, ctx) -> new Reference(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }
}
