package codex.queue;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the same thing over and over on a thread of its own, whatever it throws (RELIABILITY.md, Q17). The pause differs by
 * up to a quarter each time, so that many processes do not march in step (B13).
 */
final class Loop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private final Duration pause;
    private final Runnable work;
    private final Thread thread;
    private final Semaphore wakeups = new Semaphore(0);
    private volatile boolean closed;
    private volatile long lastSuccess = System.nanoTime();

    Loop(String name, Duration pause, Runnable work) {
        this.name = name;
        this.pause = pause;
        this.work = work;
        this.thread = Thread.ofPlatform().name("queue-" + name).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Ends the present pause. */
    void wake() {
        wakeups.release();
    }

    /** How long ago it last did its work without a failure, or was made. */
    Duration sinceSuccess() {
        return Duration.ofNanos(System.nanoTime() - lastSuccess);
    }

    boolean closed() {
        return closed;
    }

    /** Lets the present round end, up to five seconds. */
    @Override
    public void close() {
        closed = true;
        wake();
        try {
            if (thread.getState() != Thread.State.NEW && !thread.join(Duration.ofSeconds(5))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                work.run();
                lastSuccess = System.nanoTime();
            } catch (Throwable thrown) {
                log.warn("queue loop failed and goes on loop={}", name, thrown);
            }
            rest();
        }
    }

    private void rest() {
        var millis = (long) (pause.toMillis() * ThreadLocalRandom.current().nextDouble(0.75, 1.25));
        try {
            if (wakeups.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                wakeups.drainPermits();
            }
        } catch (InterruptedException e) {
            // Only close() interrupts; the loop's condition ends it.
            Thread.currentThread().interrupt();
        }
    }
}
