package codex.queue;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats what the database refused only because it was away for a moment. What a job has done is worth more than a
 * connection (RELIABILITY.md, B3, A18).
 */
final class Patience {
    private static final Logger log = LoggerFactory.getLogger(Patience.class);
    private static final long REST_MILLIS = 200;

    private Patience() {}

    /**
     * Does {@code work} until it succeeds or fails for good. It must be one transaction that may run again after a
     * commit whose answer got lost.
     *
     * @param goOn throws when there is no point in trying again
     */
    static <T> T with(Supplier<T> work, Runnable goOn) {
        while (true) {
            try {
                return work.get();
            } catch (JdbiException e) {
                if (!passing(e)) {
                    throw e;
                }
                log.warn("the database is away, trying again: {}", e.toString());
                goOn.run();
                rest(goOn);
            }
        }
    }

    // SQLSTATE classes: connection, insufficient resources, shutdown; none at all where there is no connection.
    private static boolean passing(JdbiException thrown) {
        if (!(thrown.getCause() instanceof SQLException cause)) {
            return false;
        }
        var state = cause.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }

    private static void rest(Runnable goOn) {
        try {
            TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            goOn.run();
            throw new IllegalStateException("interrupted while the database is away", e);
        }
    }
}
