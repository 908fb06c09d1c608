package codex.sandbox;

import static codex.sandbox.GivenBox.log;
import static codex.sandbox.GivenBox.running;
import static codex.sandbox.GivenBox.shell;
import static codex.sandbox.GivenBox.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a box may reach of the server and of other boxes, in every runner that is present (RELIABILITY.md, 3.4). */
class SandboxEscapeTest {
    @TempDir
    private Path directory;

    static Stream<Sandbox> runners() {
        return GivenBox.runners();
    }

    /** E19: 2 and 17 are IPv4 and packets, 3 is raw, 1 is ICMP, 768 every protocol (Linux, socket.h). */
    @ParameterizedTest
    @MethodSource("runners")
    void a_raw_socket_is_refused(Sandbox sandbox) {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/perl")), "no perl to ask for a raw socket");
        var log = log(sandbox, shell("""
                perl -e 'print socket(my $s, 2, 3, 1) ? "RAW" : "refused: $!", "\\n"'
                perl -e 'print socket(my $s, 17, 3, 768) ? "RAW" : "refused: $!", "\\n"'
                perl -e 'print socket(my $s, 2, 1, 0) ? "plain" : "refused: $!", "\\n"'
                """));
        assertThat(log.lines())
                .containsExactly("refused: Operation not permitted", "refused: Operation not permitted", "plain");
    }

    /** E20. */
    @ParameterizedTest
    @MethodSource("runners")
    void a_signal_to_everything_ends_what_is_in_the_box_alone(Sandbox sandbox) {
        var other = start(sandbox, "sleep " + unique());
        try {
            var seconds = unique();
            sandbox.run(shell("sleep " + seconds + " & kill -9 1; kill -9 $PPID; kill -9 -1; sleep 1"));
            assertThat(running(seconds)).isEmpty();
            assertThat(other.alive()).isTrue();
            assertThat(log(sandbox, shell("echo works"))).isEqualTo("works\n");
        } finally {
            other.kill();
        }
    }

    /** E20, E21: a process outside has no number inside, so it can be neither signalled nor traced nor read. */
    @ParameterizedTest
    @MethodSource("runners")
    void no_process_outside_has_a_number_in_the_box(Sandbox sandbox) {
        var seconds = unique();
        var other = start(sandbox, "sleep " + seconds);
        try {
            var outside = running(seconds).getFirst().pid();
            var server = ProcessHandle.current().pid();
            var log = log(sandbox, shell("""
                    for each in %d %d; do
                        kill -0 $each 2>/dev/null && echo "SIGNALLED $each"
                        for file in mem environ root fd; do [ -e /proc/$each/$file ] && echo "SEEN $each $file"; done
                    done
                    kill -0 $$ && echo "signalled itself"
                    """.formatted(outside, server)));
            assertThat(log).isEqualTo("signalled itself\n");
        } finally {
            other.kill();
        }
    }

    /** E21: the memory of its first process, which is all that it may trace, is its own launcher's. */
    @ParameterizedTest
    @MethodSource("runners")
    void the_first_process_of_a_box_has_no_rights_that_the_box_has_not(Sandbox sandbox) {
        var log =
                log(sandbox, shell("grep -h -E '^(CapEff|CapPrm|CapBnd|NoNewPrivs)' /proc/1/status /proc/self/status"));
        assertThat(log.lines().distinct().map(line -> line.replaceAll("\\s+", " ")))
                .containsExactlyInAnyOrder(
                        "CapPrm: 0000000000000000",
                        "CapEff: 0000000000000000",
                        "CapBnd: 0000000000000000",
                        "NoNewPrivs: 1");
    }

    /** E24. */
    @ParameterizedTest
    @MethodSource("runners")
    void a_set_uid_program_gives_no_rights(Sandbox sandbox) throws IOException {
        var tools = Shelf.makeOpenDirectory("codex-tools");
        try {
            var grep = Files.copy(Path.of(Programs.path("grep")).toRealPath(), tools.resolve("grep"));
            Files.setAttribute(grep, "unix:mode", 0100_000 | 06755);
            var script = """
                    cp /usr/bin/grep mine; chmod 6755 mine; ls -l mine /tools/grep | cut -c1-10
                    for each in grep ./mine /tools/grep; do $each -E '^(Uid|Gid|CapEff)' /proc/self/status; done
                    """;
            var command = new Command(
                    List.of("/bin/sh", "-c", script), Map.of("/tools", tools), Map.of(), "", Command.Limits.DEFAULT);
            var lines = log(sandbox, command).lines().toList();
            assertThat(lines.subList(0, 2)).containsOnly("-rwsr-sr-x");
            assertThat(lines).hasSize(11);
            assertThat(lines.subList(2, 5)).contains("CapEff:\t0000000000000000");
            assertThat(lines.subList(5, 8)).isEqualTo(lines.subList(2, 5));
            assertThat(lines.subList(8, 11)).isEqualTo(lines.subList(2, 5));
        } finally {
            Shelf.remove(tools);
        }
    }

    /** E28: nobody is left who could tidy up. */
    @ParameterizedTest
    @MethodSource("runners")
    void a_box_does_not_outlive_a_server_that_was_killed(Sandbox sandbox) throws Exception {
        var seconds = unique();
        var server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Server.class.getName(),
                        sandbox.name(),
                        seconds)
                .redirectOutput(directory.resolve("log").toFile())
                .redirectErrorStream(true)
                .start();
        try {
            awaiting(Duration.ofMinutes(1), () -> !running(seconds).isEmpty() || !server.isAlive());
            assertThat(running(seconds))
                    .as(Files.readString(directory.resolve("log")))
                    .isNotEmpty();
        } finally {
            server.destroyForcibly().waitFor();
        }
        awaiting(Duration.ofSeconds(5), () -> running(seconds).isEmpty());
        var left = running(seconds);
        left.forEach(ProcessHandle::destroyForcibly);
        assertThat(left).isEmpty();
    }

    /** X10. */
    @ParameterizedTest
    @MethodSource("runners")
    void two_boxes_at_once_have_users_of_their_own(Sandbox sandbox) {
        assumeTrue(Slots.detected().separate(), "this server may not change users");
        var first = unique();
        var second = unique();
        var one = start(sandbox, "sleep " + first);
        var two = start(sandbox, "sleep " + second);
        try {
            var users = Stream.of(running(first).getFirst(), running(second).getFirst(), ProcessHandle.current())
                    .map(GivenBox::user);
            assertThat(users).hasSize(3).doesNotContain("").doesNotHaveDuplicates();
        } finally {
            one.kill();
            two.kill();
        }
    }

    /** X14. */
    @ParameterizedTest
    @MethodSource("runners")
    void no_descriptor_of_the_server_is_open_in_a_box(Sandbox sandbox) throws IOException {
        try (var file = Files.newByteChannel(Files.writeString(directory.resolve("secret"), "mine"));
                var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(file.isOpen() && socket.isBound()).isTrue();
            assertThat(log(sandbox, shell("exec ls /proc/self/fd")).lines()).containsExactly("0", "1", "2", "3");
            // The third is what ls reads; process 1 may have some of its own, which lead nowhere.
            var all = log(sandbox, shell("for each in /proc/[0-9]*/fd/*; do readlink $each; done"));
            assertThat(all.lines()).isNotEmpty().allMatch(line -> line.matches("pipe:.*|anon_inode:.*|/proc/.*"));
        }
    }

    /** A server for {@link #a_box_does_not_outlive_a_server_that_was_killed}: starts a box and stays. */
    static final class Server {
        private Server() {}

        public static void main(String[] words) throws InterruptedException {
            var enclosure = words[0].equals("bubblewrap") ? new Bubblewrap() : new Unshare();
            new Boxes(enclosure, Slots.detected(), "").start(shell("sleep " + words[1]), line -> {});
            Thread.sleep(Duration.ofMinutes(5));
        }
    }

    /** Runs it in a box that stays, and waits until it does. */
    private static Box start(Sandbox sandbox, String script) {
        var started = (Started.Running) sandbox.start(shell(script), line -> {});
        awaiting(
                Duration.ofSeconds(30),
                () -> !running(script.substring("sleep ".length())).isEmpty());
        return started.box();
    }

    private static void awaiting(Duration patience, BooleanSupplier what) {
        var end = System.nanoTime() + patience.toNanos();
        while (!what.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
