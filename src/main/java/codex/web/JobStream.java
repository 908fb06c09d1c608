package codex.web;

import codex.queue.JobEvents;
import codex.queue.Jobs;
import codex.queue.Notices;
import io.javalin.http.Context;
import io.javalin.http.NotAcceptableResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Streams what a job says (EXPERIENCE.md, G2-G8). Each client has a thread of its own, which is cheap, so that a slow
 * reader holds up nobody; the table is the queue, so that nothing is lost and nothing piles up.
 */
public final class JobStream implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int PINGS_APART = 7;
    private static final int BATCH = 500;

    private final Jdbi jdbi;
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final Runnable unsubscribe;

    public JobStream(Jdbi jdbi, Notices notices) {
        this.jdbi = jdbi;
        this.unsubscribe = notices.on(Notices.EVENT, this::wake);
    }

    /**
     * Replays what came after {@code Last-Event-ID}, follows until the job ends, says so and closes. Whose job it is is
     * asked before the stream begins: afterwards the status is told.
     */
    public void open(Context ctx) {
        var account = Visit.account(ctx).id();
        var job = jdbi.withExtension(Jobs.class, jobs -> jobs.find(account, Visit.id(ctx, "job")))
                .orElseThrow(NotFoundResponse::new);
        var accepted = ctx.header("Accept");
        if (accepted == null || !accepted.contains("text/event-stream")) {
            throw new NotAcceptableResponse();
        }
        var header = ctx.header("Last-Event-ID");
        var sent = header == null ? Visit.query(ctx, "lastEventId") : header;
        var last = sent.matches("\\d{1,18}") ? Long.parseLong(sent) : 0;
        var stays = Visit.stays(ctx);
        new SseHandler(sse -> follow(new Client(sse, stays, account, job.id(), last))).handle(ctx);
    }

    /** Ends all streams; comes before the server stops (G3). */
    @Override
    public void close() {
        unsubscribe.run();
        clients.forEach(client -> client.sse.close());
    }

    private void follow(Client client) {
        client.sse.keepAlive();
        client.sse.onClose(() -> clients.remove(client));
        clients.add(client);
        Thread.ofVirtual().name("job-stream-" + client.jobId).start(client::follow);
    }

    private void wake(long jobId) {
        clients.stream().filter(client -> client.jobId == jobId).forEach(client -> client.news.release());
    }

    private final class Client {
        private final SseClient sse;
        private final BooleanSupplier stays;
        private final long accountId;
        private final long jobId;
        private final Semaphore news = new Semaphore(0);
        private long last;

        Client(SseClient sse, BooleanSupplier stays, long accountId, long jobId, long last) {
            this.sse = sse;
            this.stays = stays;
            this.accountId = accountId;
            this.jobId = jobId;
            this.last = last;
        }

        void follow() {
            try {
                for (var round = 1; !sse.terminated() && stays.getAsBoolean() && step(); round++) {
                    if (round % PINGS_APART == 0) {
                        sse.sendComment("still here");
                    }
                    news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                    news.drainPermits();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                sse.close();
            }
        }

        // The job is read before its events: what ended is then told to its last line.
        private boolean step() {
            var job = jdbi.withExtension(Jobs.class, jobs -> jobs.find(accountId, jobId));
            jdbi.withExtension(JobEvents.class, events -> events.after(jobId, last, BATCH))
                    .forEach(event -> {
                        tell("changed", event.message().replaceAll("\\R", " "), String.valueOf(event.id()));
                        last = event.id();
                    });
            if (job.isPresent() && job.get().state().active()) {
                return true;
            }
            tell("changed", "over", null);
            tell("ended", job.map(over -> over.state().label()).orElse("gone"), null);
            return false;
        }

        // A client that is gone is noticed only by writing to it, and is written to once more never (G3).
        private void tell(String event, String data, @Nullable String id) {
            if (!sse.terminated()) {
                sse.sendEvent(event, data, id);
            }
        }
    }
}
