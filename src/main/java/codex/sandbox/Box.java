package codex.sandbox;

import java.util.concurrent.CompletableFuture;

/** A command that runs in the sandbox until it ends or is killed. */
public final class Box {
    private final Process process;
    private final CompletableFuture<Integer> ended;

    private final Runnable killing;

    Box(Process process, CompletableFuture<Integer> ended, Runnable killing) {
        this.process = process;
        this.ended = ended;
        this.killing = killing;
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Its exit code, once it ended and nothing of it is left. */
    public CompletableFuture<Integer> ended() {
        return ended.copy();
    }

    /** Ends it and everything it started; returns when nothing of it is left. */
    public void kill() {
        killing.run();
        ended.join();
    }
}
