package codex.web.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes rows of any table of the catalog. Table, column and operator come from the catalog and are quoted here;
 * values are always bound (SECURITY.md, S32, S33).
 */
final class Records {
    static final int PAGE = 50;

    /** Counting stops here; above, the page says "about" (EXPERIENCE.md, R3). */
    static final int EXACT = 10_000;

    /** A page of rows; {@code next} is the key after which the next page begins, null on the last. */
    record Rows(List<RecordRow> rows, @Nullable String next, long count) {}

    private final Jdbi jdbi;

    Records(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Rows list(CatalogTable table, RecordView view) {
        return jdbi.inTransaction(handle -> {
            limitTime(handle, 1000);
            var bound = new LinkedHashMap<String, @Nullable String>();
            var where = where(table, view, bound);
            var count = bind(
                            handle.createQuery("SELECT count(*) FROM (SELECT 1 FROM %s WHERE %s LIMIT %d) AS counted"
                                    .formatted(table.quoted(), where, EXACT + 1)),
                            bound)
                    .mapTo(Long.class)
                    .one();
            var paged = where + after(table, view, bound);
            var query = bind(
                    handle.createQuery("SELECT xmin::text, %s FROM %s AS t WHERE %s ORDER BY %s LIMIT %d"
                            .formatted(texts(table), table.quoted(), paged, order(table, view), PAGE + 1)),
                    bound);
            var rows = rows(table, query);
            var shown = rows.subList(0, Math.min(PAGE, rows.size()));
            var next = rows.size() > PAGE && !table.key().isEmpty()
                    ? shown.getLast().key()
                    : null;
            return new Rows(List.copyOf(shown), next, count);
        });
    }

    /** Tables with their number of rows, as the planner last counted where there are many. */
    Map<CatalogTable, Long> sizes(List<CatalogTable> tables) {
        return jdbi.withHandle(handle -> {
            var sizes = new LinkedHashMap<CatalogTable, Long>();
            for (var table : tables) {
                sizes.put(
                        table,
                        handle.createQuery("SELECT count(*) FROM (SELECT 1 FROM %s LIMIT %d) AS counted"
                                        .formatted(table.quoted(), EXACT + 1))
                                .mapTo(Long.class)
                                .one());
            }
            return sizes;
        });
    }

    /** Counts of the values of enumerations and truths, the most frequent first, at most twenty of each. */
    Map<CatalogColumn, List<RecordList.Facet>> facets(CatalogTable table) {
        var facets = new LinkedHashMap<CatalogColumn, List<RecordList.Facet>>();
        for (var column : table.columns()) {
            if (column.kind() == CatalogColumn.Kind.CHOICE || column.kind() == CatalogColumn.Kind.TRUTH) {
                facets.put(column, facets(table, column));
            }
        }
        return facets;
    }

    private List<RecordList.Facet> facets(CatalogTable table, CatalogColumn column) {
        return jdbi.inTransaction(handle -> {
            limitTime(handle, 1000);
            return handle.createQuery(
                            "SELECT %s AS value, count(*) AS count FROM %s GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20"
                                    .formatted(column.asText(), table.quoted()))
                    .map((row, ctx) -> new RecordList.Facet(row.getString("value"), row.getLong("count")))
                    .list();
        });
    }

    Optional<RecordRow> find(CatalogTable table, String key) {
        return jdbi.withHandle(handle -> find(handle, table, key));
    }

    Optional<RecordRow> find(Handle handle, CatalogTable table, String key) {
        var bound = new LinkedHashMap<String, @Nullable String>();
        var where = isKey(table, key, bound);
        if (where.isEmpty()) {
            return Optional.empty();
        }
        return rows(
                        table,
                        bind(
                                handle.createQuery("SELECT xmin::text, %s FROM %s AS t WHERE %s"
                                        .formatted(texts(table), table.quoted(), where.get())),
                                bound))
                .stream()
                .findFirst();
    }

    /** How many rows of other tables point at this one, by {@code table.column}; what has none is left out. */
    Map<CatalogTable.Referrer, Long> referring(CatalogTable table, String key) {
        var counts = new LinkedHashMap<CatalogTable.Referrer, Long>();
        if (table.key().size() != 1) {
            return counts;
        }
        jdbi.useTransaction(handle -> {
            limitTime(handle, 1000);
            for (var referrer : table.referrers()) {
                var count = handle.createQuery("SELECT count(*) FROM %s WHERE %s::text = :key"
                                .formatted(Catalog.quoted(referrer.table()), Catalog.quoted(referrer.column())))
                        .bind("key", key)
                        .mapTo(Long.class)
                        .one();
                if (count > 0) {
                    counts.put(referrer, count);
                }
            }
        });
        return counts;
    }

    /** Writes the values if the row is still at {@code version}; false when it is not. */
    boolean change(
            Handle handle, CatalogTable table, String key, String version, Map<String, @Nullable String> values) {
        var bound = new LinkedHashMap<String, @Nullable String>();
        var sets = new ArrayList<String>();
        values.forEach((name, value) -> {
            var column = table.column(name).filter(table::editable).orElseThrow();
            bound.put("set_" + sets.size(), value);
            sets.add("%s = CAST(:set_%d AS %s)".formatted(column.quoted(), sets.size(), Catalog.quoted(column.type())));
        });
        var where = isKey(table, key, bound);
        if (where.isEmpty() || sets.isEmpty()) {
            return false;
        }
        bound.put("version", version);
        return bind(
                                handle.createUpdate("UPDATE %s SET %s WHERE %s AND xmin::text = :version"
                                        .formatted(table.quoted(), String.join(", ", sets), where.get())),
                                bound)
                        .execute()
                == 1;
    }

    boolean remove(Handle handle, CatalogTable table, String key) {
        var bound = new LinkedHashMap<String, @Nullable String>();
        var where = isKey(table, key, bound);
        return where.isPresent()
                && bind(handle.createUpdate("DELETE FROM %s WHERE %s".formatted(table.quoted(), where.get())), bound)
                                .execute()
                        == 1;
    }

    private static void limitTime(Handle handle, int millis) {
        handle.execute("SET LOCAL statement_timeout = " + millis);
    }

    private static String texts(CatalogTable table) {
        return table.columns().stream()
                .map(column -> column.asText() + " AS " + column.quoted())
                .collect(Collectors.joining(", "));
    }

    private static List<RecordRow> rows(CatalogTable table, Query query) {
        return query.map((row, ctx) -> {
                    var values = new LinkedHashMap<String, @Nullable String>();
                    for (var column : table.columns()) {
                        values.put(column.name(), row.getString(column.name()));
                    }
                    var key = table.key().stream()
                            .map(name -> part(values.get(name)))
                            .collect(Collectors.joining("~"));
                    return new RecordRow(key, row.getString(1), values);
                })
                .list();
    }

    // A key of several columns is written with ~ between them, and ~ within one as ~0.
    private static String part(@Nullable String value) {
        return String.valueOf(value).replace("~", "~0");
    }

    private static Optional<String> isKey(CatalogTable table, String key, Map<String, @Nullable String> bound) {
        var parts = key.split("~(?!0)", -1);
        if (table.key().isEmpty() || parts.length != table.key().size()) {
            return Optional.empty();
        }
        var conditions = new ArrayList<String>();
        for (var i = 0; i < parts.length; i++) {
            var column = table.column(table.key().get(i));
            var value = parts[i].replace("~0", "~");
            if (column.isEmpty() || !column.get().takes(value)) {
                return Optional.empty();
            }
            bound.put("key_" + i, value);
            conditions.add("%s = CAST(:key_%d AS %s)"
                    .formatted(
                            column.get().quoted(),
                            i,
                            Catalog.quoted(column.get().type())));
        }
        return Optional.of(String.join(" AND ", conditions));
    }

    private static String where(CatalogTable table, RecordView view, Map<String, @Nullable String> bound) {
        var conditions = new ArrayList<String>();
        conditions.add("true");
        if (!view.search().isEmpty()) {
            bound.put("search", view.search());
            conditions.add(table.columns().stream()
                    .map(column -> "strpos(lower(%s), lower(:search)) > 0".formatted(column.asText()))
                    .collect(Collectors.joining(" OR ", "(", ")")));
        }
        for (var filter : view.filters()) {
            var name = "filter_" + conditions.size();
            conditions.add(condition(filter, name));
            if (filter.operator().needsValue()) {
                bound.put(name, filter.value());
            }
        }
        return String.join(" AND ", conditions);
    }

    private static String condition(RecordView.Filter filter, String name) {
        var column = filter.column();
        return switch (filter.operator()) {
            case IS -> "%s = :%s".formatted(column.asText(), name);
            case IS_NOT -> "%s IS DISTINCT FROM :%s".formatted(column.asText(), name);
            case CONTAINS -> "strpos(lower(%s), lower(:%s)) > 0".formatted(column.asText(), name);
            case AT_LEAST -> "%s >= CAST(:%s AS %s)".formatted(column.quoted(), name, Catalog.quoted(column.type()));
            case AT_MOST -> "%s <= CAST(:%s AS %s)".formatted(column.quoted(), name, Catalog.quoted(column.type()));
            case EMPTY -> column.quoted() + " IS NULL";
            case PRESENT -> column.quoted() + " IS NOT NULL";
        };
    }

    /** Nulls come last either way; the key breaks ties. */
    private static String order(CatalogTable table, RecordView view) {
        var direction = view.descending() ? " DESC" : "";
        var keys = table.key().stream()
                .map(name -> Catalog.quoted(name) + direction)
                .toList();
        var sort = view.sort();
        var parts = new ArrayList<String>();
        if (sort != null) {
            parts.add("(%s IS NULL)".formatted(sort.quoted()));
            parts.add(sort.quoted() + direction);
        }
        parts.addAll(keys);
        return parts.isEmpty() ? "1" : String.join(", ", parts);
    }

    /** Keyset: rows behind the row whose key the address names, in the view's order. */
    private static String after(CatalogTable table, RecordView view, Map<String, @Nullable String> bound) {
        var after = view.after();
        if (after == null) {
            return "";
        }
        var last = isKey(table, after, bound);
        if (last.isEmpty()) {
            return "";
        }
        var compare = view.descending() ? "<" : ">";
        var keys = table.key().stream().map(Catalog::quoted).toList();
        var key = "(%s)".formatted(keys.stream().map(name -> "t." + name).collect(Collectors.joining(", ")));
        var lastKey = "(%s)".formatted(keys.stream().map(name -> "last." + name).collect(Collectors.joining(", ")));
        var beyond = "%s %s %s".formatted(key, compare, lastKey);
        var sort = view.sort();
        if (sort != null) {
            var column = sort.quoted();
            beyond = """
                    ((t.%1$s IS NULL) > (last.%1$s IS NULL) OR ((t.%1$s IS NULL) = (last.%1$s IS NULL)
                        AND (t.%1$s %2$s last.%1$s OR (t.%1$s IS NOT DISTINCT FROM last.%1$s AND %3$s))))""".formatted(column, compare, beyond);
        }
        return " AND EXISTS (SELECT FROM %s AS last WHERE %s AND %s)".formatted(table.quoted(), last.get(), beyond);
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Map<String, ? extends @Nullable String> values) {
        values.forEach((name, value) -> statement.bind(name, value));
        return statement;
    }
}
