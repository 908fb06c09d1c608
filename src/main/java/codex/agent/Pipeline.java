package codex.agent;

import codex.application.ApplicationStatus;
import codex.application.Applications;
import codex.code.DevelopedApps;
import codex.queue.Cancelled;
import codex.queue.Handler;
import codex.queue.Job;
import codex.queue.Outcome;
import codex.queue.Steps;
import codex.specification.Specifications;
import java.util.List;
import java.util.Map;
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

    private void giveUp(Job job, String why) {
        jdbi.useTransaction(handle -> {
            var developedAppId = job.input().path("developedAppId").asLong();
            if (job.kind().equals("develop") && developedAppId > 0) {
                handle.attach(DevelopedApps.class).fail(developedAppId, why);
            }
            if (job.kind().equals("draft") || job.kind().equals("develop")) {
                var applicationId = job.input().path("applicationId").asLong();
                var specified = handle.attach(Specifications.class)
                        .latest(applicationId)
                        .isPresent();
                handle.attach(Applications.class)
                        .mark(
                                applicationId,
                                specified && job.kind().equals("draft")
                                        ? ApplicationStatus.SPECIFIED
                                        : ApplicationStatus.FAILED);
            }
        });
    }
}
