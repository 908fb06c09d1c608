package codex.sandbox;

/** A box that has begun and waits for the rest of its input: made ahead, used once. */
public interface Prepared {
    /** What it printed so far. */
    String log();

    boolean alive();

    /** Gives it the rest and waits until it ends; its limit by the clock counts from here. An interrupt kills it. */
    Result run(String rest);

    /** Ends it and everything it started. Nothing happens when it has been run. */
    void drop();
}
