package codex.agent;

import codex.queue.Cancelled;
import codex.queue.Handler;
import codex.queue.Job;
import codex.queue.Outcome;
import codex.queue.Steps;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Who acts next: the agents of a kind of job take turns, each on what the one before stored. */
public final class Pipeline implements Handler {
    private final Jdbi jdbi;
    private final Map<String, List<Agent>> turns;

    /**
     * Sets who takes turns.
     *
     * @param turns agents in order, by kind of job
     */
    public Pipeline(Jdbi jdbi, Map<String, List<Agent>> turns) {
        this.jdbi = jdbi;
        this.turns = Map.copyOf(turns);
    }

    @Override
    public Outcome handle(Job job, Steps steps) {
        try {
            Outcome outcome = new Outcome.Failed("nobody knows how to do \"%s\"".formatted(job.kind()));
            for (var agent : turns.getOrDefault(job.kind(), List.of())) {
                steps.checkCancelled();
                outcome = agent.act(job, steps);
                if (!(outcome instanceof Outcome.Done)) {
                    break;
                }
            }
            return settled(job, outcome);
        } catch (Unanswered unanswered) {
            return settled(job, unanswered.outcome());
        } catch (Cancelled cancelled) {
            giveUp(job, "It was stopped before it was done.");
            throw cancelled;
        } catch (RuntimeException | Error broken) {
            // The queue tries again, and after the last try nobody comes back to say that it failed.
            if (last(job)) {
                giveUp(job, "Something went wrong inside Codex, not in the application.");
            }
            throw broken;
        }
    }

    /** The queue keeps the outcome; here it becomes the state that the application's own pages show. */
    private Outcome settled(Job job, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done(var result) -> {}
            case Outcome.Waiting(var why) -> {}
            case Outcome.Later(var after, var why) -> {}
            case Outcome.Retry(var after, var why) -> {
                if (last(job)) {
                    giveUp(job, why);
                }
            }
            case Outcome.Failed(var why) -> giveUp(job, why);
        }
        return outcome;
    }

    private static boolean last(Job job) {
        return job.attempt() + 1 >= job.maxAttempts();
    }

    @Override
    public void abandoned(Handle handle, Job job) {
        Marks.failed(handle, job, "The server stopped again and again while working on it.");
    }

    private void giveUp(Job job, String why) {
        jdbi.useTransaction(handle -> Marks.failed(handle, job, why));
    }
}
