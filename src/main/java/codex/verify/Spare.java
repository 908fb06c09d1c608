package codex.verify;

import codex.sandbox.Prepared;
import codex.sandbox.Standby;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The box that has rehearsed and waits for the next verification. It takes memory, so it is not kept for long. */
final class Spare implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Spare.class);

    private final Supplier<Prepared> maker;
    private final Duration patience;
    private @Nullable Prepared kept;
    private boolean making;
    private boolean closed;

    /** {@code patience} is how long one that nobody takes is kept. */
    Spare(Supplier<Prepared> maker, Duration patience) {
        this.maker = maker;
        this.patience = patience;
    }

    /** Begins one beside whatever else is done, unless there is one. */
    void make() {
        Thread.ofPlatform().daemon().name("rehearsal").start(this::begin);
    }

    synchronized boolean ready() {
        return kept != null && kept.alive() && kept.log().contains(Standby.REHEARSED);
    }

    /** The one that has rehearsed; one that still does would be waited for longer than a new one. */
    synchronized Optional<Prepared> take() {
        var taken = Optional.ofNullable(kept).filter(each -> ready());
        kept = taken.isPresent() ? null : kept;
        return taken;
    }

    @Override
    public synchronized void close() {
        closed = true;
        discard(kept);
    }

    // Whoever takes one does not wait for the next one to begin.
    private void begin() {
        if (claim()) {
            try {
                keep(maker.get());
            } catch (RuntimeException failed) {
                log.warn("no box rehearses", failed);
                unclaim();
            }
        }
    }

    private synchronized boolean claim() {
        if (kept != null && !kept.alive()) {
            log.warn("a box did not rehearse: {}", kept.log());
            discard(kept);
        }
        var free = kept == null && !making && !closed;
        making |= free;
        return free;
    }

    private synchronized void unclaim() {
        making = false;
    }

    private synchronized void keep(Prepared made) {
        making = false;
        kept = made;
        if (closed) {
            discard(made);
        } else {
            CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> discard(made));
        }
    }

    private synchronized void discard(@Nullable Prepared old) {
        if (old != null && old.equals(kept)) {
            kept = null;
            old.drop();
        }
    }
}
