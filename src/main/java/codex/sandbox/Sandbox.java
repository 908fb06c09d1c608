package codex.sandbox;

import java.util.function.Consumer;

/** Runs one untrusted command with limits: no network but its own loopback, no files but its own, no secrets. */
public interface Sandbox {
    /** {@code bubblewrap}, {@code unshare}, {@code none}, or {@code closed} when none of them works here. */
    String name();

    /** The runner, its limits and its last self-test in a line, for settings, health and log (X3). */
    String description();

    /** Whether this machine's files, processes and network are kept from what runs; false only by an operator's setting (X2). */
    boolean isolated();

    /** Waits until it ends. An interrupt kills it and everything it started. */
    Result run(Command command);

    /** Starts a command with a part of its input; it is run, once, when the rest is there. */
    Prepared prepare(Command command);

    /** Starts a command that stays until it is killed or ends by itself; {@code log} gets each line it prints. */
    Started start(Command command, Consumer<String> log);
}
