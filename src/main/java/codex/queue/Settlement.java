package codex.queue;

import static codex.queue.LeasedSteps.storable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/** Writes how one attempt at a job ended, within one transaction and fenced by its lease. */
record Settlement(Handle handle, Running running, ObjectMapper json, RandomGenerator random) {
    /**
     * An outcome that was reached counts, unless the job was told to stop and did not come to its end. The answer is the
     * job's id.
     */
    long write(Optional<Outcome> outcome) {
        var reason = running.reason();
        if (outcome.isPresent() && (reason.isEmpty() || outcome.get() instanceof Outcome.Done)) {
            write(outcome.get());
        } else if (reason.isPresent()) {
            write(reason.get());
        }
        return running.job().id();
    }

    private void write(Outcome outcome) {
        var job = running.job();
        switch (outcome) {
            case Outcome.Done(var result) -> {
                fenced(jobs().succeed(job.id(), token(), json.valueToTree(result)));
                tell("info", "Done.");
            }
            case Outcome.Waiting(var why) -> {
                fenced(jobs().waiting(job.id(), token(), job.runAt()));
                tell("info", why);
            }
            case Outcome.Retry(var after, var why) -> {
                if (job.attempt() + 1 >= job.maxAttempts()) {
                    fail(why);
                } else {
                    retry(after, why);
                }
            }
            case Outcome.Later(var after, var why) -> {
                fenced(jobs().retryLater(job.id(), token(), error(why), after.toMillis(), false));
                tell("info", why);
            }
            case Outcome.Failed(var why) -> fail(why);
        }
    }

    private void write(Running.Reason reason) {
        var job = running.job();
        switch (reason) {
            case LOST -> throw new LeaseLost(job.id());
            case CANCELLED -> {
                fenced(jobs().stopped(job.id(), token()));
                tell("warn", "Stopped.");
            }
            case RELEASED -> jobs().release(job.id(), token());
        }
    }

    private void fail(String why) {
        fenced(jobs().fail(running.job().id(), token(), error(why)));
        tell("error", why);
    }

    private void retry(Duration after, String why) {
        var backoff = Backoff.after(running.job().attempt(), random);
        var pause = after.compareTo(backoff) > 0 ? after : backoff;
        fenced(jobs().retryLater(running.job().id(), token(), error(why), pause.toMillis(), true));
        tell("warn", why + " Trying again in " + pause.toSeconds() + " seconds.");
    }

    private void fenced(boolean written) {
        if (!written) {
            throw new LeaseLost(running.job().id());
        }
    }

    private void tell(String level, String message) {
        handle.attach(JobEvents.class).append(running.job().id(), "state", level, storable(message));
    }

    private JsonNode error(String why) {
        return json.createObjectNode().put("message", storable(why));
    }

    private Jobs jobs() {
        return handle.attach(Jobs.class);
    }

    private UUID token() {
        return running.lease().token();
    }
}
