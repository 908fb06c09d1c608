package codex.web.admin;

import codex.account.AuditEntry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record with its form.
 *
 * @param typed what was typed, by column, where the form came back; empty at first
 * @param problems what is wrong with it, by column; under the empty name what is wrong with the whole
 * @param referring rows of other tables that point here, with their number
 * @param history what admins did to it, latest first
 */
public record RecordForm(
        CatalogTable table,
        RecordRow row,
        Map<String, @Nullable String> typed,
        Map<String, String> problems,
        Map<CatalogTable.Referrer, Long> referring,
        List<AuditEntry> history) {
    public String url() {
        return "/admin/records/%s/%s".formatted(table.name(), row.segment());
    }

    /** What the field shows: what was typed, else what is stored. */
    public String shown(CatalogColumn column) {
        var value = typed.containsKey(column.name())
                ? typed.get(column.name())
                : row.values().get(column.name());
        return value == null ? "" : value;
    }

    public boolean empty(CatalogColumn column) {
        return typed.containsKey(column.name())
                ? typed.get(column.name()) == null
                : row.values().get(column.name()) == null;
    }

    public @Nullable String problem(String column) {
        return problems.get(column);
    }

    public String stored(CatalogColumn column) {
        var value = row.values().get(column.name());
        return value == null ? "" : value;
    }
}
