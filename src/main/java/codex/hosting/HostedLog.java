package codex.hosting;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a hosted application prints, gathered for a moment on its way to its row: each writing copies the whole log, and an
 * application may print a line for every call, or without end.
 */
final class HostedLog implements Consumer<String> {
    private static final Duration MOMENT = Duration.ofMillis(500);
    private static final int MOST = 100_000;

    private final Consumer<String> row;
    private final StringBuilder gathered = new StringBuilder();
    private int leftOut;
    private boolean waiting;

    /** {@code row} takes text for the end of the log. */
    HostedLog(Consumer<String> row) {
        this.row = row;
    }

    @Override
    public synchronized void accept(String line) {
        if (gathered.length() < MOST) {
            // PostgreSQL keeps no NUL.
            gathered.append(line.replace("\0", "")).append('\n');
        } else {
            leftOut++;
        }
        if (!waiting) {
            waiting = true;
            Thread.ofVirtual().start(this::writeSoon);
        }
    }

    /** Writes what was gathered so far. */
    synchronized void write() {
        if (!gathered.isEmpty()) {
            row.accept(
                    gathered + (leftOut == 0 ? "" : "(%d lines came too fast and were left out)\n".formatted(leftOut)));
        }
        gathered.setLength(0);
        leftOut = 0;
    }

    private void writeSoon() {
        try {
            Thread.sleep(MOMENT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            waiting = false;
            write();
        }
    }
}
