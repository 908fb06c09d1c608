package codex.sandbox;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Proves a sandbox before it is trusted (X1): what must work inside works, what must not be seen is not there. */
final class SelfTest {
    private static final String PROGRAM = """
            import java.net.InetAddress;
            import java.net.ServerSocket;
            import java.net.Socket;
            import java.nio.file.Files;
            import java.nio.file.Path;

            class Inside {
                public static void main(String[] words) throws Exception {
                    for (var hidden : new String[] {"/etc/passwd", "/etc/shadow", "/root", "/home", words[0]}) {
                        if (Files.exists(Path.of(hidden))) {
                            fail("it sees " + hidden);
                        }
                    }
                    if (Files.readAllLines(Path.of("/proc/net/route")).size() > 1) {
                        fail("it has a route to other machines");
                    }
                    var parent = new String(Files.readAllBytes(Path.of("/proc/1/environ")));
                    if (parent.contains("USER=") || parent.contains("PWD=/")) {
                        fail("it sees the server's environment");
                    }
                    try (var server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                            var client = new Socket("127.0.0.1", server.getLocalPort());
                            var accepted = server.accept()) {
                        client.getOutputStream().write(7);
                        if (accepted.getInputStream().read() != 7) {
                            fail("its own loopback is silent");
                        }
                    }
                    Files.writeString(Path.of("/box/out/answer"), "well");
                }

                static void fail(String what) {
                    System.err.println(what);
                    System.exit(1);
                }
            }
            """;
    private static final Command.Limits LIMITS =
            new Command.Limits(Duration.ofSeconds(30), Duration.ofSeconds(30), 1 << 24, 1 << 24, 256, 1 << 16);

    private SelfTest() {}

    /** Empty when it passed; else what is wrong and, where it is known, the remedy (X12). */
    static Optional<String> problem(Sandbox sandbox) {
        try {
            return insideProblem(sandbox).or(() -> killProblem(sandbox));
        } catch (IllegalStateException | UncheckedIOException missing) {
            return Optional.of(sandbox.name() + ": " + missing.getMessage() + remedy(missing.toString()));
        }
    }

    private static Optional<String> insideProblem(Sandbox sandbox) {
        var words = List.of(
                "/bin/sh",
                "-c",
                "cat > Inside.java && exec /jdk/bin/java -Xmx128m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
                        + " -XX:-UsePerfData Inside.java \"$1\"",
                "self-test",
                System.getProperty("user.home"));
        var result = sandbox.run(new Command(words, Map.of(), Map.of(), PROGRAM, LIMITS));
        if (result instanceof Result.Finished finished
                && finished.code() == 0
                && finished.files().containsKey("answer")) {
            return Optional.empty();
        }
        var log = result.log().strip();
        return Optional.of(sandbox.name() + ": the self-test failed: " + log + remedy(log));
    }

    private static Optional<String> killProblem(Sandbox sandbox) {
        var command = new Command(List.of("/bin/sleep", "600"), Map.of(), Map.of(), "", LIMITS);
        if (!(sandbox.start(command, line -> {}) instanceof Started.Running running)) {
            return Optional.of(sandbox.name() + ": it could not start a command that stays");
        }
        var before = System.nanoTime();
        running.box().kill();
        var seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before);
        return seconds < 2 ? Optional.empty() : Optional.of(sandbox.name() + ": a killed box took " + seconds + " s");
    }

    /** What would mend it, by the words of the failure (bubblewrap #632; Docker's default seccomp profile). */
    static String remedy(String log) {
        if (log.contains("is not installed")) {
            return ". Install it: apt-get install bubblewrap util-linux iproute2";
        }
        if (log.contains("setting up uid map: Permission denied")
                || log.contains("RTM_NEWADDR")
                || log.contains("write failed /proc/self/uid_map")) {
            return ". This system keeps user namespaces from unprivileged programs: add an AppArmor profile for bwrap"
                    + " with \"userns,\" (Ubuntu 23.10 and later), or set kernel.apparmor_restrict_unprivileged_userns=0";
        }
        if (log.contains("No permissions to create new namespace")
                || log.contains("unshare failed")
                || log.contains("Can't mount proc")
                || log.contains("Operation not permitted")) {
            return ". The container or kernel refuses user namespaces: start the container with"
                    + " --security-opt seccomp=unconfined --security-opt systempaths=unconfined, or allow"
                    + " user.max_user_namespaces above 0";
        }
        return "";
    }
}
