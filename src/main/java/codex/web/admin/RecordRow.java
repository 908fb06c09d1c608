package codex.web.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row, its values as texts by column.
 *
 * @param key of the row as its address has it; empty for a table without a key
 * @param version at which it was read, for the optimistic lock (EXPERIENCE.md, R7)
 */
public record RecordRow(String key, String version, Map<String, @Nullable String> values) {
    public RecordRow {
        // Map.copyOf takes no nulls, and empty is a value here.
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The key as a segment of an address. */
    public String segment() {
        return segment(key);
    }

    public static String segment(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
