package codex.stack;

import codex.code.SourceFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Packs a project for download. The same files give the same bytes, on any machine and in any time zone. */
public final class Zip {
    private static final int FILE = 0100644;
    private static final int COMMAND = 0100755;
    // Local time, as zips tell it. Their very first moment means "before", and would add fields that depend on the
    // zone.
    static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0, 2);

    private Zip() {}

    /** All files below one folder, in order of path; commands keep their permission to run. */
    public static byte[] of(String folder, List<SourceFile> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            var inOrder = files.stream()
                    .sorted(Comparator.comparing(SourceFile::path))
                    .toList();
            for (var file : inOrder) {
                add(zip, folder + "/" + file.path(), file);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("a zip in memory cannot fail", impossible);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipArchiveOutputStream zip, String path, SourceFile file) throws IOException {
        var entry = new ZipArchiveEntry(path);
        entry.setTime(TIME.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli());
        entry.setUnixMode(file.executable() ? COMMAND : FILE);
        zip.putArchiveEntry(entry);
        zip.write(file.bytes());
        zip.closeArchiveEntry();
    }
}
