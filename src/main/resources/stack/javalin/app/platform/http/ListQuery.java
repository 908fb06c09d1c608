package app.platform.http;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which rows a caller wants to see: {@code page=2&size=50&sort=-createdAt,name&price.gte=10&name.contains=tea}. Only
 * listed columns take part, so no text of a caller ever becomes SQL: values are bound, names come from the list.
 */
public final class ListQuery {
    private static final Map<String, String> COMPARISONS =
            Map.of("eq", "=", "ne", "<>", "gt", ">", "gte", ">=", "lt", "<", "lte", "<=");
    private static final Set<String> PAGING = Set.of("page", "size", "sort", "limit", "offset");
    private static final Set<String> SEARCH = Set.of("q", "query", "search");

    private final List<ListColumn> columns;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();
    private int page;
    private int size;
    private Integer skipped;

    private ListQuery(List<ListColumn> columns) {
        this.columns = columns;
    }

    /** @throws Problem 400 for a column, an operator or a value that is not known */
    public static ListQuery of(Context ctx, List<ListColumn> columns) {
        return read(ctx, columns, "20", "100");
    }

    /** The same for a file, which holds as many rows as it may where the caller asks for no page. */
    public static ListQuery ofFile(Context ctx, List<ListColumn> columns) {
        return read(ctx, columns, "10000", "10000");
    }

    /** Restricts the rows further, whatever the caller asked for. */
    public ListQuery and(String sql, Object value) {
        conditions.add(sql + " = " + bind(value));
        return this;
    }

    public int page() {
        return page;
    }

    public int size() {
        return size;
    }

    public long offset() {
        return skipped == null ? (page - 1L) * size : skipped;
    }

    public Map<String, Object> values() {
        return values;
    }

    /** The conditions as SQL; it fits behind {@code WHERE}. */
    public String where() {
        return conditions.isEmpty() ? "1 = 1" : String.join(" AND ", conditions);
    }

    /** As SQL, behind {@code ORDER BY}; the key comes last, so that pages never overlap. */
    public String order() {
        return order.isEmpty() ? "created_at DESC, id" : String.join(", ", order) + ", id";
    }

    private static ListQuery read(Context ctx, List<ListColumn> columns, String usual, String most) {
        var query = new ListQuery(columns);
        var inputs = Inputs.of(ctx).allow(ctx.queryParamMap().keySet());
        query.page = Objects.requireNonNullElse(
                inputs.query("page").orElse("1").min("1").max("1000000").integer(), 1);
        query.size = Objects.requireNonNullElse(
                inputs.query("size").orElse(usual).min("1").max(most).integer(), 1);
        query.limit(inputs);
        var sort = inputs.query("sort").text();
        if (sort != null) {
            query.sort(sort, inputs);
        }
        for (var name : ctx.queryParamMap().keySet()) {
            if (SEARCH.contains(name)) {
                query.search(inputs.query(name).length(1, 200).text());
            } else if (!PAGING.contains(name)) {
                query.filter(name, inputs);
            }
        }
        inputs.check();
        return query;
    }

    // The other way to page: how many rows, and how many before them.
    private void limit(Inputs inputs) {
        var limit = inputs.query("limit").min("1").max("1000").integer();
        size = limit == null ? size : limit;
        skipped = inputs.query("offset").min("0").max("1000000").integer();
    }

    private void sort(String sort, Inputs inputs) {
        for (var key : sort.split(",", -1)) {
            var descending = key.startsWith("-");
            var name = descending ? key.substring(1) : key;
            var column = column(name);
            if (column == null) {
                inputs.error("sort", "unknown", "must name columns among " + names());
                return;
            }
            order.add(column.sql() + (descending ? " DESC" : ""));
        }
    }

    private void search(String text) {
        var searched = columns.stream().filter(ListColumn::text).toList();
        if (text == null || searched.isEmpty()) {
            return;
        }
        var pattern = bind(pattern(text));
        conditions.add(searched.stream()
                .map(column -> "lower(" + column.sql() + ") LIKE " + pattern + " ESCAPE '!'")
                .collect(Collectors.joining(" OR ", "(", ")")));
    }

    private void filter(String parameter, Inputs inputs) {
        var dot = parameter.indexOf('.');
        var name = dot < 0 ? parameter : parameter.substring(0, dot);
        var operator = dot < 0 ? "eq" : parameter.substring(dot + 1);
        var column = column(name);
        var plural = name.endsWith("s") ? column(name.substring(0, name.length() - 1)) : null;
        if (column == null && plural != null && dot < 0) {
            among(plural, inputs.query(parameter));
            return;
        }
        if (column == null) {
            inputs.error(parameter, "unknown", "is not known here; a list can be filtered by " + names());
            return;
        }
        var given = inputs.query(parameter);
        if (COMPARISONS.containsKey(operator)) {
            var value = column.reader().apply(given);
            conditions.add(value == null ? "1 = 0" : column.sql() + " " + COMPARISONS.get(operator) + " " + bind(value));
        } else if (operator.equals("contains") && column.text()) {
            var text = given.text();
            conditions.add("lower(" + column.sql() + ") LIKE " + bind(pattern(text == null ? "" : text)) + " ESCAPE '!'");
        } else if (operator.equals("in")) {
            among(column, given);
        } else if (operator.equals("isnull")) {
            conditions.add(column.sql() + (Boolean.FALSE.equals(given.bool()) ? " IS NOT NULL" : " IS NULL"));
        } else {
            inputs.error(parameter, "unknown", "must end in eq, ne, gt, gte, lt, lte, in, isnull, or contains for a text");
        }
    }

    private void among(ListColumn column, Value given) {
        var marks = new ArrayList<String>();
        for (var value : given.parts(column.reader())) {
            marks.add(bind(value));
        }
        conditions.add(marks.isEmpty() ? "1 = 0" : column.sql() + " IN (" + String.join(", ", marks) + ")");
    }

    private ListColumn column(String name) {
        return columns.stream().filter(each -> each.name().equals(name)).findFirst().orElse(null);
    }

    private String names() {
        return columns.stream().map(ListColumn::name).collect(Collectors.joining(", "));
    }

    private String bind(Object value) {
        var name = "v" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    private static String pattern(String text) {
        var escaped = text.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return "%" + escaped + "%";
    }
}
