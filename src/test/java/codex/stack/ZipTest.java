package codex.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import codex.code.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TimeZone;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;

/** GENERATED-APP.md, 9. */
class ZipTest {
    private static final List<SourceFile> FILES = List.of(
            SourceFile.scaffold("pom.xml", "<project/>\n"),
            SourceFile.scaffold("mvnw", "#!/bin/sh\n"),
            SourceFile.scaffold("src/main/java/shop/App.java", "class App {}\n"));

    @Test
    void the_same_files_give_the_same_bytes_in_any_order_and_time_zone() {
        var first = Zip.of("shop", FILES);
        var zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            var reversed = new ArrayList<>(FILES);
            Collections.reverse(reversed);
            assertThat(Zip.of("shop", reversed)).isEqualTo(first);
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void entries_lie_sorted_in_one_folder_and_only_commands_may_run() throws IOException {
        assertThat(entries(Zip.of("shop", FILES)))
                .extracting(ZipArchiveEntry::getName, entry -> entry.getUnixMode() & 0777)
                .containsExactly(
                        tuple("shop/mvnw", 0755),
                        tuple("shop/pom.xml", 0644),
                        tuple("shop/src/main/java/shop/App.java", 0644));
    }

    @Test
    void entries_carry_no_extra_fields() throws IOException {
        assertThat(entries(Zip.of("shop", FILES)))
                .allSatisfy(entry -> assertThat(entry.getLocalFileDataExtra()).isEmpty());
    }

    @Test
    void no_file_lies_outside_the_project() {
        assertThatThrownBy(() -> SourceFile.scaffold("../evil.sh", "")).hasMessageContaining("lies inside it");
        assertThatThrownBy(() -> SourceFile.scaffold("/etc/passwd", "")).hasMessageContaining("lies inside it");
    }

    private static List<ZipArchiveEntry> entries(byte[] zip) throws IOException {
        try (var file = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(zip))
                .get()) {
            return Collections.list(file.getEntriesInPhysicalOrder());
        }
    }
}
