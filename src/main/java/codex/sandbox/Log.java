package codex.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What a command prints: read without end so that it never blocks, kept up to a size (X15). */
final class Log {
    private static final int FACTOR = 16;

    private final int kept;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long seen;

    Log(int kept) {
        this.kept = kept;
    }

    /** Reads to the end; calls {@code tooMuch} once, when far more came than is kept. */
    void read(InputStream stream, Runnable tooMuch) {
        var buffer = new byte[8192];
        try (stream) {
            for (var count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                if (add(buffer, count)) {
                    tooMuch.run();
                }
            }
        } catch (IOException closed) {
            // The process was killed while it was read: what came until then is the log.
            return;
        }
    }

    synchronized String text() {
        var text = bytes.toString(StandardCharsets.UTF_8);
        return seen > kept ? text + "\n… cut: " + seen + " bytes were printed\n" : text;
    }

    private synchronized boolean add(byte[] buffer, int count) {
        bytes.write(buffer, 0, (int) Math.min(count, Math.max(0, kept - seen)));
        var before = seen;
        seen += count;
        var limit = (long) kept * FACTOR;
        return before <= limit && seen > limit;
    }
}
