package codex.queue;

import codex.database.Database;
import codex.database.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Jdbi;

/** A queue in a database of its own, and words to arrange jobs in it. */
final class QueueFixture {
    private static final WorkerSettings SETTINGS = new WorkerSettings(2, 10, 20, Duration.ofSeconds(5));

    record Input(long specId) {}

    final Database database;
    final Jdbi jdbi;
    final PostgresQueue queue;
    final Jobs jobs;
    final JobSteps steps;
    final JobEvents events;
    private final AtomicInteger subjects = new AtomicInteger();

    QueueFixture() {
        this(TestDatabase.create());
    }

    QueueFixture(Database database) {
        this.database = database;
        this.jdbi = database.workers();
        this.queue = new PostgresQueue(jdbi);
        this.jobs = jdbi.onDemand(Jobs.class);
        this.steps = jdbi.onDemand(JobSteps.class);
        this.events = jdbi.onDemand(JobEvents.class);
    }

    /** A job of account 1 about something that no other job is about. */
    long job() {
        return job(1);
    }

    long job(long accountId) {
        return job(accountId, "application:" + subjects.incrementAndGet());
    }

    long job(long accountId, String subject) {
        return job(new NewJob("develop", subject, "develop:" + subject, accountId, new Input(7)));
    }

    long job(NewJob job) {
        return jdbi.inTransaction(handle -> queue.enqueue(handle, job));
    }

    Job claim() {
        return claim(10, 20);
    }

    Job claim(int perAccount, int total) {
        return tryClaim(perAccount, total).orElseThrow();
    }

    Optional<Job> tryClaim(int perAccount, int total) {
        return jdbi.inTransaction(handle -> {
            var attached = handle.attach(Jobs.class);
            attached.lockClaims();
            return attached.claim("test", new String[] {"develop"}, perAccount, total);
        });
    }

    /** Moves a time of the job into the past or, with a minus, into the future: the row ages, not the clock. */
    void age(long id, String column, Duration by) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE job SET " + column + " = " + column
                        + " - :millis * interval '1 millisecond' WHERE id = :id")
                .bind("millis", by.toMillis())
                .bind("id", id)
                .execute());
    }

    void priority(long id, int priority) {
        jdbi.useHandle(handle -> handle.execute("UPDATE job SET priority = ? WHERE id = ?", priority, id));
    }

    Job reread(long id) {
        return jobs.findAny(id).orElseThrow();
    }

    String errorOf(long id) {
        var error = reread(id).error();
        return error == null ? "" : error.path("message").asText();
    }

    /** Not started: its dispatcher does not run, a test calls {@code dispatch()}. */
    Cancellation cancel(long accountId, long id) {
        return jdbi.inTransaction(handle -> queue.cancel(handle, accountId, id));
    }

    Worker worker(Handler handler) {
        return worker(handler, SETTINGS);
    }

    Worker worker(Handler handler, WorkerSettings settings) {
        return new Worker(jdbi, database.unpooled(), Map.of("develop", handler), settings);
    }

    /** Runs what is due, round by round, until the job is in the state. */
    void runUntil(Worker worker, long id, JobState state) {
        await(() -> {
            worker.dispatch();
            return reread(id).state() == state;
        });
    }

    static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited ten seconds in vain");
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }
}
