package codex.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes of the jars that boxes run again and again, parsed once and mapped from then on (class-data sharing for
 * applications, JEP 310): a start costs a third less. Made from what the first sound run loaded; without it everything runs the same,
 * only slower.
 */
public final class ClassArchive {
    private static final Logger log = LoggerFactory.getLogger(ClassArchive.class);
    // What an untrusted run says it loaded: a class by its name, or a lambda of one. It may name no file.
    private static final Pattern LOADED =
            Pattern.compile("^([\\w$/]+)(?: id: \\d+)?$|^(@lambda-(?:proxy|form-invoker) [\\w$/;:<>()\\[ .-]+)$");

    /** Where boxes find the jars: an archive holds for the paths that it was made with. */
    public static final String INSIDE = "/jars";

    private static final String MAKE = """
            cat > classes
            java -Xshare:dump -XX:+UseSerialGC -Xmx512m -XX:SharedClassListFile=classes \\
                -XX:SharedArchiveFile=archive -cp "$1" && gzip -1 -c archive > out/archive.gz
            """;
    private static final Command.Limits LIMITS =
            new Command.Limits(Duration.ofMinutes(2), Duration.ofMinutes(2), 256L << 20, 512L << 20, 512, 1 << 20);

    private final Sandbox sandbox;
    private final Path directory;
    private final Path jars;
    private final AtomicBoolean learning = new AtomicBoolean();

    /** {@code directory} keeps it; {@code jars} holds the jars. */
    public ClassArchive(Sandbox sandbox, Path directory, Path jars) {
        this.sandbox = sandbox;
        this.directory = directory.toAbsolutePath();
        this.jars = jars;
    }

    /** The jars of a directory as a class path of a box; one that begins with it can be mapped. */
    public static String path(Path jars) {
        return files(jars).stream().map(jar -> INSIDE + "/" + jar.getFileName()).collect(Collectors.joining(":"));
    }

    /** For {@code -XX:SharedArchiveFile}; empty until something was learnt. */
    public Optional<Path> file() {
        return Optional.of(place()).filter(Files::isRegularFile);
    }

    /**
     * Makes the archive from lists that {@code -XX:DumpLoadedClassList} wrote in a box, beside what else is done. What is
     * no such list, and a machine whose Java makes no archives, leave things as they are.
     */
    public void learn(Collection<byte[]> lists) {
        var lines = lines(lists);
        if (!lines.isEmpty() && file().isEmpty() && learning.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("class-archive").start(() -> {
                try {
                    make(lines);
                } catch (IOException | UncheckedIOException failed) {
                    log.warn("no class archive was made directory={}", directory, failed);
                } finally {
                    learning.set(false);
                }
            });
        }
    }

    private static SequencedSet<String> lines(Collection<byte[]> lists) {
        var lines = new LinkedHashSet<String>();
        for (var list : lists) {
            new String(list, StandardCharsets.UTF_8).lines().forEach(line -> {
                var loaded = LOADED.matcher(line);
                if (loaded.matches()) {
                    lines.add(loaded.group(loaded.group(1) == null ? 2 : 1));
                }
            });
        }
        return lines;
    }

    // Those of an earlier Java, or of earlier jars, go.
    private void make(Collection<String> lines) throws IOException {
        var result = sandbox.run(new Command(
                List.of("/bin/sh", "-c", MAKE, "make", path(jars)),
                Map.of(INSIDE, jars),
                Map.of(),
                String.join("\n", lines) + "\n",
                LIMITS));
        var packed =
                result instanceof Result.Finished finished ? finished.files().get("archive.gz") : null;
        if (packed != null) {
            Shelf.remove(directory);
            Files.createDirectories(directory);
            var made = directory.resolve("made");
            try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
                Files.copy(unpacked, made, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(made, place(), StandardCopyOption.ATOMIC_MOVE);
            log.info("class archive made classes={} bytes={}", lines.size(), Files.size(place()));
        } else {
            log.warn("no class archive was made: {}", result.log());
        }
    }

    // Another Java, and other jars, have another archive.
    private Path place() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
            for (var jar : files(jars)) {
                var facts = "%s %d %s\n".formatted(jar.getFileName(), Files.size(jar), Files.getLastModifiedTime(jar));
                digest.update(facts.getBytes(StandardCharsets.UTF_8));
            }
            var name = HexFormat.of().formatHex(digest.digest(), 0, 8);
            return directory.resolve(name + ".jsa");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    private static List<Path> files(Path directory) {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException("no jars for the sandbox in " + directory, missing);
        }
    }
}
