package codex.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Read-only files where a box's user can reach them. What lies below a closed directory, such as a home, is copied once
 * to an open one, since a path cannot be bound by a user who may not walk it.
 */
public final class Shelf {
    private record Original(Path path, long modified) {}

    private final Map<Original, Path> copies = new ConcurrentHashMap<>();

    Path reachable(Path path, Slots.Slot slot) {
        var real = real(path);
        if (slot.user().isEmpty() || open(real)) {
            return real;
        }
        return copies.computeIfAbsent(new Original(real, modified(real)), original -> copy(original.path()));
    }

    /** A new temporary directory that a box's user can read. */
    public static Path makeOpenDirectory(String prefix) {
        try {
            var directory = Files.createTempDirectory(prefix);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            return directory;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Removes a directory of ours with all that is in it, following no link. */
    public static void remove(Path directory) {
        if (Files.notExists(directory)) {
            return;
        }
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failed) throws IOException {
                    Files.delete(each);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failed) {
            throw new UncheckedIOException("could not remove " + directory, failed);
        }
    }

    private static boolean open(Path path) {
        try {
            if (!Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ)) {
                return false;
            }
            for (var parent = path.getParent(); parent != null; parent = parent.getParent()) {
                if (!Files.getPosixFilePermissions(parent).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            }
            return true;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path copy(Path source) {
        var shelf = makeOpenDirectory("codex-shelf");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(shelf)));
        try (var paths = Files.walk(source)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                var target =
                        shelf.resolve("files").resolve(source.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    // With its time, by which a class archive knows a jar.
                    Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
                Files.setPosixFilePermissions(
                        target, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--"));
            }
            return shelf.resolve("files");
        } catch (IOException failed) {
            throw new UncheckedIOException("could not copy " + source + " for the sandbox", failed);
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException missing) {
            throw new UncheckedIOException("not there for the sandbox: " + path, missing);
        }
    }

    private static long modified(Path path) {
        try {
            return Files.getLastModifiedTime(path).toMillis();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
