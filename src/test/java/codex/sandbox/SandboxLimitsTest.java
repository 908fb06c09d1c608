package codex.sandbox;

import static codex.sandbox.GivenBox.command;
import static codex.sandbox.GivenBox.holding;
import static codex.sandbox.GivenBox.log;
import static codex.sandbox.GivenBox.shell;
import static codex.sandbox.GivenBox.tasksOf;
import static codex.sandbox.GivenBox.unique;
import static codex.sandbox.GivenBox.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a box may use up, in every runner that is present (RELIABILITY.md, 3.4). */
class SandboxLimitsTest {
    private static final int PROCESSES = 64;
    private static final Command.Limits SMALL =
            new Command.Limits(Duration.ofSeconds(3), Duration.ofSeconds(4), 16L << 20, 64L << 20, PROCESSES, 1 << 16);

    static Stream<Sandbox> runners() {
        return GivenBox.runners();
    }

    /** E1. */
    @ParameterizedTest
    @MethodSource("runners")
    void a_fork_bomb_ends_with_its_box_and_another_box_works_beside_it(Sandbox sandbox) throws Exception {
        var mark = unique();
        var script = "echo ready; bomb() { while :; do bomb & done; }; bomb 2>/dev/null & exec sleep " + mark;
        contained(sandbox, List.of("/bin/sh", "-c", script), "", mark);
    }

    /** E2. */
    @ParameterizedTest
    @MethodSource("runners")
    void a_thread_bomb_ends_with_its_box_and_another_box_works_beside_it(Sandbox sandbox) throws Exception {
        var program = """
                class Bomb {
                    public static void main(String[] words) throws Exception {
                        while (true) {
                            try {
                                Thread.ofPlatform().start(() -> {
                                    try {
                                        Thread.sleep(600_000);
                                    } catch (InterruptedException never) {
                                        return;
                                    }
                                });
                            } catch (OutOfMemoryError refused) {
                                System.out.println("ready");
                                Thread.sleep(5);
                            }
                        }
                    }
                }
                """;
        var mark = unique();
        var script = "cat > Bomb.java; exec java -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:disable"
                + " -Dmark=" + mark + " Bomb.java";
        contained(sandbox, List.of("/bin/sh", "-c", script), program, mark);
    }

    private static void contained(Sandbox sandbox, List<String> words, String program, String mark) throws Exception {
        var ready = new CompletableFuture<Boolean>();
        var bomb = (Started.Running)
                sandbox.start(command(words, program, SMALL), line -> ready.complete(line.equals("ready")));
        try {
            assertThat(ready.get(20, TimeUnit.SECONDS)).isTrue();
            // Boxes that share one user share its number of processes: then nothing is promised beside a bomb.
            if (Slots.detected().separate()) {
                var user = user(holding(mark).getFirst());
                while (tasksOf(user) < PROCESSES / 2) {
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
                assertThat(log(sandbox, shell("echo works"))).isEqualTo("works\n");
                assertThat(tasksOf(user)).isLessThanOrEqualTo(PROCESSES);
            }
        } finally {
            bomb.box().kill();
        }
        assertThat(holding(mark)).isEmpty();
        assertThat(log(sandbox, shell("echo works"))).isEqualTo("works\n");
    }

    /** E1, E30: nobody kills it but its clock. */
    @ParameterizedTest
    @MethodSource("runners")
    void a_fork_bomb_ends_by_the_clock_and_nothing_of_it_is_left(Sandbox sandbox) {
        var mark = unique();
        var script = "bomb() { while :; do bomb & done; }; bomb 2>/dev/null & exec sleep " + mark;
        var before = System.nanoTime();
        assertThat(sandbox.run(command(List.of("/bin/sh", "-c", script), "", SMALL)))
                .isInstanceOf(Result.TimedOut.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(12));
        assertThat(holding(mark)).isEmpty();
    }

    /** E6, E7. */
    @ParameterizedTest
    @MethodSource("runners")
    void more_files_than_are_taken_end_as_too_much(Sandbox sandbox) {
        assertThat(sandbox.run(shell("cd out; seq 1900 | xargs touch")))
                .isInstanceOfSatisfying(
                        Result.Finished.class,
                        finished -> assertThat(finished.files()).hasSize(1900));
        assertThat(sandbox.run(shell("cd out; seq 2001 | xargs touch"))).isInstanceOf(Result.TooMuchOutput.class);
        assertThat(sandbox.run(shell("cd out; seq 50000 | xargs touch"))).isInstanceOf(Result.TooMuchOutput.class);
    }

    /** E10. */
    @ParameterizedTest
    @MethodSource("runners")
    void endless_errors_are_cut_and_end_the_command(Sandbox sandbox) {
        var result = sandbox.run(shell("exec yes >&2"));
        assertThat(result).isInstanceOf(Result.TooMuchOutput.class);
        assertThat(result.log()).hasSizeBetween(1 << 16, (1 << 16) + 100).contains("… cut: ");
    }

    /** E11. */
    @ParameterizedTest
    @MethodSource("runners")
    void a_line_without_end_is_cut_and_ends_the_command(Sandbox sandbox) {
        var result = sandbox.run(shell("tr '\\0' x < /dev/zero"));
        assertThat(result).isInstanceOf(Result.TooMuchOutput.class);
        assertThat(result.log()).startsWith("xxx").hasSizeBetween(1 << 16, (1 << 16) + 100);
    }

    /** E11: what stays may print for months, so no line of it is kept whole. */
    @ParameterizedTest
    @MethodSource("runners")
    void a_line_without_end_of_a_box_that_stays_comes_in_pieces(Sandbox sandbox) {
        var lines = new ConcurrentLinkedQueue<String>();
        var started = (Started.Running) sandbox.start(shell("head -c 1000000 /dev/zero | tr '\\0' x"), lines::add);
        assertThat(started.box().ended().join()).isZero();
        assertThat(lines).allMatch(line -> line.length() <= 8192);
        assertThat(lines.stream().mapToInt(String::length).sum()).isEqualTo(1_000_000);
    }
}
