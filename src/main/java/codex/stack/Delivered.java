package codex.stack;

import codex.code.SourceFile;
import codex.specification.Document;
import java.util.List;

/**
 * What was handed over of the same application before, as far as the data that its users keep depends on it.
 *
 * @param document what it was written from
 * @param migrations its files that make the tables, of every version so far; never empty
 */
public record Delivered(Document document, List<SourceFile> migrations) {
    /** Where projects have their migrations. */
    public static final String MIGRATIONS = "src/main/resources/db/migration/";

    public Delivered {
        migrations = List.copyOf(migrations);
        if (migrations.isEmpty()) {
            throw new IllegalArgumentException("nothing that keeps data was delivered of " + document.name());
        }
    }
}
