package codex.queue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other processes notify: the id of a job, on one of three channels. Notices only wake; whoever misses one
 * finds everything by polling (RELIABILITY.md, Q16).
 */
public final class Notices implements AutoCloseable {
    /** A job may be due. */
    public static final String JOB = "codex_job";

    /** Someone asked a running job to stop. */
    public static final String CANCEL = "codex_cancel";

    /** A job said something. */
    public static final String EVENT = "codex_event";

    private static final Logger log = LoggerFactory.getLogger(Notices.class);
    private static final Duration RECONNECT = Duration.ofMillis(500);
    private static final int WAIT_MILLIS = 2_000;

    private final Jdbi unpooled;
    private final Map<String, List<LongConsumer>> listeners = Map.of(
            JOB,
            new CopyOnWriteArrayList<>(),
            CANCEL,
            new CopyOnWriteArrayList<>(),
            EVENT,
            new CopyOnWriteArrayList<>());
    private final Loop loop = new Loop("listener", RECONNECT, this::listen);
    private volatile long heard = System.nanoTime();

    /** {@code unpooled} opens a connection for each handle: one is kept for the life of the process. */
    public Notices(Jdbi unpooled) {
        this.unpooled = unpooled;
    }

    /** Calls {@code listener} with each id, on the listening thread: it must be quick. Running the answer ends it. */
    public Runnable on(String channel, LongConsumer listener) {
        var list = Objects.requireNonNull(listeners.get(channel), channel);
        list.add(listener);
        return () -> list.remove(listener);
    }

    public void start() {
        loop.start();
    }

    /** How long ago the connection was known to be alive; for {@code /health/ready}. */
    public Duration sinceSuccess() {
        return Duration.ofNanos(System.nanoTime() - heard);
    }

    @Override
    public void close() {
        loop.close();
    }

    private void listen() {
        try (var handle = unpooled.open()) {
            listeners.keySet().forEach(channel -> handle.execute("LISTEN " + channel));
            var connection = handle.getConnection().unwrap(PGConnection.class);
            while (!loop.closed()) {
                // Tells a dead connection from a quiet one.
                handle.execute("SELECT 1");
                heard = System.nanoTime();
                for (var notice : connection.getNotifications(WAIT_MILLIS)) {
                    deliver(notice.getName(), Long.parseLong(notice.getParameter()));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the listener lost its connection and makes a new one", e);
        }
    }

    private void deliver(String channel, long id) {
        for (var listener : listeners.getOrDefault(channel, List.of())) {
            try {
                listener.accept(id);
            } catch (RuntimeException e) {
                log.warn("a listener failed channel={} job={}", channel, id, e);
            }
        }
    }
}
