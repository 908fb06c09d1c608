package codex.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A program of this machine that runs with our own rights, outside of every box: for what we wrote ourselves, as a bench
 * does with Maven. What an engine wrote never runs like this.
 */
public final class Tool implements AutoCloseable {
    private final Process process;
    private final Path log;

    private Tool(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** How it ended, and all that it printed. */
    public record Ended(int code, String log, Duration took) {}

    /** Runs it in {@code folder} to its end; {@code log} is the file that takes what it prints. */
    public static Ended run(Path folder, Path log, Map<String, String> environment, List<String> words) {
        var started = System.nanoTime();
        try (var tool = start(folder, log, environment, words)) {
            var code = tool.process.waitFor();
            return new Ended(code, Files.readString(log), Duration.ofNanos(System.nanoTime() - started));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for " + words, stopped);
        }
    }

    /** Starts it in {@code folder}; it runs until it ends or is closed. */
    public static Tool start(Path folder, Path log, Map<String, String> environment, List<String> words) {
        var builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            return new Tool(builder.start(), log);
        } catch (IOException missing) {
            throw new UncheckedIOException(words.getFirst() + " does not start", missing);
        }
    }

    /** The first line it prints that holds {@code text}. */
    public String line(String text) {
        while (true) {
            try (var lines = Files.lines(log)) {
                var found = lines.filter(line -> line.contains(text)).findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
                if (!process.isAlive()) {
                    throw new IllegalStateException("it ended without " + text + ": " + Files.readString(log));
                }
                Thread.sleep(Duration.ofMillis(10));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped while waiting for " + text, stopped);
            }
        }
    }

    /** What it takes of the machine's memory at the moment, in bytes. */
    public long memory() {
        try (var status = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return status.filter(line -> line.startsWith("VmRSS:"))
                            .map(line -> line.replaceAll("\\D", ""))
                            .mapToLong(Long::parseLong)
                            .findFirst()
                            .orElse(0)
                    * 1024;
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
