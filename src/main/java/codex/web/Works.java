package codex.web;

import codex.application.Application;
import codex.application.Applications;
import codex.engine.LastCalls;
import codex.queue.Job;
import codex.queue.JobEvents;
import codex.queue.JobState;
import codex.queue.JobSteps;
import codex.queue.Jobs;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads jobs as pages show them. */
final class Works {
    private final Jdbi jdbi;
    private final Frame frame;

    Works(Jdbi jdbi, Frame frame) {
        this.jdbi = jdbi;
        this.frame = frame;
    }

    Optional<Work> find(long accountId, long jobId) {
        return jdbi.withHandle(
                handle -> handle.attach(Jobs.class).find(accountId, jobId).map(job -> work(handle, job)));
    }

    /** The latest job about an application. */
    Optional<Work> latest(Application application) {
        return jdbi.withHandle(handle -> handle.attach(Jobs.class)
                .latest(application.accountId(), "application:" + application.id())
                .map(job -> work(handle, job)));
    }

    private Work work(Handle handle, Job job) {
        var steps = handle.attach(JobSteps.class).list(job.id());
        return new Work(
                job,
                steps,
                handle.attach(JobEvents.class).last(job.id(), Work.LINES).reversed(),
                unanswered(handle, job),
                frame.now());
    }

    // Asked only of a job that came to nothing, and only where another engine than the built-in one was to answer.
    private static @Nullable String unanswered(Handle handle, Job job) {
        if (job.state().active() || job.state() == JobState.SUCCEEDED) {
            return null;
        }
        var application = handle.attach(Applications.class)
                .find(job.accountId(), job.input().path("applicationId").asLong());
        return application.filter(each -> !"builtin".equals(each.engine())).isEmpty()
                ? null
                : handle.attach(LastCalls.class).unanswered(job.id()).orElse(null);
    }
}
