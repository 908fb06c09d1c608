package codex.web.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a table is on the page. The address says all of it, so a reload and a second tab show the same (EXPERIENCE.md,
 * H3): {@code ?q=text&sort=-created_at&filter=state:is:FAILED&after=key}.
 *
 * @param sort the column; null for the key
 * @param after the key of the last row of the page before; null for the first page
 * @param problems filters and sorts that could not be used, with what was expected
 */
public record RecordView(
        String search,
        @Nullable CatalogColumn sort,
        boolean descending,
        List<Filter> filters,
        @Nullable String after,
        List<String> problems) {
    /** The longest text that is searched for. */
    static final int SEARCH_LENGTH = 200;

    /** What a filter compares with. */
    public enum Operator {
        IS("is"),
        IS_NOT("is not"),
        CONTAINS("contains"),
        AT_LEAST("at least"),
        AT_MOST("at most"),
        EMPTY("is empty"),
        PRESENT("is there");

        private final String words;

        Operator(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        public String written() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Optional<Operator> of(String written) {
            return java.util.Arrays.stream(values())
                    .filter(operator -> operator.written().equals(written))
                    .findFirst();
        }

        boolean needsValue() {
            return this != EMPTY && this != PRESENT;
        }
    }

    /** One condition on one column. */
    public record Filter(CatalogColumn column, Operator operator, String value) {
        String written() {
            return column.name() + ":" + operator.written() + ":" + value;
        }

        public String words() {
            return column.name() + " " + operator.words() + (operator.needsValue() ? " " + value : "");
        }
    }

    public RecordView {
        filters = List.copyOf(filters);
        problems = List.copyOf(problems);
    }

    /** Reads the query parameters; what makes no sense becomes a problem and is left out. */
    static RecordView of(CatalogTable table, Map<String, List<String>> query) {
        var problems = new ArrayList<String>();
        var search = first(query, "q");
        if (search.length() > SEARCH_LENGTH) {
            problems.add("A search has at most %d characters; only those were used.".formatted(SEARCH_LENGTH));
            search = search.substring(0, SEARCH_LENGTH);
        }
        var written = first(query, "sort");
        var descending = written.startsWith("-");
        var sort = table.column(descending ? written.substring(1) : written)
                .filter(CatalogColumn::sortable)
                .orElse(null);
        if (sort == null && !written.isEmpty()) {
            problems.add("There is no column to sort by with that name.");
        }
        var filters = new ArrayList<Filter>();
        for (var filter : query.getOrDefault("filter", List.of())) {
            if (!filter.isBlank()) {
                filter(table, filter)
                        .ifPresentOrElse(
                                filters::add,
                                () -> problems.add("A filter reads column:operator:value; that one was not applied."));
            }
        }
        var after = first(query, "after");
        return new RecordView(
                search,
                sort,
                sort == null ? descending || written.isEmpty() : descending,
                filters,
                after.isEmpty() ? null : after,
                problems);
    }

    private static Optional<Filter> filter(CatalogTable table, String written) {
        var parts = written.split(":", 3);
        if (parts.length < 2) {
            return Optional.empty();
        }
        var column = table.column(parts[0]);
        var operator = Operator.of(parts[1]);
        if (column.isEmpty() || operator.isEmpty() || !column.get().sortable()) {
            return Optional.empty();
        }
        return Optional.of(new Filter(column.get(), operator.get(), parts.length == 3 ? parts[2] : ""));
    }

    /** The query of the same view with another sort; the same column again turns the order. */
    public String sortedBy(CatalogColumn column) {
        var same = sort != null && sort.name().equals(column.name());
        return query(search, (same && !descending ? "-" : "") + column.name(), filters, null);
    }

    public String with(Filter filter) {
        var all = new ArrayList<>(filters);
        all.removeIf(each -> each.column().name().equals(filter.column().name()));
        all.add(filter);
        return query(search, writtenSort(), all, null);
    }

    public String without(Filter filter) {
        return query(
                search,
                writtenSort(),
                filters.stream().filter(each -> !each.equals(filter)).toList(),
                null);
    }

    public String after(String key) {
        return query(search, writtenSort(), filters, key);
    }

    public String firstPage() {
        return query(search, writtenSort(), filters, null);
    }

    public String writtenSort() {
        return sort == null ? "" : (descending ? "-" : "") + sort.name();
    }

    public List<String> writtenFilters() {
        return filters.stream().map(Filter::written).toList();
    }

    private static String query(String search, String sort, List<Filter> filters, @Nullable String after) {
        var parts = new ArrayList<String>();
        add(parts, "q", search);
        add(parts, "sort", sort);
        filters.forEach(filter -> add(parts, "filter", filter.written()));
        add(parts, "after", after == null ? "" : after);
        return parts.isEmpty() ? "?" : "?" + String.join("&", parts);
    }

    private static void add(List<String> parts, String name, String value) {
        if (!value.isEmpty()) {
            parts.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static String first(Map<String, List<String>> query, String name) {
        var values = query.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }
}
