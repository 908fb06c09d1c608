package codex.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A few of our own classes in a directory of their own, for a box, which must not see our jar (E16). */
public final class OwnClasses {
    private OwnClasses() {}

    /** A new directory with the class files of {@code classes}, removed when this process ends. */
    public static Path copy(Class<?>... classes) {
        var directory = Shelf.makeOpenDirectory("codex-classes");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Shelf.remove(directory)));
        for (var each : classes) {
            var name = each.getName().replace('.', '/') + ".class";
            try (var stream = each.getResourceAsStream("/" + name)) {
                if (stream == null) {
                    throw new IllegalStateException("our own class is not to be found: " + name);
                }
                Files.createDirectories(directory.resolve(name).getParent());
                Files.copy(stream, directory.resolve(name));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return directory;
    }
}
