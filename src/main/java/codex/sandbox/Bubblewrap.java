package codex.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Bubblewrap 0.8 or newer: namespaces for everything, no privileges, a file system of its own (RELIABILITY.md, 3.2). */
final class Bubblewrap implements Enclosure {
    private final Shelf shelf = new Shelf();

    @Override
    public String name() {
        return "bubblewrap";
    }

    // Started directly, not through a shell, which would let descriptors leak in (X14).
    @Override
    public Enclosed enclose(Command command, Slots.Slot slot) {
        var words = new ArrayList<>(Confinement.words(command.limits(), slot));
        words.add(Programs.path("bwrap"));
        words.addAll(List.of(
                "--unshare-user",
                "--unshare-pid",
                "--unshare-net",
                "--unshare-ipc",
                "--unshare-uts",
                "--unshare-cgroup-try",
                "--disable-userns",
                "--die-with-parent",
                "--new-session",
                "--hostname",
                "box",
                "--cap-drop",
                "ALL"));
        words.addAll(List.of("--ro-bind", "/usr", "/usr"));
        words.addAll(List.of("--symlink", "usr/bin", "/bin", "--symlink", "usr/lib", "/lib"));
        words.addAll(List.of("--symlink", "usr/lib64", "/lib64"));
        words.addAll(List.of("--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache"));
        words.addAll(List.of("--ro-bind-try", "/etc/alternatives", "/etc/alternatives"));
        binds(command, slot, shelf).forEach((inside, path) -> words.addAll(List.of("--ro-bind", path, inside)));
        words.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
        sized(words, Confinement.SHARED_MEMORY_SIZE, "/dev/shm");
        words.addAll(List.of("--remount-ro", "/dev"));
        sized(words, Confinement.TMP_SIZE, "/tmp");
        sized(words, command.limits().boxSize(), "/box");
        words.addAll(List.of("--dir", "/box/out", "--chdir", "/box", "--remount-ro", "/", "--"));
        words.addAll(command.words());
        return new Enclosed(words, environment(command), List.of());
    }

    /** All that a box has in its environment. */
    static Map<String, String> environment(Command command) {
        var environment = new TreeMap<>(command.environment());
        environment.put("PATH", "/jdk/bin:/usr/bin:/bin");
        environment.put("HOME", "/box");
        environment.put("LANG", "C.UTF-8");
        environment.put("OUT", "/box/out");
        return environment;
    }

    /** What is bound read-only beside the system: the JDK and the command's own, by the path inside. */
    static Map<String, String> binds(Command command, Slots.Slot slot, Shelf shelf) {
        var binds = new TreeMap<String, String>();
        var jdk = Path.of(System.getProperty("java.home"));
        binds.put("/jdk", shelf.reachable(jdk, slot).toString());
        configurationElsewhere(jdk).forEach(path -> binds.put(path, path));
        command.readOnly()
                .forEach((inside, path) ->
                        binds.put(inside, shelf.reachable(path, slot).toString()));
        return binds;
    }

    // Debian and Fedora keep a JDK's configuration below /etc and link to it.
    private static Set<String> configurationElsewhere(Path jdk) {
        var directories = new TreeSet<String>();
        try (var paths = Files.walk(jdk.resolve("conf"), 3)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                var real = path.toRealPath();
                if (real.startsWith("/etc") && real.getNameCount() > 2) {
                    directories.add("/etc/" + real.getName(1));
                }
            }
            return directories;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void sized(List<String> words, long size, String directory) {
        words.addAll(List.of("--size", Long.toString(size), "--tmpfs", directory));
    }
}
