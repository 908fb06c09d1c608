package codex.queue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the leases of this process, on a thread and a connection of its own, so that neither a full pool nor a busy worker
 * delays it (RELIABILITY.md, Q5).
 */
final class Heartbeat implements AutoCloseable {
    private static final Duration BEAT = Duration.ofSeconds(5);

    /** Less than a lease: we stop our own workers before others may take over. */
    private static final Duration GIVE_UP = Duration.ofSeconds(20);

    private final Jdbi unpooled;
    private final Map<UUID, Running> running;
    private final Loop loop = new Loop("heartbeat", BEAT, this::beat);
    private @Nullable Handle handle;

    Heartbeat(Jdbi unpooled, Map<UUID, Running> running) {
        this.unpooled = unpooled;
        this.running = running;
    }

    void start() {
        loop.start();
    }

    Duration sinceSuccess() {
        return loop.sinceSuccess();
    }

    @Override
    public void close() {
        loop.close();
        disconnect();
    }

    synchronized void beat() {
        try {
            var connected = handle == null ? unpooled.open() : handle;
            handle = connected;
            beat(connected.attach(Jobs.class));
        } catch (RuntimeException e) {
            disconnect();
            if (loop.sinceSuccess().compareTo(GIVE_UP) > 0) {
                running.values().forEach(job -> job.stop(Running.Reason.LOST));
            }
            throw e;
        }
    }

    private void beat(Jobs jobs) {
        var mine = List.copyOf(running.values());
        var ids = mine.stream().map(job -> job.lease().jobId()).toArray(Long[]::new);
        var tokens = mine.stream().map(job -> job.lease().token()).toArray(UUID[]::new);
        var beats = jobs.beat(ids, tokens).stream().collect(Collectors.toMap(Jobs.Beat::id, beat -> beat));
        for (var job : mine) {
            var beat = beats.get(job.job().id());
            if (beat == null) {
                job.stop(Running.Reason.LOST);
            } else if (beat.cancelRequestedAt() != null) {
                job.stop(Running.Reason.CANCELLED);
            }
        }
    }

    private synchronized void disconnect() {
        if (handle != null) {
            var dead = handle;
            handle = null;
            dead.close();
        }
    }
}
