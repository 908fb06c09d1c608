package codex.web.admin;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of rows with what surrounds it.
 *
 * @param facets counts of the values of columns that have few
 * @param count of rows in view; exact up to {@link Records#EXACT}
 * @param next the key after which the next page begins; null on the last
 */
public record RecordList(
        CatalogTable table,
        RecordView view,
        List<RecordRow> rows,
        Map<CatalogColumn, List<Facet>> facets,
        long count,
        @Nullable String next) {
    private static final int CELL = 80;

    /** A value of a column and how many rows have it. */
    public record Facet(@Nullable String value, long count) {}

    public String url() {
        return "/admin/records/" + table.name();
    }

    /** "13 rows", or "more than 10,000 rows". */
    public String counted() {
        return count > Records.EXACT
                ? "more than %,d rows".formatted(Records.EXACT)
                : "%,d row%s".formatted(count, count == 1 ? "" : "s");
    }

    /** A value as it fits a cell; the whole is on the record. */
    public String cell(RecordRow row, CatalogColumn column) {
        var value = row.values().get(column.name());
        if (value == null) {
            return "";
        }
        var line = value.replaceAll("\\s+", " ");
        var shown = column.kind() == CatalogColumn.Kind.MOMENT && line.length() > 19 ? line.substring(0, 19) : line;
        return shown.length() > CELL ? shown.substring(0, CELL) + "…" : shown;
    }

    public @Nullable String sorted(CatalogColumn column) {
        var sort = view.sort();
        return sort == null || !sort.name().equals(column.name())
                ? null
                : view.descending() ? "descending" : "ascending";
    }

    public RecordView.Filter filter(CatalogColumn column, @Nullable String value) {
        return value == null
                ? new RecordView.Filter(column, RecordView.Operator.EMPTY, "")
                : new RecordView.Filter(column, RecordView.Operator.IS, value);
    }
}
