package codex.sandbox;

import java.util.ArrayList;
import java.util.List;

/** The limits that hold for every runner: another user, lower priority, and the kernel's per-process limits (X5). */
final class Confinement {
    static final long TMP_SIZE = 64L << 20;
    static final long SHARED_MEMORY_SIZE = 16L << 20;
    private static final long ADDRESS_SPACE = 8L << 30;

    private Confinement() {}

    static List<String> words(Command.Limits limits, Slots.Slot slot) {
        var words = new ArrayList<String>();
        slot.user()
                .ifPresent(user -> words.addAll(List.of(
                        Programs.path("setpriv"),
                        "--reuid=" + user,
                        "--regid=" + user,
                        "--clear-groups",
                        "--no-new-privs",
                        "--")));
        var cpu = limits.cpu().toSeconds();
        words.addAll(List.of(
                Programs.path("nice"),
                "-n",
                "10",
                Programs.path("prlimit"),
                "--fsize=" + limits.fileSize(),
                "--nofile=1024",
                "--core=0",
                "--nproc=" + limits.processes(),
                // First a signal that tells the reason, then the end.
                "--cpu=" + cpu + ":" + (cpu + 5),
                "--as=" + ADDRESS_SPACE,
                "--"));
        return words;
    }

    /**
     * What a command prints goes to standard error; what it leaves in {@code $out} comes as one tar stream on standard
     * output. So nothing it writes ever lies on this machine under a name it chose.
     */
    static List<String> collecting(List<String> words) {
        var wrapped = new ArrayList<>(List.of(
                "/bin/sh", "-c", "\"$@\" 1>&2; code=$?; tar -C \"$OUT\" -cf - . 2>/dev/null; exit $code", "box"));
        wrapped.addAll(words);
        return wrapped;
    }
}
