package codex.web.admin;

import java.util.List;
import java.util.Optional;

/**
 * One table as admins see it: what the database says of it, less what its {@link Rules} hide.
 *
 * @param columns those that may be seen, in the table's order
 * @param key names of the primary key's columns; empty makes the table read-only
 * @param referrers columns of other tables that point here
 */
public record CatalogTable(
        String name, List<CatalogColumn> columns, List<String> key, List<Referrer> referrers, Rules rules) {
    /** A column of a table that points at this one. */
    public record Referrer(String table, String column) {}

    public CatalogTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        referrers = List.copyOf(referrers);
    }

    public Optional<CatalogColumn> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    public boolean editable(CatalogColumn column) {
        return !key.isEmpty()
                && !key.contains(column.name())
                && !column.generated()
                && !column.type().equals("bytea")
                && rules.editable(column.name());
    }

    public boolean editable() {
        return columns.stream().anyMatch(this::editable);
    }

    public boolean deletable() {
        return !key.isEmpty() && rules.deletable();
    }

    String quoted() {
        return Catalog.quoted(name);
    }
}
