package codex.code;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The {@code source_file} table: what a developed app consists of, in order of path. */
@RegisterConstructorMapper(SourceFile.class)
@RegisterConstructorMapper(SourceFiles.Entry.class)
public interface SourceFiles {
    /** A file without its content, for trees. */
    record Entry(String path, String sha256, SourceFile.Origin origin, int size) {}

    @SqlUpdate("""
            DELETE FROM source_file
            WHERE developed_app_id = :developedAppId
            """)
    void clear(long developedAppId);

    @SqlBatch("""
            INSERT INTO source_file (developed_app_id, path, content, sha256, origin, elements)
            VALUES (:developedAppId, :path, :content, :sha256, :origin, CAST(:elementsJson AS jsonb))
            """)
    void add(long developedAppId, @BindMethods List<Row> files);

    @SqlQuery("""
            SELECT path, sha256, origin, octet_length(content) AS size
            FROM source_file
            WHERE developed_app_id = :developedAppId
            ORDER BY path COLLATE "C"
            """)
    List<Entry> list(long developedAppId);

    @SqlQuery("""
            SELECT path, content, origin, elements
            FROM source_file
            WHERE developed_app_id = :developedAppId
            ORDER BY path COLLATE "C"
            """)
    List<SourceFile> all(long developedAppId);

    /** Those in a folder, which ends in a slash, and below. */
    @SqlQuery("""
            SELECT path, content, origin, elements
            FROM source_file
            WHERE developed_app_id = :developedAppId AND starts_with(path, :folder)
            ORDER BY path COLLATE "C"
            """)
    List<SourceFile> in(long developedAppId, String folder);

    @SqlQuery("""
            SELECT path, content, origin, elements
            FROM source_file
            WHERE developed_app_id = :developedAppId AND path = :path
            """)
    Optional<SourceFile> find(long developedAppId, String path);

    /** A file as the table takes it. */
    record Row(String path, String content, String sha256, SourceFile.Origin origin, String elementsJson) {
        /** Element ids are plain words, so the list needs no escaping. */
        public static Row of(SourceFile file) {
            var elements = file.elements().isEmpty() ? "[]" : "[\"" + String.join("\",\"", file.elements()) + "\"]";
            return new Row(file.path(), file.content(), file.sha256(), file.origin(), elements);
        }
    }
}
