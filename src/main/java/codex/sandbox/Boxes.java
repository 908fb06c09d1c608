package codex.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The sandbox that runs real processes, each shut in by an {@link Enclosure}. */
final class Boxes implements Sandbox {
    private static final int LONGEST_LINE = 8192;
    /** 128 + SIGXCPU: the kernel's word for "used up its processor time". */
    private static final int CPU_LIMIT = 152;

    private static final String JAVA_OUT_OF_MEMORY = "Terminating due to java.lang.OutOfMemoryError";

    private final Enclosure enclosure;
    private final Slots slots;
    private final String description;
    private final Launcher launcher = new Launcher();
    // Platform threads: reading a process's pipes blocks the carrier of a virtual one.
    private final ExecutorService pumps = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("sandbox-pump").factory());

    Boxes(Enclosure enclosure, Slots slots, String description) {
        this.enclosure = enclosure;
        this.slots = slots;
        this.description = description;
    }

    Boxes described(String words) {
        return new Boxes(enclosure, slots, words);
    }

    @Override
    public String name() {
        return enclosure.name();
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public boolean isolated() {
        return enclosure.isolates();
    }

    @Override
    public Result run(Command command) {
        return begun(command).run(command.input());
    }

    @Override
    public Prepared prepare(Command command) {
        var begun = begun(command);
        begun.feed(command.input());
        return begun;
    }

    private Begun begun(Command command) {
        return new Begun(
                command.limits(),
                launch(new Command(
                        Confinement.collecting(command.words()),
                        command.readOnly(),
                        command.environment(),
                        "",
                        command.limits())));
    }

    @Override
    public Started start(Command command, Consumer<String> log) {
        var launched = launch(command);
        var process = launched.process();
        pumps.execute(() -> feedAll(process, command.input()));
        var printed = CompletableFuture.allOf(
                CompletableFuture.runAsync(() -> lines(process.getInputStream(), log), pumps),
                CompletableFuture.runAsync(() -> lines(process.getErrorStream(), log), pumps));
        var ended = process.onExit()
                .thenCombineAsync(printed.exceptionally(ignored -> null), (each, nothing) -> each.exitValue(), pumps)
                .whenComplete((code, failure) -> free(launched.slot(), launched.rest()));
        return new Started.Running(new Box(process, ended, () -> slots.kill(process, launched.slot())));
    }

    // What was taken for a box that did not come to be is given back.
    private Launched launch(Command command) {
        var slot = slots.take();
        List<Path> rest = List.of();
        try {
            var enclosed = enclosure.enclose(command, slot);
            rest = enclosed.rest();
            return new Launched(launcher.launch(enclosed), slot, rest);
        } catch (RuntimeException failed) {
            free(slot, rest);
            throw failed;
        }
    }

    private void free(Slots.Slot slot, List<Path> rest) {
        slots.give(slot);
        rest.forEach(Shelf::remove);
    }

    private static Result result(int code, String log, Leavings leavings) {
        if (code == CPU_LIMIT) {
            return new Result.TimedOut(log);
        }
        if (code == 3 && log.contains(JAVA_OUT_OF_MEMORY)) {
            return new Result.OutOfMemory(log);
        }
        return switch (leavings.end()) {
            case TOO_MUCH -> new Result.TooMuchOutput(log);
            case BROKEN ->
                log.startsWith("bwrap: ")
                        ? new Result.Unavailable(log)
                        : new Result.Finished(code, log, leavings.files(), leavings.refused());
            case COMPLETE -> new Result.Finished(code, log, leavings.files(), leavings.refused());
        };
    }

    private static void feedAll(Process process, String input) {
        try (var stream = process.getOutputStream()) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException unread) {
            // It ended or closed its input without reading all of it, which it may.
            return;
        }
    }

    private static void lines(InputStream stream, Consumer<String> log) {
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            var line = new StringBuilder();
            for (var character = reader.read(); character >= 0; character = reader.read()) {
                if (character == '\n' || line.length() == LONGEST_LINE) {
                    log.accept(line.toString());
                    line.setLength(0);
                }
                if (character != '\n') {
                    line.append((char) character);
                }
            }
            if (!line.isEmpty()) {
                log.accept(line.toString());
            }
        } catch (IOException killed) {
            return;
        }
    }

    /** A box whose command runs, and whose input stays open until it is run. */
    private final class Begun implements Prepared {
        private final Command.Limits limits;
        private final Launched launched;
        private final Log log;
        private final AtomicBoolean tooMuch = new AtomicBoolean();
        private final AtomicBoolean used = new AtomicBoolean();
        private final CompletableFuture<Void> printed;
        private final CompletableFuture<Leavings> left;
        private CompletableFuture<Void> fed = CompletableFuture.completedFuture(null);

        Begun(Command.Limits limits, Launched launched) {
            this.limits = limits;
            this.launched = launched;
            log = new Log(limits.outputSize());
            var process = launched.process();
            printed = CompletableFuture.runAsync(
                    () -> log.read(process.getErrorStream(), () -> {
                        tooMuch.set(true);
                        kill();
                    }),
                    pumps);
            left = CompletableFuture.supplyAsync(() -> Leavings.read(process.getInputStream()), pumps);
        }

        void feed(String input) {
            fed = fed.thenRunAsync(
                    () -> {
                        try {
                            var stream = launched.process().getOutputStream();
                            stream.write(input.getBytes(StandardCharsets.UTF_8));
                            stream.flush();
                        } catch (IOException ended) {
                            return;
                        }
                    },
                    pumps);
        }

        @Override
        public String log() {
            return log.text();
        }

        @Override
        public boolean alive() {
            return launched.process().isAlive();
        }

        @Override
        public Result run(String rest) {
            if (used.getAndSet(true)) {
                throw new IllegalStateException("a prepared box is run once");
            }
            fed = fed.thenRunAsync(() -> feedAll(launched.process(), rest), pumps);
            try {
                return ended();
            } finally {
                free(launched.slot(), launched.rest());
            }
        }

        @Override
        public void drop() {
            if (!used.getAndSet(true)) {
                kill();
                left.join();
                printed.join();
                free(launched.slot(), launched.rest());
            }
        }

        private void kill() {
            slots.kill(launched.process(), launched.slot());
        }

        private Result ended() {
            try {
                var inTime = launched.process().waitFor(limits.wall().toMillis(), TimeUnit.MILLISECONDS);
                if (!inTime) {
                    kill();
                }
                var leavings = left.join();
                printed.join();
                if (tooMuch.get()) {
                    return new Result.TooMuchOutput(log.text());
                }
                return inTime
                        ? result(launched.process().waitFor(), log.text(), leavings)
                        : new Result.TimedOut(log.text());
            } catch (InterruptedException interrupted) {
                kill();
                left.join();
                printed.join();
                Thread.currentThread().interrupt();
                return new Result.Killed(log.text());
            }
        }
    }

    /** A process, the place it runs in, and what to remove after it. */
    private record Launched(Process process, Slots.Slot slot, List<Path> rest) {}
}
