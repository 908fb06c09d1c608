package codex.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** What somebody finds in a project that was taken home. */
public final class Unpacked {
    /** A file, its bytes one a letter, and whether it runs as a command. */
    public record Found(String bytes, boolean command) {
        Found(byte[] bytes, boolean command) {
            this(new String(bytes, StandardCharsets.ISO_8859_1), command);
        }
    }

    private Unpacked() {}

    /** The files of a zip by their paths below its one folder. */
    public static Map<String, Found> zip(byte[] zip) throws IOException {
        var found = new TreeMap<String, Found>();
        try (var file = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(zip))
                .get()) {
            for (var entry : Collections.list(file.getEntries())) {
                var path = entry.getName().substring(entry.getName().indexOf('/') + 1);
                var bytes = file.getInputStream(entry).readAllBytes();
                found.put(path, new Found(bytes, (entry.getUnixMode() & 0111) != 0));
            }
        }
        return found;
    }

    /** The files that git puts into this new folder when it clones a bundle. */
    public static Map<String, Found> cloned(byte[] bundle, Path folder) throws IOException, InterruptedException {
        var file = Files.write(folder.resolveSibling(folder.getFileName() + ".bundle"), bundle);
        git(Files.createDirectories(folder), "clone", "--quiet", file.toString(), ".");
        var found = new TreeMap<String, Found>();
        try (var files = Files.walk(folder)) {
            for (var path : files.filter(Files::isRegularFile).toList()) {
                var name = folder.relativize(path).toString();
                if (!name.startsWith(".git/")) {
                    found.put(name, new Found(Files.readAllBytes(path), Files.isExecutable(path)));
                }
            }
        }
        return found;
    }

    /** What git prints, as it is set up on a new machine. */
    static String git(Path folder, String... arguments) throws IOException, InterruptedException {
        var git = new ProcessBuilder(
                Stream.concat(Stream.of("git"), Stream.of(arguments)).toList());
        git.directory(folder.toFile()).redirectErrorStream(true);
        git.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        git.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        var process = git.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
