package codex.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The runners of this machine, commands for them, and what the machine shows of them. */
final class GivenBox {
    private static final List<Sandbox> PRESENT = Stream.of("bwrap", "unshare")
            .map(Sandboxes::choose)
            .filter(sandbox -> !(sandbox instanceof Closed))
            .toList();

    private static final Pattern USER = Pattern.compile("\nUid:\\s+(\\d+)");
    private static final Pattern TASKS = Pattern.compile("\nThreads:\\s+(\\d+)");

    private GivenBox() {}

    static Stream<Sandbox> runners() {
        assumeTrue(!PRESENT.isEmpty(), "neither bubblewrap nor unshare works here");
        return PRESENT.stream();
    }

    static Command shell(String script) {
        return shell(script, "");
    }

    static Command shell(String script, String input) {
        return command(List.of("/bin/sh", "-c", script), input, limits(Duration.ofSeconds(30), Duration.ofSeconds(30)));
    }

    static Command command(List<String> words, String input, Command.Limits limits) {
        return new Command(words, Map.of(), Map.of(), input, limits);
    }

    static Command.Limits limits(Duration wall, Duration cpu) {
        return new Command.Limits(wall, cpu, 16L << 20, 64L << 20, 256, 1 << 16);
    }

    static String log(Sandbox sandbox, Command command) {
        var result = sandbox.run(command);
        assertThat(result).isInstanceOf(Result.Finished.class);
        return result.log();
    }

    /** A number of seconds that nobody else on this machine sleeps. */
    static String unique() {
        return Integer.toString(ThreadLocalRandom.current().nextInt(100_000_000, 1_000_000_000));
    }

    /** What sleeps that many seconds, anywhere on the machine. */
    static List<ProcessHandle> running(String seconds) {
        return holding("sleep\0" + seconds);
    }

    /** What has {@code text} on its command line, words parted by NUL. */
    static List<ProcessHandle> holding(String text) {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).contains(text))
                .toList();
    }

    static List<String> commandLines() {
        return ProcessHandle.allProcesses().map(GivenBox::commandLine).toList();
    }

    /** The number of the user as whom it runs. */
    static String user(ProcessHandle process) {
        return status(process, USER);
    }

    /** How many processes and threads a user has. */
    static long tasksOf(String user) {
        return ProcessHandle.allProcesses()
                .filter(process -> user(process).equals(user))
                .map(process -> status(process, TASKS))
                .filter(tasks -> !tasks.isEmpty())
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static String status(ProcessHandle process, Pattern wanted) {
        var found = wanted.matcher(proc(process, "status"));
        return found.find() ? found.group(1) : "";
    }

    private static String commandLine(ProcessHandle process) {
        return proc(process, "cmdline");
    }

    private static String proc(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
        } catch (IOException ended) {
            return "";
        }
    }
}
