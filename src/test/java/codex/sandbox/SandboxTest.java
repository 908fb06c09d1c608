package codex.sandbox;

import static codex.sandbox.GivenBox.command;
import static codex.sandbox.GivenBox.commandLines;
import static codex.sandbox.GivenBox.limits;
import static codex.sandbox.GivenBox.log;
import static codex.sandbox.GivenBox.running;
import static codex.sandbox.GivenBox.shell;
import static codex.sandbox.GivenBox.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real processes in every runner that is present (RELIABILITY.md, 3.4). */
class SandboxTest {
    @TempDir
    private Path directory;

    static Stream<Sandbox> runners() {
        return GivenBox.runners();
    }

    static Stream<Sandbox> runnersAndNone() {
        return Stream.concat(runners(), Stream.of(Sandboxes.choose("none")));
    }

    /** E36. */
    @ParameterizedTest
    @MethodSource("runners")
    void a_command_ends_with_its_code_its_words_and_what_it_left(Sandbox sandbox) {
        var result = sandbox.run(shell("echo said; mkdir -p out/deep; echo left > out/deep/file; exit 3"));
        assertThat(result).isInstanceOfSatisfying(Result.Finished.class, finished -> {
            assertThat(finished.code()).isEqualTo(3);
            assertThat(finished.log()).isEqualTo("said\n");
            assertThat(finished.files().get("deep/file")).isEqualTo("left\n".getBytes(UTF_8));
        });
        assertThat(sandbox.run(shell("exit 137")))
                .isInstanceOfSatisfying(
                        Result.Finished.class,
                        finished -> assertThat(finished.code()).isEqualTo(137));
    }

    /** E3. */
    @ParameterizedTest
    @MethodSource("runners")
    void a_java_heap_that_is_full_is_told_from_other_ends(Sandbox sandbox) {
        var program = """
                class Bomb {
                    public static void main(String[] words) {
                        var all = new java.util.ArrayList<byte[]>();
                        while (true) all.add(new byte[1 << 20]);
                    }
                }
                """;
        var command = "cat > Bomb.java; exec java -Xmx32m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError Bomb.java";
        assertThat(sandbox.run(shell(command, program))).isInstanceOf(Result.OutOfMemory.class);
    }

    /** E9. */
    @ParameterizedTest
    @MethodSource("runners")
    void endless_output_is_cut_and_ends_the_command(Sandbox sandbox) {
        var result = sandbox.run(shell("exec yes"));
        assertThat(result).isInstanceOf(Result.TooMuchOutput.class);
        assertThat(result.log()).hasSizeBetween(1 << 16, (1 << 16) + 100).contains("… cut: ");
    }

    /** E12. */
    @ParameterizedTest
    @MethodSource("runners")
    void an_endless_loop_ends_by_processor_time(Sandbox sandbox) {
        var limits = limits(Duration.ofSeconds(30), Duration.ofSeconds(1));
        var before = System.nanoTime();
        var result = sandbox.run(command(List.of("/bin/sh", "-c", "while :; do :; done"), "", limits));
        assertThat(result).isInstanceOf(Result.TimedOut.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }

    /** E13, E30. */
    @ParameterizedTest
    @MethodSource("runners")
    void an_endless_sleep_ends_by_the_clock_and_nothing_is_left(Sandbox sandbox) {
        var limits = limits(Duration.ofSeconds(1), Duration.ofSeconds(30));
        assertThat(sandbox.run(command(List.of("/bin/sleep", "987"), "", limits)))
                .isInstanceOf(Result.TimedOut.class);
        assertThat(running("987")).isEmpty();
    }

    /** E14, E15. */
    @ParameterizedTest
    @MethodSource("runners")
    void what_ignores_the_request_to_end_is_gone_after_the_kill(Sandbox sandbox) {
        var command = shell("trap '' TERM INT HUP; setsid sleep 986 & trap '' TERM; sleep 986; sleep 986");
        var lines = new ConcurrentLinkedQueue<String>();
        assertThat(sandbox.start(command, lines::add)).isInstanceOfSatisfying(Started.Running.class, running -> {
            assertThat(running.box().alive()).isTrue();
            running.box().kill();
            assertThat(running.box().alive()).isFalse();
            assertThat(running("986")).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("runners")
    void a_prepared_box_begins_at_once_and_is_run_when_the_rest_is_there(Sandbox sandbox) throws Exception {
        var prepared = sandbox.prepare(shell("read first; echo read $first; read second; echo then $second", "one\n"));
        while (!prepared.log().contains("read one")) {
            Thread.sleep(10);
        }
        assertThat(prepared.alive()).isTrue();
        assertThat(prepared.run("two\n").log()).contains("read one", "then two");
        assertThat(prepared.alive()).isFalse();
        assertThatThrownBy(() -> prepared.run("three")).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("runners")
    void a_prepared_box_that_is_dropped_leaves_nothing(Sandbox sandbox) {
        var prepared = sandbox.prepare(shell("sleep 984"));
        while (running("984").isEmpty()) {
            Thread.onSpinWait();
        }
        prepared.drop();
        prepared.drop();
        assertThat(prepared.alive()).isFalse();
        assertThat(running("984")).isEmpty();
    }

    /** X6: the thread that asked may end, the box lives on. */
    @ParameterizedTest
    @MethodSource("runners")
    void a_box_outlives_the_thread_that_asked_for_it(Sandbox sandbox) throws Exception {
        var lines = new ConcurrentLinkedQueue<String>();
        var command = shell("sleep 0.3; echo here");
        var started = CompletableFuture.supplyAsync(
                        () -> sandbox.start(command, lines::add),
                        task -> Thread.ofPlatform().start(task))
                .get();
        assertThat(started)
                .isInstanceOfSatisfying(
                        Started.Running.class,
                        running -> assertThat(running.box().ended().join()).isEqualTo(0));
        assertThat(lines).containsExactly("here");
    }

    @ParameterizedTest
    @MethodSource("runners")
    void an_interrupt_kills_the_box(Sandbox sandbox) throws Exception {
        var result = new CompletableFuture<Result>();
        var waiting = Thread.ofPlatform().start(() -> result.complete(sandbox.run(shell("sleep 985"))));
        while (running("985").isEmpty()) {
            Thread.onSpinWait();
        }
        waiting.interrupt();
        assertThat(result.get(10, TimeUnit.SECONDS)).isInstanceOf(Result.Killed.class);
        assertThat(running("985")).isEmpty();
    }

    /** E16. */
    @ParameterizedTest
    @MethodSource("runners")
    void the_servers_files_do_not_exist(Sandbox sandbox) throws IOException {
        var secret = Files.writeString(directory.resolve("secret"), "mine");
        var here = Path.of("").toAbsolutePath();
        var log = log(
                sandbox,
                shell("ls -d /etc/passwd /etc/shadow /root /home " + secret + " " + here + " /old 2>&1; ls /"));
        assertThat(log.lines().filter(line -> line.contains("No such file"))).hasSize(7);
        assertThat(log.lines()).contains("box", "jdk").doesNotContain("root", "work", "home", "mnt", "old");
    }

    /** E17. */
    @ParameterizedTest
    @MethodSource("runners")
    void the_servers_environment_is_not_seen(Sandbox sandbox) {
        var log = log(
                sandbox, shell("env | sort; tr '\\0' '\\n' < /proc/1/environ; tr '\\0' '\\n' < /proc/$PPID/environ"));
        assertThat(log.lines())
                .contains("HOME=/box", "LANG=C.UTF-8", "OUT=/box/out", "PATH=/jdk/bin:/usr/bin:/bin")
                .allMatch(line -> line.matches("(HOME|LANG|OUT|PATH|PWD|OLDPWD|_)=.*"));
    }

    /** X13: every user of the machine reads the command lines. */
    @ParameterizedTest
    @MethodSource("runnersAndNone")
    void what_a_box_has_in_its_environment_stands_on_no_command_line(Sandbox sandbox) throws Exception {
        var secret = "s" + unique();
        var seconds = unique();
        var command = new Command(
                List.of("/bin/sh", "-c", "echo \"$APP_SECRET\"; sleep " + seconds),
                Map.of(),
                Map.of("APP_SECRET", secret),
                "",
                Command.Limits.STAYING);
        var told = new CompletableFuture<String>();
        var started = (Started.Running) sandbox.start(command, told::complete);
        try {
            assertThat(told.get(30, TimeUnit.SECONDS)).isEqualTo(secret);
            assertThat(commandLines())
                    .anyMatch(line -> line.contains(seconds))
                    .noneMatch(line -> line.contains(secret));
        } finally {
            started.box().kill();
        }
    }

    @Test
    void a_variable_that_a_loader_or_a_shell_obeys_is_refused() {
        for (var name : List.of("LD_PRELOAD", "GLIBC_TUNABLES", "BASH_FUNC_mount%%", "inside", "")) {
            assertThatThrownBy(
                            () -> new Command(List.of("true"), Map.of(), Map.of(name, "x"), "", Command.Limits.STAYING))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("word in capitals");
        }
    }

    /** E18, X9. */
    @ParameterizedTest
    @MethodSource("runners")
    void no_listener_of_the_machine_hears_from_a_box_but_its_own_loopback_works(Sandbox sandbox) throws Exception {
        var program = """
                import java.net.*;
                import java.nio.channels.SocketChannel;
                import java.nio.file.Path;
                class Calls {
                    public static void main(String[] words) throws Exception {
                        for (var host : new String[] {"127.0.0.1", "::1"}) {
                            try (var socket = new Socket(host, Integer.parseInt(words[0]))) {
                                System.err.println("REACHED " + host);
                            } catch (java.io.IOException refused) {
                                System.err.println("refused");
                            }
                        }
                        try (var socket = SocketChannel.open(UnixDomainSocketAddress.of(Path.of(words[1])))) {
                            System.err.println("REACHED the socket");
                        } catch (java.io.IOException refused) {
                            System.err.println("refused");
                        }
                        try {
                            InetAddress.getByName("example.org");
                            System.err.println("REACHED a name");
                        } catch (java.io.IOException refused) {
                            System.err.println("refused");
                        }
                        try (var server = new ServerSocket(0); var client = new Socket("127.0.0.1", server.getLocalPort())) {
                            System.err.println("own loopback");
                        }
                        NetworkInterface.networkInterfaces().forEach(each -> System.err.println(each.getName()));
                    }
                }
                """;
        var path = directory.resolve("socket");
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var local =
                        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path))) {
            var words =
                    "cat > Calls.java; java -XX:TieredStopAtLevel=1 Calls.java " + server.getLocalPort() + " " + path;
            var log = log(sandbox, shell(words, program));
            assertThat(log.lines()).containsExactly("refused", "refused", "refused", "refused", "own loopback", "lo");
            assertThat(local.isOpen()).isTrue();
        }
    }

    /** E22, E23. */
    @ParameterizedTest
    @MethodSource("runners")
    void what_needs_privileges_is_refused(Sandbox sandbox) {
        var log = log(sandbox, shell("""
                        try() { if "$@" >/dev/null 2>&1; then echo "DONE $*"; else echo refused; fi; }
                        try mount -t tmpfs x /tmp
                        try unshare --user true
                        try mknod /tmp/device b 8 0
                        try chroot /box /bin/true
                        try touch /usr/x
                        try touch /x
                        try touch /jdk/x
                        try touch /dev/x
                        try sh -c 'echo 1 > /proc/sys/kernel/core_pattern'
                        try sh -c 'echo b > /proc/sysrq-trigger'
                        """));
        assertThat(log.lines()).hasSize(10).containsOnly("refused");
    }

    /** E25, E26. */
    @ParameterizedTest
    @MethodSource("runners")
    void only_regular_files_with_plain_names_are_taken(Sandbox sandbox) {
        var result = sandbox.run(shell("""
                cd out
                ln -s /etc/shadow link; ln -s / directory; mkfifo pipe; echo good > good; ln good hard
                mkdir sub; echo deep > sub/file; touch "$(printf 'new\\nline')"; touch 'back\\slash'
                echo 1 > "$(printf 'bad\\377')"; echo long > "$(printf 'x%.0s' $(seq 150))"
                """));
        assertThat(result).isInstanceOfSatisfying(Result.Finished.class, finished -> {
            assertThat(finished.files().keySet()).hasSize(3).contains("sub/file", "x".repeat(150));
            assertThat(finished.refused())
                    .hasSize(7)
                    .contains("link: not a regular file", "pipe: not a regular file")
                    .anyMatch(each -> each.startsWith("new\\u000aline"));
        });
    }

    /** E5, E8. */
    @ParameterizedTest
    @MethodSource("runners")
    void a_full_box_is_full_for_itself_alone(Sandbox sandbox) {
        var log = log(sandbox, shell("""
                head -c 1G /dev/zero > one; echo $?
                for each in 1 2 3 4 5; do head -c 15M /dev/zero > many$each; done 2>/dev/null; echo $?
                """));
        assertThat(log).contains("1\n").doesNotContain("\n0\n");
    }

    /** E29, E16. */
    @ParameterizedTest
    @MethodSource("runners")
    void two_boxes_see_nothing_of_each_other(Sandbox sandbox) {
        assertThat(sandbox.start(shell("echo mine > /tmp/mine; sleep 984"), line -> {}))
                .isInstanceOfSatisfying(Started.Running.class, running -> {
                    var log = log(sandbox, shell("ls /tmp; cat /proc/[0-9]*/cmdline | tr '\\0' ' '"));
                    assertThat(log).doesNotContain("mine").doesNotContain("984");
                    running.box().kill();
                });
    }

    /** E34, X12. */
    @Test
    void a_machine_without_a_runner_runs_nothing_and_names_the_remedy() {
        var closed = Sandboxes.firstSound(List.of(new Enclosure() {
            @Override
            public String name() {
                return "bubblewrap";
            }

            @Override
            public Enclosed enclose(Command command, Slots.Slot slot) {
                return new Enclosed(List.of(Programs.path("bubblewrap-that-is-not-there")), Map.of(), List.of());
            }
        }));
        var marker = directory.resolve("marker");
        var result = closed.run(shell("touch " + marker));
        assertThat(result).isInstanceOf(Result.Unavailable.class);
        assertThat(result.log()).contains("is not installed").contains("apt-get install bubblewrap");
        assertThat(closed.start(shell("true"), line -> {})).isInstanceOf(Started.Unavailable.class);
        assertThat(marker).doesNotExist();
        assertThat(SelfTest.remedy("bwrap: setting up uid map: Permission denied"))
                .contains("AppArmor");
        assertThat(SelfTest.remedy("bwrap: Can't mount proc on /newroot/proc")).contains("seccomp");
    }

    /** X1. */
    @Test
    void what_does_not_isolate_is_not_taken_for_a_sandbox() {
        var closed = Sandboxes.firstSound(List.of(new Enclosure() {
            @Override
            public String name() {
                return "open";
            }

            // As the server itself: another user would fail for want of rights, which proves nothing.
            @Override
            public Enclosed enclose(Command command, Slots.Slot slot) {
                return new Open().enclose(command, new Slots.Slot(slot.number(), OptionalInt.empty()));
            }
        }));
        var marker = directory.resolve("marker");
        assertThat(closed.description()).startsWith("closed: ").contains("open: the self-test failed: it sees /");
        assertThat(closed.run(shell("touch " + marker))).isInstanceOf(Result.Unavailable.class);
        assertThat(marker).doesNotExist();
    }

    @Test
    void a_box_that_could_not_be_started_gives_its_place_and_its_files_back() {
        var places = new ArrayList<Integer>();
        var box = directory.resolve("box");
        var sandbox = new Boxes(
                new Enclosure() {
                    @Override
                    public String name() {
                        return "broken";
                    }

                    @Override
                    public Enclosed enclose(Command command, Slots.Slot slot) {
                        places.add(slot.number());
                        if (places.size() % 2 == 0) {
                            throw new IllegalStateException("no bind");
                        }
                        box.toFile().mkdir();
                        return new Enclosed(List.of("/no/program"), Map.of(), List.of(box));
                    }
                },
                Slots.shared(),
                "");
        for (var count = 0; count < 2; count++) {
            assertThatThrownBy(() -> sandbox.start(shell("true"), line -> {})).hasMessageContaining("/no/program");
            assertThat(box).doesNotExist();
            assertThatThrownBy(() -> sandbox.start(shell("true"), line -> {})).hasMessage("no bind");
            assertThatThrownBy(() -> sandbox.run(shell("true"))).hasMessageContaining("/no/program");
            assertThatThrownBy(() -> sandbox.run(shell("true"))).hasMessage("no bind");
        }
        assertThat(places).hasSize(8).containsOnly(0);
    }

    /** E35. */
    @ParameterizedTest
    @MethodSource("runners")
    void reading_input_that_is_not_there_ends_at_once(Sandbox sandbox) {
        assertThat(log(sandbox, shell("cat; echo end"))).isEqualTo("end\n");
    }

    @Test
    void without_isolation_a_command_still_runs_with_limits_and_without_our_environment() {
        var open = Sandboxes.choose("none");
        assertThat(open.name()).isEqualTo("none");
        assertThat(open.run(shell("env; /jdk/bin/java -version; echo left > /box/out/file")))
                .isInstanceOfSatisfying(Result.Finished.class, finished -> {
                    assertThat(finished.code()).isZero();
                    assertThat(finished.log()).doesNotContain("USER=").contains("OpenJDK");
                    assertThat(finished.files()).containsKey("file");
                });
    }
}
