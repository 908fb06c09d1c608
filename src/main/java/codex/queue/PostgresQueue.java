package codex.queue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.jackson2.Jackson2Config;

/** The queue as the rest of the program uses it: adding, stopping, waking and repeating jobs. */
public final class PostgresQueue implements Queue {
    private final Jdbi jdbi;
    private final ObjectMapper json;

    public PostgresQueue(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.json = jdbi.getConfig(Jackson2Config.class).getMapper();
    }

    @Override
    public long enqueue(Handle handle, NewJob job) {
        var jobs = handle.attach(Jobs.class);
        var input = json.valueToTree(job.input());
        while (true) {
            var added = jobs.enqueue(job.kind(), job.subject(), job.uniqueKey(), job.accountId(), input);
            if (added.isPresent()) {
                handle.attach(JobEvents.class).append(added.get(), "state", "info", "Queued.");
                return added.get();
            }
            var active = jobs.active(job.uniqueKey());
            if (active.isPresent()) {
                return active.get().id();
            }
            // It ended between the two statements: the next insert finds the way free.
        }
    }

    @Override
    public Optional<Job> active(Handle handle, String uniqueKey) {
        return handle.attach(Jobs.class).active(uniqueKey);
    }

    /** Queues a job that waits for what the caller's transaction stores (RELIABILITY.md, Q13). */
    public void wake(Handle handle, long id) {
        handle.attach(Jobs.class).wake(id);
    }

    @Override
    public Cancellation cancel(Handle handle, long accountId, long id) {
        var jobs = handle.attach(Jobs.class);
        var state = jobs.cancel(accountId, id);
        if (state.isEmpty()) {
            return jobs.find(accountId, id)
                    .<Cancellation>map(job -> new Cancellation.AlreadyOver(job.state()))
                    .orElseGet(Cancellation.NotFound::new);
        }
        var ended = state.get() == JobState.CANCELLED;
        handle.attach(JobEvents.class).append(id, "state", "warn", ended ? "Stopped." : "Stopping …");
        return ended ? new Cancellation.Ended() : new Cancellation.Asked();
    }

    @Override
    public Repetition retry(long accountId, long id) {
        try {
            return jdbi.inTransaction(handle -> retry(handle, accountId, id));
        } catch (UnableToExecuteStatementException e) {
            // The index job_one_active: another job does the same work already.
            var active = jdbi.withExtension(
                    Jobs.class, jobs -> jobs.find(accountId, id).flatMap(job -> jobs.active(job.uniqueKey())));
            return active.<Repetition>map(job -> new Repetition.OtherActive(job.id()))
                    .orElseThrow(() -> e);
        }
    }

    private static Repetition retry(Handle handle, long accountId, long id) {
        var jobs = handle.attach(Jobs.class);
        if (jobs.retry(accountId, id)) {
            handle.attach(JobEvents.class).append(id, "state", "info", "Queued again.");
            handle.execute("SELECT pg_notify('codex_job', CAST(? AS text))", id);
            return new Repetition.Queued();
        }
        return jobs.find(accountId, id)
                .<Repetition>map(job -> new Repetition.NotOver(job.state()))
                .orElseGet(Repetition.NotFound::new);
    }
}
