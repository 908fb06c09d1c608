package app.platform.db;

import app.platform.http.Download;
import app.platform.http.Upload;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Files that are kept beside the rows, and with them: what a refused call has kept is gone. A file is found by a random
 * id alone, whatever its name says.
 */
public record StoredFiles(Handle handle) {
    /** Keeps the file and answers with its id. */
    public UUID keep(Upload file) {
        var id = UUID.randomUUID();
        handle.execute(
                "INSERT INTO stored_file (id, name, media_type, content) VALUES (?, ?, ?, ?)",
                id,
                file.name(),
                file.mediaType(),
                file.bytes());
        return id;
    }

    public Optional<Download> find(UUID id) {
        return handle.select("SELECT name, media_type, content FROM stored_file WHERE id = ?", id)
                .map((row, context) -> new Download(
                        row.getBytes("content"), row.getString("media_type"), row.getString("name")))
                .findOne();
    }

    public void delete(UUID id) {
        handle.execute("DELETE FROM stored_file WHERE id = ?", id);
    }
}
