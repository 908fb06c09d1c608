package codex.sandbox;

/** Runs one untrusted command with limits: no network but its own loopback, no files but its own, no secrets. */
public interface Sandbox {
    /** {@code bubblewrap}, {@code unshare}, {@code docker} or {@code none}. */
    String name();

    /** Waits until it ends. An interrupt kills it and everything it started. */
    Result run(Command command);
}
