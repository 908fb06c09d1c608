package codex.queue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.jackson2.Jackson2Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on jobs: one dispatcher claims them, each runs on one of a few platform threads that live as long as the worker
 * (a sandbox dies with the thread that started it: RELIABILITY.md, X6), the heartbeat keeps them, the rescue takes over
 * those of workers that died.
 */
public final class Worker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration RESCUE = Duration.ofSeconds(10);
    private static final Duration PRUNE = Duration.ofHours(1);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(5);

    private final Jdbi jdbi;
    private final ObjectMapper json;
    private final Map<String, Handler> handlers;
    private final WorkerSettings settings;
    private final String owner = owner();
    private final RandomGenerator random = new SecureRandom();
    // By token: a job that was lost may come back while its old run has not ended yet.
    private final Map<UUID, Running> running = new ConcurrentHashMap<>();
    private final ExecutorService threads;
    private final Semaphore free;
    private final Heartbeat heartbeat;
    private final Loop dispatcher = new Loop("dispatcher", POLL, this::dispatch);
    private final Loop rescue = new Loop("rescue", RESCUE, this::rescue);
    private final Loop prune = new Loop("prune", PRUNE, this::prune);
    private volatile boolean closed;

    /**
     * @param pooled for everything but the heartbeat
     * @param unpooled opens a connection for each handle; the heartbeat keeps one
     * @param handlers by kind of job; jobs of other kinds are left to other processes
     */
    public Worker(Jdbi pooled, Jdbi unpooled, Map<String, Handler> handlers, WorkerSettings settings) {
        this.jdbi = pooled;
        this.json = pooled.getConfig(Jackson2Config.class).getMapper();
        this.handlers = Map.copyOf(handlers);
        this.settings = settings;
        this.threads = Executors.newFixedThreadPool(
                settings.threads(),
                Thread.ofPlatform().name("worker-", 1).daemon().factory());
        this.free = new Semaphore(settings.threads());
        this.heartbeat = new Heartbeat(unpooled, running);
    }

    public void start() {
        heartbeat.start();
        rescue.start();
        prune.start();
        dispatcher.start();
        log.info("worker started owner={} threads={} kinds={}", owner, settings.threads(), handlers.keySet());
    }

    /** Looks for due jobs now; for {@link Notices#JOB}. */
    public void wake() {
        dispatcher.wake();
    }

    /** Tells the job to stop if it runs here; for {@link Notices#CANCEL}. The heartbeat says it too, within five seconds. */
    public void cancel(long jobId) {
        running.values().stream()
                .filter(job -> job.job().id() == jobId)
                .forEach(job -> job.stop(Running.Reason.CANCELLED));
    }

    /** For each loop how long ago it last did its work; for {@code /health/ready} (Q17). */
    public Map<String, Duration> sinceSuccess() {
        return Map.of(
                "dispatcher", dispatcher.sinceSuccess(),
                "heartbeat", heartbeat.sinceSuccess(),
                "rescue", rescue.sinceSuccess());
    }

    /**
     * Claims nothing more, lets the present steps end within the grace, interrupts what is left, gives its jobs back
     * untried, and only then stops the heartbeat (Q15). Pools may be closed after it.
     */
    @Override
    public void close() {
        closed = true;
        dispatcher.close();
        running.values().forEach(Running::drain);
        if (!idleWithin(settings.grace())) {
            running.values().forEach(job -> job.stop(Running.Reason.RELEASED));
            idleWithin(AFTER_INTERRUPT);
        }
        for (var left : running.values()) {
            log.warn(
                    "job does not stop and is given back job={} kind={}",
                    left.job().id(),
                    left.job().kind());
            left.stop(Running.Reason.LOST);
            jdbi.useExtension(
                    Jobs.class,
                    jobs -> jobs.release(left.lease().jobId(), left.lease().token()));
        }
        threads.shutdownNow();
        rescue.close();
        prune.close();
        heartbeat.close();
    }

    /** Claims as many jobs as there are free threads. */
    void dispatch() {
        while (!closed && free.tryAcquire()) {
            var claimed = Optional.<Job>empty();
            try {
                claimed = claim();
            } finally {
                if (claimed.isEmpty()) {
                    free.release();
                }
            }
            if (claimed.isEmpty()) {
                return;
            }
            var job = new Running(claimed.get());
            running.put(job.lease().token(), job);
            threads.execute(() -> run(job));
        }
    }

    void rescue() {
        var size = 0;
        do {
            var rescued = jdbi.inTransaction(handle -> {
                var batch = handle.attach(Jobs.class).rescue();
                for (var job : batch) {
                    log.warn("job rescued from a worker that died job={} state={}", job.id(), job.state());
                    handle.attach(JobEvents.class)
                            .append(job.id(), "state", "warn", "The server stopped while working on this.");
                    if (!job.state().active()) {
                        abandoned(handle, job.id());
                    }
                }
                return batch;
            });
            size = rescued.size();
        } while (size == 100);
        dispatcher.wake();
    }

    private void abandoned(Handle handle, long id) {
        handle.attach(Jobs.class)
                .findAny(id)
                .ifPresent(job -> Optional.ofNullable(handlers.get(job.kind()))
                        .ifPresent(handler -> handler.abandoned(handle, job)));
    }

    void beat() {
        heartbeat.beat();
    }

    private void prune() {
        jdbi.useExtension(JobEvents.class, JobEvents::prune);
    }

    private Optional<Job> claim() {
        var kinds = handlers.keySet().toArray(String[]::new);
        return jdbi.inTransaction(handle -> {
            var jobs = handle.attach(Jobs.class);
            jobs.lockClaims();
            var job = jobs.claim(owner, kinds, settings.perAccount(), settings.total());
            job.ifPresent(claimed -> handle.attach(JobEvents.class).append(claimed.id(), "state", "info", "Started."));
            return job;
        });
    }

    private void run(Running job) {
        try {
            job.begin();
            var outcome = outcome(job);
            job.end();
            settle(job, outcome);
        } catch (LeaseLost e) {
            log.info("job lost, nothing was written job={}", job.job().id());
        } catch (RuntimeException e) {
            log.error(
                    "job could not be settled; its lease expires and it is rescued job={}",
                    job.job().id(),
                    e);
        } finally {
            running.remove(job.lease().token());
            free.release();
            dispatcher.wake();
        }
    }

    /** Empty when the job was told to stop; the reason says why. */
    private Optional<Outcome> outcome(Running job) {
        try {
            var handler = handlers.get(job.job().kind());
            if (handler == null) {
                throw new IllegalStateException(
                        "claimed a job of kind " + job.job().kind() + ", which has no handler");
            }
            return Optional.of(handler.handle(job.job(), new LeasedSteps(jdbi, job)));
        } catch (LeaseLost e) {
            job.stop(Running.Reason.LOST);
        } catch (Cancelled e) {
            job.stop(Running.Reason.CANCELLED);
        } catch (Running.Stopping e) {
            job.stop(Running.Reason.RELEASED);
        } catch (UnreadableInput e) {
            log.error(
                    "job has an unreadable input job={} kind={}",
                    job.job().id(),
                    job.job().kind(),
                    e);
            return Optional.of(new Outcome.Failed(
                    "What this job was asked to do cannot be read any more. Start it again from its page."));
        } catch (Throwable e) {
            return unexpected(job, e);
        }
        return Optional.empty();
    }

    private static Optional<Outcome> unexpected(Running job, Throwable thrown) {
        if (job.reason().isPresent()) {
            log.info(
                    "job stopped job={} reason={} by={}",
                    job.job().id(),
                    job.reason().get(),
                    thrown.toString());
            return Optional.empty();
        }
        var incident = UUID.randomUUID().toString().substring(0, 8);
        log.error(
                "job failed unexpectedly job={} kind={} incident={}",
                job.job().id(),
                job.job().kind(),
                incident,
                thrown);
        return Optional.of(new Outcome.Retry(
                Duration.ZERO,
                "Something went wrong inside Codex, not in your application. The log has it as incident " + incident
                        + "."));
    }

    /** Writes how it ended, as often as it takes while the lease holds: the database may be away for a moment (B3). */
    private void settle(Running job, Optional<Outcome> outcome) {
        Patience.with(
                () -> jdbi.inTransaction(handle -> new Settlement(handle, job, json, random).write(outcome)),
                job::checkLease);
    }

    private boolean idleWithin(Duration time) {
        try {
            var idle = free.tryAcquire(settings.threads(), time.toMillis(), TimeUnit.MILLISECONDS);
            if (idle) {
                free.release(settings.threads());
            }
            return idle;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    // A restarted process never looks like its predecessor (Q6).
    private static String owner() {
        return host() + "/" + ProcessHandle.current().pid() + "/" + UUID.randomUUID();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
